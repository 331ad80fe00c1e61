import assert from "node:assert/strict";
import * as z from "zod";
import { fieldsOf } from "@/http/inputs.ts";
import { nearestName } from "@/http/text/nearest.ts";
import { OPERATIONS } from "../contract/document.ts";
import { exampleOf } from "../contract/example_request.ts";
import { prepareWorld } from "../resources/programacion/world.ts";
import { ADMIN, prepareApp, SUPERADMIN } from "../support.ts";

type Errors = { errors: { campo: string; mensaje: string }[] };

function messageOf({ errors }: Errors, campo: string): string {
  return errors.find((error) => error.campo === campo)?.mensaje ?? "";
}

/** Public pages take what probes and calendars add; the older paths what older clients send. */
const STRICT = OPERATIONS.filter(({ deprecated, isPublic, method }) =>
  !deprecated && !(isPublic && method === "GET")
);
const LENIENT = OPERATIONS.filter((operation) => !STRICT.includes(operation));

Deno.test("a query parameter that no route knows is 422 and says which there are", async () => {
  await using api = await prepareApp();
  for (const operation of STRICT) {
    const { method, url, ...sent } = exampleOf(operation);
    const strange = `${url}${url.includes("?") ? "&" : "?"}desconocido=1`;
    const { status, body } = await api.request(method, strange, { ...sent, as: SUPERADMIN });
    assert.equal(status, 422, operation.name);
    assert.equal(body.errors[0].campo, "desconocido", operation.name);
    const names = operation.parameters.filter((p) => p.in === "query").map(({ name }) => name);
    for (const name of names) assert.match(body.errors[0].mensaje, new RegExp(name));
  }
});

Deno.test("a misspelt query parameter is 422 and names the one that was meant", async () => {
  await using api = await prepareApp();
  for (const operation of STRICT) {
    const { method, url, ...sent } = exampleOf(operation);
    for (const { name } of operation.parameters.filter((p) => p.in === "query")) {
      if (name.length < 4) continue;
      const misspelt = `${name.slice(0, 2)}${name.slice(3)}`;
      const strange = `${url}${url.includes("?") ? "&" : "?"}${encodeURIComponent(misspelt)}=1`;
      const { status, body } = await api.request(method, strange, { ...sent, as: SUPERADMIN });
      assert.equal(status, 422, operation.name);
      assert.match(messageOf(body, misspelt), /¿quiso decir \S+\?/, `${operation.name} ${name}`);
    }
  }
});

Deno.test("the older paths and the public pages ignore a parameter that they do not know", async () => {
  await using api = await prepareApp();
  for (const operation of LENIENT) {
    const { method, url, ...sent } = exampleOf(operation);
    // Only reading can be done twice: the others stop at the door.
    const as = method === "GET" ? SUPERADMIN : null;
    const plain = await api.request(method, url, { ...sent, as });
    const strange = `${url}${url.includes("?") ? "&" : "?"}desconocido=1&modalidd=2`;
    const { status } = await api.request(method, strange, { ...sent, as });
    assert.equal(status, plain.status, operation.name);
  }
});

Deno.test("what was seen: misspelt filters, pages of other systems, a misspelt simular", async () => {
  await using api = await prepareWorld();
  const meant: [method: string, url: string, campo: string, name: string][] = [
    ["GET", "/grupos?modalidd=VIRTUAL", "modalidd", "¿quiso decir modalidad?"],
    ["GET", "/grupos?page=2", "page", "skip, limit"],
    ["GET", "/users?sort=nombre", "sort", "skip, limit"],
    [
      "GET",
      "/programacion?desde=2026-07-06&hasta=2026-07-12&Id_Instructor=3",
      "Id_Instructor",
      "id_instructor",
    ],
    ["POST", "/programacion?simulr=true", "simulr", "¿quiso decir simular?"],
    ["DELETE", "/ambientes/5?simular=true", "simular", "no tiene ninguno|no existe"],
  ];
  for (const [method, url, campo, name] of meant) {
    const body = method === "POST" ? {} : undefined;
    const answer = await api.request(method, url, { as: ADMIN, body });
    assert.equal(answer.status, 422, url);
    assert.match(messageOf(answer.body, campo), new RegExp(name, "i"), url);
  }
});

Deno.test("a parameter that comes twice is 422, whichever it is", async () => {
  await using api = await prepareApp();
  const { status, body } = await api.request("GET", "/grupos?limit=1&limit=2");
  assert.equal(status, 422);
  assert.equal(messageOf(body, "limit"), "Viene 2 veces; envíelo una sola vez");
  const many = `/grupos?${"limit=1&".repeat(2_000)}`;
  assert.equal((await api.request("GET", many)).status, 422);
});

Deno.test("the nearest name: letters left out, doubled, changed or exchanged, in any case", () => {
  const names = ["modalidad", "skip", "limit", "id_instructor", "año"];
  const found: [string, string | undefined][] = [
    ["modalidd", "modalidad"],
    ["modallidad", "modalidad"],
    ["Modalidad", "modalidad"],
    ["mdoalidad", "modalidad"],
    ["idInstructor", "id_instructor"],
    ["instructor", "id_instructor"],
    ["LIMITE", "limit"],
    ["ano", "año"],
    ["page", undefined],
    ["x".repeat(10_000), undefined],
  ];
  for (const [given, expected] of found) assert.equal(nearestName(given, names), expected, given);
});

Deno.test("the fields of a schema are found behind whatever is done to it", () => {
  const object = z.object({ a: z.string(), b: z.string() });
  const schemas = [
    object.refine(() => true),
    object.transform((value) => value),
    z.preprocess((value) => value, object),
    object.optional(),
    z.array(object),
    z.union([object, z.object({ a: z.int() })]),
    z.intersection(z.object({ a: z.int() }), z.object({ b: z.int() })),
  ];
  for (const schema of schemas) assert.deepEqual(fieldsOf(schema), ["a", "b"]);
  assert.deepEqual(fieldsOf(z.string()), []);
});
