import assert from "node:assert/strict";
import { OPERATIONS, resolve } from "../contract/document.ts";
import { exampleOf } from "../contract/example_request.ts";
import { FICHA, prepareWorld } from "../resources/programacion/world.ts";
import { SUPERADMIN } from "../support.ts";

type Errors = { errors: { campo: string; mensaje: string }[] };

function messageOf({ errors }: Errors, campo: string): string {
  return errors.find((error) => error.campo === campo)?.mensaje ?? "";
}

/** Paths that the older server had too: an empty change keeps its words. */
const INHERITED = [
  "PUT /ambientes/{id}",
  "PUT /competencias/{cod_competencia}",
  "PUT /grupos/{cod_ficha}",
];

Deno.test("a change without a field of the record is 422 and names those there are", async () => {
  await using api = await prepareWorld();
  const changes = OPERATIONS.filter(({ method, deprecated, requestBody }) =>
    ["PUT", "PATCH"].includes(method) && !deprecated && requestBody
  );
  assert(changes.length > 10);
  for (const operation of changes) {
    const { method, url } = exampleOf(operation);
    for (const body of [{}, { nada_parecido: 1 }]) {
      const answer = await api.request(method, url, { as: SUPERADMIN, body });
      if (INHERITED.includes(operation.name)) {
        assert([400, 404].includes(answer.status), operation.name);
        continue;
      }
      assert.equal(answer.status, 422, operation.name);
      assert(answer.body.errors.length > 0, operation.name);
    }
    const [content] = Object.values(operation.requestBody?.content ?? {});
    for (const name of Object.keys(resolve(content?.schema ?? {}).properties ?? {})) {
      if (name.length < 6) continue;
      const misspelt = `${name.slice(0, 2)}${name.slice(3)}`;
      const body = { ...Object(resolve(content?.schema ?? {}).example), [misspelt]: 1 };
      const answer = await api.request(method, url, { as: SUPERADMIN, body });
      assert.equal(answer.status, 422, `${operation.name} ${misspelt}`);
      assert.match(messageOf(answer.body, misspelt), /¿quiso decir/, operation.name);
    }
  }
});

Deno.test("fields that only say how to change something change nothing by themselves", async () => {
  await using api = await prepareWorld();
  const forzar = { motivo: "Comparten el taller" };
  for (const body of [{ forzar }, { permitir_no_laborable: true }]) {
    const { status } = await api.request("PATCH", "/programacion/sesiones/1", { body });
    assert.equal(status, 422);
  }
  const body = { alcance: "todas", forzar };
  assert.equal((await api.request("PATCH", "/programacion/series/1", { body })).status, 422);
});

Deno.test("a record may be sent back as it was read: what is not to be changed is ignored", async () => {
  await using api = await prepareWorld();
  const { body } = await api.request("GET", `/grupos/${FICHA}`);
  const sent = { ...body, modalidad: "VIRTUAL" };
  assert.equal((await api.request("PATCH", `/grupos/${FICHA}`, { body: sent })).status, 200);
});
