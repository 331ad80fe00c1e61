import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { INSTRUCTOR, prepareApp, SUPERADMIN } from "../../support.ts";
import { restoreCaller } from "../callers.ts";
import { type Operation, OPERATIONS, resolve } from "../document.ts";
import { encode, exampleOf, valueOf } from "../example_request.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

const PASSWORD = "Canario-Clave-7431", EMAIL = "canario@correo.co", SECRET = "canario-secreto-96";
/** Not even a part of these: who reads the log must not guess the rest. */
const CANARIES = ["anario-Clave", "anario@", "anario%40", "anario-secreto", "eyJ", "$2b$"];

/** What no answer tells: a hash, a statement, a stack, a file of the server. */
const INTERNAL =
  /\$2[aby]\$|\b(SELECT|INSERT INTO|UPDATE|DELETE FROM) \w|\n\s+at |\/src\/|\.ts:\d|npm:|node:/;

/** The example of the operation with a canary wherever it asks for something personal. */
function canaryFor(operation: Operation) {
  const { parameters, requestBody } = operation;
  const { method, url } = exampleOf(operation);
  const pairs = parameters.filter((parameter) => parameter.in === "query")
    .map(({ name, schema }) => [name, String(canaryOf(name) ?? valueOf(schema))]);
  const [[type, { schema }] = ["", { schema: {} }]] = Object.entries(requestBody?.content ?? {});
  const path = `${url.split("?")[0]}?${new URLSearchParams(pairs)}`;
  if (!type) return { method, url: path };
  const names = Object.keys(resolve(schema).properties ?? {});
  const canaries = names.map((name) => [name, canaryOf(name)]).filter(([, value]) => value);
  const body = { ...Object(valueOf(schema)), ...Object.fromEntries(canaries) };
  return { method, url: path, ...encode(type, body) };
}

function canaryOf(name: string): string | undefined {
  if (/pass/.test(name)) return PASSWORD;
  if (/token|secret|client/.test(name)) return SECRET;
  if (/correo|email|username/.test(name)) return EMAIL;
}

function checkLog(api: Api, where: string): void {
  const log = api.lines.splice(0).join("\n");
  for (const canary of CANARIES) assert(!log.includes(canary), `${where}: ${canary} in ${log}`);
}

function checkAnswer(answer: { body: unknown }, where: string): void {
  const text = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body);
  for (const secret of [PASSWORD, SECRET]) assert(!text.includes(secret), `${where}: ${text}`);
  assert.doesNotMatch(text, INTERNAL, where);
}

// The document and its page are files: they may well speak of paths.
const SPEAKING = OPERATIONS.filter(({ path }) => !/^\/(docs|openapi)/.test(path));

Deno.test("a password, a token or an e-mail sent to any route never shows up in the log", async () => {
  await using api = await prepareApp();
  await api.db.execute(sql`UPDATE usuario SET correo = ${EMAIL} WHERE id_usuario = ${INSTRUCTOR}`);
  for (const operation of SPEAKING) {
    const { method, url, ...sent } = canaryFor(operation);
    const callers = [{ as: SUPERADMIN }, { as: INSTRUCTOR }, { as: null }, {
      token: "canario-secreto.a.b",
    }];
    for (const caller of callers) {
      await restoreCaller(api.db, SUPERADMIN);
      await restoreCaller(api.db, INSTRUCTOR);
      const answer = await api.request(method, url, { ...sent, ...caller });
      checkAnswer(answer, operation.name);
      checkLog(api, operation.name);
    }
  }
  await api.request("GET", `/canario@correo.co/${SECRET}?token=${SECRET}`, { as: null });
  checkLog(api, "a path that does not exist");
});

Deno.test("not even when the database fails with the data in its message", async () => {
  await using api = await prepareApp();
  const token = await api.tokenOf(SUPERADMIN);
  const sent = `INSERT INTO usuario (correo, pass_hash) VALUES ('${EMAIL}', '$2b$04$abc')`;
  const reasons = [
    `Duplicate entry '${EMAIL}' for key 'usuario_correo'`,
    `Incorrect string value: '${EMAIL}' for column 'correo' at row 1`,
    `Data truncated for column 'correo' at row 1, value: '${EMAIL}'`,
  ];
  for (const reason of reasons) {
    const cause = Object.assign(new Error(reason), { sql: sent, sqlMessage: reason });
    const failure = new Error("The statement failed", { cause });
    api.db.rows = () => Promise.reject(failure);
    api.db.transaction = () => Promise.reject(failure);
    for (const operation of SPEAKING) {
      const { method, url, ...rest } = canaryFor(operation);
      const answer = await api.request(method, url, { ...rest, token });
      checkAnswer(answer, operation.name);
      checkLog(api, operation.name);
    }
  }
});
