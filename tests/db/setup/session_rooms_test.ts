import assert from "node:assert/strict";
import { migrate } from "@/db/setup/migrate.ts";
import { sql } from "@/db/sql.ts";
import {
  AULA,
  FICHA,
  LARGE,
  OTHER_FICHA,
  prepareWorld,
  store,
} from "../../resources/programacion/world.ts";
import { ADMIN } from "../../support.ts";

const MIGRATION = "0021_ambiente_de_sesion.sql";

Deno.test("stored sessions that left their room to the ficha get it written, those of a virtual one do not", async () => {
  await using api = await prepareWorld();
  const { db } = api;
  const virtual = 2847250, fecha_programada = "2026-07-14";
  await db.execute(sql`
    INSERT INTO grupo (cod_ficha, cod_centro, cod_programa, la_version, modalidad, id_ambiente)
    VALUES (${virtual}, 9121, 228118, 1, 'Virtual', ${AULA})`);
  await db.execute(sql`UPDATE grupo SET id_ambiente = ${AULA} WHERE cod_ficha = ${OTHER_FICHA}`);
  await store(db, { fecha_programada, id_ambiente: null });
  await store(db, { fecha_programada, id_ambiente: null, cod_ficha: OTHER_FICHA });
  await store(db, { fecha_programada, id_ambiente: null, cod_ficha: virtual });
  await store(db, { fecha_programada: "2026-07-15", id_ambiente: LARGE });
  await store(db, { fecha_programada: "2026-01-15", id_ambiente: null, estado: "cancelada" });
  // As often as a start may repeat it.
  for (let time = 0; time < 2; time++) {
    await db.execute(sql`DELETE FROM migracion WHERE archivo = ${MIGRATION}`);
    assert.deepEqual(await migrate(db), [MIGRATION]);
    const rows = await db.rows(sql`SELECT cod_ficha, id_ambiente FROM programacion
      ORDER BY id_programacion`);
    assert.deepEqual(rows.map((row) => [row.cod_ficha, row.id_ambiente]), [
      [FICHA, AULA],
      [OTHER_FICHA, AULA],
      [virtual, null],
      [FICHA, LARGE],
      [FICHA, AULA],
    ]);
  }
  // Two were in one room all the time: now it shows.
  const { body } = await api.request("GET", "/programacion/afectadas", { as: ADMIN });
  const reasons = body.items.map((item: { motivos: { tipo: string }[] }) =>
    item.motivos.map(({ tipo }) => tipo)
  );
  assert.deepEqual(reasons, [
    ["instructor", "instructor", "ambiente"],
    ["instructor", "instructor", "ambiente"],
    ["instructor", "instructor"],
  ]);
});
