import assert from "node:assert/strict";
import { saveConteos } from "@/resources/grupos/juicios.ts";
import { SUPERADMIN } from "../../support.ts";
import {
  FICHA,
  FOREIGN_RESULTADO,
  MODEL,
  OTHER_FICHA,
  prepareWorld,
  PROVE,
  WRITE,
} from "../programacion/world.ts";

const PATH = `/grupos/${FICHA}/avance`;

type Counts = [aprobados: number, no_aprobados: number, por_evaluar: number];

function conteo(
  cod_resultado: number,
  [aprobados, no_aprobados, por_evaluar]: Counts,
  fecha_reporte: string | null = "2026-07-06",
) {
  return { cod_resultado, aprobados, no_aprobados, por_evaluar, fecha_reporte };
}

/** What an avance says of judgements: by competencia, then by resultado. */
function judgedIn(body: {
  competencias: { juicios: object; resultados: { cod_resultado: number; juicios: object }[] }[];
}) {
  const counts = (it: object | null) => it && Object.values(it);
  return body.competencias.map(({ juicios, resultados }) => [
    counts(juicios),
    ...resultados.map((it) => [it.cod_resultado, counts(it.juicios)]),
  ]);
}

Deno.test("GET /grupos/{cod_ficha}/avance: judgements per resultado, and summed per competencia", async () => {
  await using api = await prepareWorld();
  await saveConteos(api.db, FICHA, [
    conteo(WRITE, [20, 3, 5], "2026-06-30"),
    conteo(PROVE, [1, 0, 27]),
    conteo(FOREIGN_RESULTADO, [9, 9, 9], "2026-07-01"),
  ]);
  await saveConteos(api.db, OTHER_FICHA, [conteo(MODEL, [7, 7, 7], "2026-12-31")]);
  const { body } = await api.request("GET", PATH);
  assert.deepEqual(judgedIn(body), [
    [[21, 3, 32], [WRITE, [20, 3, 5]], [PROVE, [1, 0, 27]]],
    [null, [MODEL, null]],
  ]);
  assert.equal(body.juicios_al, "2026-07-06");
});

Deno.test("counts replace those of the same resultados and leave the others", async () => {
  await using api = await prepareWorld();
  await saveConteos(api.db, FICHA, [conteo(WRITE, [1, 1, 1]), conteo(PROVE, [2, 2, 2])]);
  await saveConteos(api.db, FICHA, [conteo(WRITE, [3, 0, 0]), conteo(MODEL, [0, 0, 3], null)]);
  const after = (await api.request("GET", PATH)).body;
  assert.deepEqual(judgedIn(after), [
    [[5, 2, 2], [WRITE, [3, 0, 0]], [PROVE, [2, 2, 2]]],
    [[0, 0, 3], [MODEL, [0, 0, 3]]],
  ]);
  await saveConteos(api.db, FICHA, [], [WRITE, PROVE, MODEL]);
  const { body } = await api.request("GET", PATH);
  assert.deepEqual(judgedIn(body), [[null, [WRITE, null], [PROVE, null]], [null, [MODEL, null]]]);
  assert.equal(body.juicios_al, null);
});

Deno.test("DELETE /resultados/{cod_resultado} is refused while a ficha has judgements of it", async () => {
  await using api = await prepareWorld();
  await saveConteos(api.db, FICHA, [conteo(MODEL, [1, 0, 0])]);
  const path = `/resultados/${MODEL}`;
  assert.equal((await api.request("DELETE", path, { as: SUPERADMIN })).status, 409);
  await saveConteos(api.db, FICHA, [], [MODEL]);
  assert.equal((await api.request("DELETE", path, { as: SUPERADMIN })).status, 204);
});
