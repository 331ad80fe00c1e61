import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { Sql, sql } from "@/db/sql.ts";
import { CalendarioCreado } from "@/resources/calendarios/schemas.ts";
import { INSTRUCTOR, SUPERADMIN } from "../../support.ts";
import { FICHA, prepareWorld } from "../programacion/world.ts";
import { addressOf, type Api, subscribe } from "./subscribed.ts";

const OWN = { tipo: "instructor", id: INSTRUCTOR };

function tokenIn(ruta: string): string {
  const token = ruta.match(/^\/calendarios\/([\w-]{43})\.ics$/)?.[1];
  assert(token, ruta);
  return token;
}

/** Everything that the database holds, as text. */
async function allRows({ db }: Api): Promise<string> {
  const tables = db.engine === "sqlite"
    ? sql`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`
    : sql`SELECT table_name AS name FROM information_schema.tables
        WHERE table_schema = DATABASE()`;
  const names = (await db.rows(tables)).map(({ name }) => String(name));
  const rows = names.map((name) => db.rows(new Sql(`SELECT * FROM ${name}`, [])));
  return JSON.stringify(await Promise.all(rows));
}

Deno.test("the address of a calendar is a secret of 256 bits, of which only the hash is kept", async () => {
  await using api = await prepareWorld();
  const headers = { "Idempotency-Key": "uno" };
  const { status, body, headers: answered } = await api.request("POST", "/calendarios", {
    ...{ as: INSTRUCTOR, headers, body: OWN },
  });
  assert.equal(status, 201);
  assert.equal(answered.get("Cache-Control"), "no-store");
  assert.equal(answered.get("Location"), "/calendarios/1");
  const token = tokenIn(CalendarioCreado.parse(body).ruta);
  const kept = await allRows(api);
  assert(kept.includes(createHash("sha256").update(token).digest("hex")));
  assert(!kept.includes(token));
  const again = await addressOf(api, OWN, INSTRUCTOR);
  assert.notEqual(tokenIn(again), token);
});

Deno.test("POST /calendarios with the same key gives the same address, which serves, and makes one", async () => {
  await using api = await prepareWorld();
  const create = async (key: string) => {
    const headers = { "Idempotency-Key": key };
    return (await api.request("POST", "/calendarios", { as: INSTRUCTOR, headers, body: OWN })).body;
  };
  const [first, second] = await Promise.all([create("uno"), create("uno")]);
  assert.deepEqual(first, second);
  assert.deepEqual(await create("uno"), first);
  assert.equal((await subscribe(api, first.ruta)).status, 200);
  const other = await create("dos");
  assert.deepEqual([first.id_calendario, other.id_calendario], [1, 2]);
  assert.notEqual(other.ruta, first.ruta);
});

Deno.test("neither the log, nor the metrics, nor an error says the secret of a calendar", async () => {
  await using api = await prepareWorld();
  const ruta = await addressOf(api, { tipo: "ficha", id: FICHA });
  const token = tokenIn(ruta);
  const asked: [method: string, path: string, status: number][] = [
    ["GET", ruta, 200],
    ["HEAD", ruta, 200],
    ["GET", `${ruta}/`, 200],
    ["POST", ruta, 405],
    ["GET", ruta.replace(".ics", ""), 401],
    ["GET", `${ruta}/nada`, 404],
    ["GET", `/nada/${token}`, 404],
  ];
  const check = async ([method, path, status]: typeof asked[number]) => {
    const answer = await api.request(method, path, { as: null });
    assert.equal(answer.status, status, `${method} ${path}`);
    const text = JSON.stringify(answer.body) + JSON.stringify([...answer.headers]);
    assert(!text.includes(token), text);
    return answer;
  };
  for (const one of asked) await check(one);
  assert.equal((await api.request("DELETE", "/calendarios/1")).status, 204);
  const { body } = await check(["GET", ruta, 404]);
  assert.equal(body.instance, "/calendarios/***.ics");
  const metrics = await api.request("GET", "/metrics", { as: null });
  for (const text of [api.lines.join("\n"), String(metrics.body)]) {
    assert(!text.includes(token.slice(0, 20)), text);
  }
  assert.match(api.lines.join("\n"), /"route":"\/calendarios\/:token.ics","status":404/);
});

Deno.test("an address that is not one is the same 404 as one revoked, and asks the database nothing", async () => {
  await using api = await prepareWorld();
  const ruta = await addressOf(api, OWN, SUPERADMIN);
  assert.equal((await api.request("DELETE", "/calendarios/1", { as: SUPERADMIN })).status, 204);
  const rows = api.db.rows.bind(api.db);
  let calls = 0;
  api.db.rows = (query) => (calls++, rows(query));
  const shown = async (path: string) => {
    const { status, body } = await subscribe(api, path);
    return { ...body, status, instance: "", request_id: "" };
  };
  const revoked = await shown(ruta);
  assert.equal(revoked.status, 404);
  assert.equal(calls, 1);
  for (const token of ["x", "A".repeat(42), "A".repeat(44), "%C3%B1".repeat(43), "A B"]) {
    assert.deepEqual(await shown(`/calendarios/${token}.ics`), revoked, token);
  }
  assert.equal(calls, 1);
  assert.deepEqual(await shown(`/calendarios/${"A".repeat(43)}.ics`), revoked);
});
