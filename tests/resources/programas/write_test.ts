import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { FOREIGN_ADMIN, INSTRUCTOR, prepareApp } from "../../support.ts";
import { prepareCatalogue, PROGRAMA, refusesEach, statusesByRole, trailOf } from "../catalogue.ts";

const NUEVO = {
  cod_programa: 524136,
  la_version: 1,
  nombre: "PRODUCCIÓN AGROPECUARIA",
  horas_lectivas: 1200,
  horas_productivas: 880,
};

Deno.test("POST /programas creates a version and says where it is", async () => {
  await using api = await prepareApp();
  const sent = { ...NUEVO, cod_programa: "524136", la_version: "1", horas_lectivas: "1200" };
  const { status, headers, body } = await api.request("POST", "/programas/", { body: sent });
  assert.deepEqual([status, body], [201, {
    message: "Programa creado correctamente",
    cod_programa: 524136,
    la_version: 1,
  }]);
  assert.equal(headers.get("Location"), "/programas/524136/1");
  assert.deepEqual((await api.request("GET", "/programas/524136/1")).body, NUEVO);

  const again = await api.request("POST", "/programas", { body: NUEVO });
  assert.deepEqual([again.status, again.body.detail], [
    409,
    "Ya existe la versión 1 del programa 524136; use otra versión",
  ]);
  const next = await api.request("POST", "/programas", { body: { ...NUEVO, la_version: 2 } });
  assert.equal(next.status, 201);
  assert.deepEqual(await trailOf(api.db), [
    "crear programa_formacion 524136/1",
    "crear programa_formacion 524136/2",
  ]);
});

Deno.test("POST /programas repeats its answer to the same Idempotency-Key", async () => {
  await using api = await prepareApp();
  const headers = { "Idempotency-Key": "agropecuaria" };
  const send = (body: object) => api.request("POST", "/programas", { body, headers });
  const first = await send(NUEVO);
  const second = await send(NUEVO);
  assert.deepEqual([second.status, second.body], [201, first.body]);
  assert.equal((await send({ ...NUEVO, la_version: 2 })).status, 422);
  assert.equal((await api.request("GET", "/programas")).body.total_items, 1);
});

Deno.test("PUT /programas/{cod_programa}/{la_version} changes that version alone", async () => {
  await using api = await prepareCatalogue();
  const path = `/programas/${PROGRAMA}/1`;
  const [before, other] = [
    await api.request("GET", path),
    await api.request("GET", `/programas/${PROGRAMA}/2`),
  ];
  const cambios = { nombre: "ANÁLISIS DE SISTEMAS", horas_productivas: 0 };
  const headers = { "If-Match": before.headers.get("ETag") ?? "" };
  const changed = await api.request("PUT", path, { as: FOREIGN_ADMIN, body: cambios, headers });
  assert.deepEqual([changed.status, changed.body], [200, {
    message: "Programa actualizado correctamente",
  }]);
  assert.deepEqual((await api.request("GET", path)).body, { ...before.body, ...cambios });
  assert.deepEqual((await api.request("GET", `/programas/${PROGRAMA}/2`)).body, other.body);
  const stale = await api.request("PUT", path, { body: { horas_lectivas: 1 }, headers });
  assert.equal(stale.status, 412);
  const missing = await api.request("PUT", `/programas/${PROGRAMA}/3`, { body: cambios });
  assert.deepEqual([missing.status, missing.body.detail], [404, "Programa no encontrado"]);
  assert.deepEqual(await trailOf(api.db), [`cambiar programa_formacion ${PROGRAMA}/1`]);
});

Deno.test("DELETE removes a version without grupos, and its links with it", async () => {
  await using api = await prepareCatalogue();
  const inUse = await api.request("DELETE", `/programas/${PROGRAMA}/1`);
  assert.deepEqual([inUse.status, inUse.body.detail], [
    409,
    `La versión 1 del programa ${PROGRAMA} tiene grupos`,
  ]);
  const headers = { "If-Match": '"otra"' };
  const stale = await api.request("DELETE", `/programas/${PROGRAMA}/2`, { headers });
  assert.equal(stale.status, 412);
  assert.equal(await linksOf(api.db), 3);

  assert.equal((await api.request("DELETE", `/programas/${PROGRAMA}/2`)).status, 204);
  assert.equal((await api.request("DELETE", `/programas/${PROGRAMA}/2`)).status, 404);
  assert.equal(await linksOf(api.db), 1);
  assert.deepEqual(await trailOf(api.db), [
    `desvincular programa_competencia ${PROGRAMA}/2`,
    `borrar programa_formacion ${PROGRAMA}/2`,
  ]);
});

Deno.test("/programas names each invalid field", async () => {
  await using api = await prepareCatalogue();
  const cases: [changes: object, campo: string, mensaje: RegExp][] = [
    [{ nombre: "" }, "nombre", /vacío/],
    [{ nombre: "x".repeat(256) }, "nombre", /255/],
    [{ nombre: 5 }, "nombre", /texto/],
    [{ horas_lectivas: -1 }, "horas_lectivas", /0/],
    [{ horas_lectivas: 1.5 }, "horas_lectivas", /./],
    [{ horas_lectivas: "muchas" }, "horas_lectivas", /número/],
    [{ horas_productivas: null }, "horas_productivas", /número/],
    [{ horas_productivas: 1_000_001 }, "horas_productivas", /1000000/],
  ];
  const missing = Object.keys(NUEVO).map((campo): [object, string, RegExp] => [
    { [campo]: undefined },
    campo,
    /./,
  ]);
  await refusesEach(api, ["POST", "/programas"], NUEVO, [
    ...cases,
    ...missing,
    [{ cod_programa: 0 }, "cod_programa", /1/],
    [{ la_version: "uno" }, "la_version", /número/],
  ]);
  await refusesEach(api, ["PUT", `/programas/${PROGRAMA}/1`], {}, [
    ...cases,
    [{}, "cuerpo", /al menos un cambio/],
  ]);
  assert.deepEqual(await trailOf(api.db), []);
});

Deno.test("an instructor does not write programas", async () => {
  await using api = await prepareCatalogue();
  const path = `/programas/${PROGRAMA}/2`, roles = [INSTRUCTOR];
  assert.deepEqual(await statusesByRole(api, roles, ["POST", "/programas", NUEVO]), [403]);
  assert.deepEqual(await statusesByRole(api, roles, ["PUT", path, NUEVO]), [403]);
  assert.deepEqual(await statusesByRole(api, roles, ["DELETE", path]), [403]);
});

async function linksOf(db: Awaited<ReturnType<typeof prepareApp>>["db"]): Promise<number> {
  const rows = await db.rows(sql`SELECT cod_competencia FROM programa_competencia`);
  return rows.length;
}
