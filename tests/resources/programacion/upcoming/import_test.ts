import assert from "node:assert/strict";
import { sql, tuples } from "@/db/sql.ts";
import { chunksOf } from "@/db/turns.ts";
import { hitByImport } from "@/resources/programacion/upcoming/import_queries.ts";
import { CENTRO, INSTRUCTOR } from "../../../support.ts";
import { AULA, FICHA, OTHER_FICHA, prepareWorld, PROGRAMMING, store, WRITE } from "../world.ts";

const TODAY = "2026-07-06";
const FIRST = 2_950_000;
const NO_SESSIONS = { total: 0, primeras: [] };

Deno.test("of 1,200 fichas that an import changes, those with sessions to come are looked at, all of them", async () => {
  await using api = await prepareWorld();
  const codes = Array.from({ length: 1_200 }, (_, i) => FIRST + i);
  for (const some of chunksOf(codes, 400)) {
    const rows = some.map((code) => [code, CENTRO, 228118, 1, "2026-02-02", "2027-02-01"]);
    await api.db.execute(sql`
      INSERT INTO grupo (cod_ficha, cod_centro, cod_programa, la_version, fecha_inicio, fecha_fin)
      VALUES ${tuples(rows)}`);
  }
  await api.db.execute(sql`
    INSERT INTO programacion (id_instructor, cod_ficha, id_ambiente, fecha_programada, hora_inicio,
      hora_fin, cod_competencia, cod_resultado, estado, horas_programadas)
    SELECT ${INSTRUCTOR}, cod_ficha, ${AULA}, '2026-08-10', '08:00:00', '10:00:00',
      ${PROGRAMMING}, ${WRITE}, 'programada', 2
    FROM grupo WHERE cod_ficha BETWEEN ${FIRST + 300} AND ${FIRST + 1_049}`);
  await store(api.db, { fecha_programada: "2026-08-09" });
  const fichas = codes.map((cod_ficha) => ({ cod_ficha, cambios: { fecha_fin: "2026-07-31" } }));
  const hit = await hitByImport(api.db, { fichas, unlinked: [] }, TODAY);
  assert.equal(hit.total, 750);
  assert.deepEqual(hit.primeras.map(({ cod_ficha }) => cod_ficha - FIRST), [
    ...[300, 301, 302, 303, 304],
  ]);
  const others = codes.map((cod_ficha) => ({ cod_ficha, cambios: { etapa: "PRACTICA" } }));
  assert.deepEqual(await hitByImport(api.db, { fichas: others, unlinked: [] }, TODAY), NO_SESSIONS);
});

Deno.test("a date that an import empties bounds nothing, and the other one still does", async () => {
  await using api = await prepareWorld();
  await store(api.db, { fecha_programada: "2026-07-14" });
  const hitBy = async (cambios: Record<string, unknown>) => {
    const fichas = [{ cod_ficha: FICHA, cambios }];
    return (await hitByImport(api.db, { fichas, unlinked: [] }, TODAY)).total;
  };
  assert.equal(await hitBy({ fecha_inicio: null, fecha_fin: null }), 0);
  assert.equal(await hitBy({ fecha_inicio: null, fecha_fin: "2026-07-13" }), 1);
  assert.equal(await hitBy({ fecha_inicio: "2026-07-15", fecha_fin: null }), 1);
  assert.equal(await hitBy({ la_version: 2 }), 1);
});

Deno.test("a ficha that an import takes out of virtual needs a room, if it has one of its own", async () => {
  await using api = await prepareWorld();
  const away = { fecha_programada: "2026-07-14", id_ambiente: null };
  const ids = [await store(api.db, away)];
  await store(api.db, { ...away, cod_ficha: OTHER_FICHA });
  const fichas = [FICHA, OTHER_FICHA].map((cod_ficha) => ({
    cod_ficha,
    cambios: { modalidad: "PRESENCIAL" },
  }));
  const hit = await hitByImport(api.db, { fichas, unlinked: [] }, TODAY);
  assert.deepEqual(hit.primeras.map(({ id_programacion }) => id_programacion), ids);
});

Deno.test("a competencia that reverting takes from a programme leaves its sessions invalid", async () => {
  await using api = await prepareWorld();
  const id = await store(api.db, { fecha_programada: "2026-07-14" });
  await store(api.db, { fecha_programada: "2026-07-03" });
  const link = { cod_programa: 228118, la_version: 1, cod_competencia: PROGRAMMING };
  const { total, primeras } = await hitByImport(api.db, { fichas: [], unlinked: [link] }, TODAY);
  assert.deepEqual([total, primeras[0]?.id_programacion], [1, id]);
  const other = { ...link, la_version: 2 };
  assert.deepEqual(
    await hitByImport(api.db, { fichas: [], unlinked: [other] }, TODAY),
    NO_SESSIONS,
  );
});
