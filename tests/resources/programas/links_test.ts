import assert from "node:assert/strict";
import { ADMIN, INSTRUCTOR } from "../../support.ts";
import {
  COMPETENCIA,
  LOOSE_COMPETENCIA,
  prepareCatalogue,
  PROGRAMA,
  SECOND_COMPETENCIA,
  statusesByRole,
  trailOf,
} from "../catalogue.ts";

type Api = Awaited<ReturnType<typeof prepareCatalogue>>;

const path = (la_version: number) => `/programas/${PROGRAMA}/${la_version}/competencias`;

async function codesOf(api: Api, la_version: number): Promise<number[]> {
  const { status, body } = await api.request("GET", path(la_version), { as: INSTRUCTOR });
  assert.equal(status, 200);
  return body.map(({ cod_competencia }: { cod_competencia: number }) => cod_competencia);
}

Deno.test("GET .../competencias lists those of that exact version, by code", async () => {
  await using api = await prepareCatalogue();
  const { body } = await api.request("GET", path(2));
  assert.deepEqual(body, [
    { cod_competencia: COMPETENCIA, nombre: "CONSTRUIR EL SISTEMA", horas: 480 },
    { cod_competencia: SECOND_COMPETENCIA, nombre: "ANALIZAR REQUISITOS", horas: null },
  ]);
  assert.deepEqual(await codesOf(api, 1), [COMPETENCIA]);
  const missing = await api.request("GET", path(3));
  assert.deepEqual([missing.status, missing.body.detail], [404, "Programa no encontrado"]);
});

Deno.test("PUT .../competencias/{cod_competencia} links once, however often it is sent", async () => {
  await using api = await prepareCatalogue();
  for (let i = 0; i < 2; i++) {
    const { status, body } = await api.request("PUT", `${path(1)}/${LOOSE_COMPETENCIA}`);
    assert.deepEqual([status, body], [204, null]);
  }
  assert.deepEqual(await codesOf(api, 1), [COMPETENCIA, LOOSE_COMPETENCIA]);
  assert.deepEqual(await codesOf(api, 2), [COMPETENCIA, SECOND_COMPETENCIA]);
  assert.deepEqual(await trailOf(api.db), [
    `vincular programa_competencia ${PROGRAMA}/1/${LOOSE_COMPETENCIA}`,
  ]);
});

Deno.test("PUT .../competencias/{cod_competencia} says which end is missing", async () => {
  await using api = await prepareCatalogue();
  const cases: [path: string, status: number, detail: string][] = [
    [`${path(3)}/${COMPETENCIA}`, 404, "Programa no encontrado"],
    [`${path(1)}/1`, 404, "Competencia no encontrada"],
  ];
  for (const [url, status, detail] of cases) {
    const answer = await api.request("PUT", url);
    assert.deepEqual([answer.status, answer.body.detail], [status, detail]);
  }
  const wrong = await api.request("PUT", `${path(1)}/x`);
  assert.deepEqual([wrong.status, wrong.body.errors[0].campo], [422, "cod_competencia"]);
});

Deno.test("DELETE .../competencias/{cod_competencia} unlinks from that version alone", async () => {
  await using api = await prepareCatalogue();
  const url = `${path(2)}/${COMPETENCIA}`;
  assert.equal((await api.request("DELETE", url)).status, 204);
  const again = await api.request("DELETE", url);
  assert.deepEqual([again.status, again.body.detail], [
    404,
    "El programa no tiene esa competencia",
  ]);
  assert.deepEqual(await codesOf(api, 2), [SECOND_COMPETENCIA]);
  assert.deepEqual(await codesOf(api, 1), [COMPETENCIA]);
  assert.deepEqual(await trailOf(api.db), [
    `desvincular programa_competencia ${PROGRAMA}/2/${COMPETENCIA}`,
  ]);
});

Deno.test("an instructor neither links nor unlinks", async () => {
  await using api = await prepareCatalogue();
  const url = `${path(2)}/${COMPETENCIA}`;
  assert.deepEqual(await statusesByRole(api, [INSTRUCTOR, ADMIN], ["PUT", url]), [403, 204]);
  assert.deepEqual(await statusesByRole(api, [INSTRUCTOR, ADMIN], ["DELETE", url]), [403, 204]);
});
