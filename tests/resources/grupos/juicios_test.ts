import assert from "node:assert/strict";
import { insertBulk } from "@/db/bulk.ts";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { CONTEO } from "@/resources/grupos/bulk.ts";
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

type Conteo = [cod_resultado: number, counts: Counts, fecha_reporte?: string | null];

async function store(db: Db, cod_ficha: number, ...conteos: Conteo[]): Promise<void> {
  const rows = conteos.map(([cod_resultado, counts, fecha_reporte = "2026-07-06"]) => {
    const [aprobados, no_aprobados, por_evaluar] = counts;
    const values = { aprobados, no_aprobados, por_evaluar, retirados: 0, fecha_reporte };
    return { key: [cod_ficha, cod_resultado], values };
  });
  await insertBulk(db, CONTEO, rows);
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
  const foreign: Conteo = [FOREIGN_RESULTADO, [9, 9, 9], "2026-07-01"];
  await store(api.db, FICHA, [WRITE, [20, 3, 5], "2026-06-30"], [PROVE, [1, 0, 27]], foreign);
  await store(api.db, OTHER_FICHA, [MODEL, [7, 7, 7], "2026-12-31"]);
  const { body } = await api.request("GET", PATH);
  assert.deepEqual(judgedIn(body), [
    [[21, 3, 32], [WRITE, [20, 3, 5]], [PROVE, [1, 0, 27]]],
    [null, [MODEL, null]],
  ]);
  assert.equal(body.juicios_al, "2026-07-06");
});

Deno.test("GET /grupos/{cod_ficha}/avance: a report without a date has none", async () => {
  await using api = await prepareWorld();
  await store(api.db, FICHA, [MODEL, [0, 0, 3], null]);
  const { body } = await api.request("GET", PATH);
  assert.deepEqual(judgedIn(body), [
    [null, [WRITE, null], [PROVE, null]],
    [[0, 0, 3], [MODEL, [0, 0, 3]]],
  ]);
  assert.equal(body.juicios_al, null);
});

Deno.test("DELETE /resultados/{cod_resultado} is refused while a ficha has judgements of it", async () => {
  await using api = await prepareWorld();
  await store(api.db, FICHA, [MODEL, [1, 0, 0]]);
  const path = `/resultados/${MODEL}`;
  assert.equal((await api.request("DELETE", path, { as: SUPERADMIN })).status, 409);
  await api.db.execute(sql`DELETE FROM conteo_juicios`);
  assert.equal((await api.request("DELETE", path, { as: SUPERADMIN })).status, 204);
});
