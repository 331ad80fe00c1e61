import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { ADMIN, COLLEAGUE, FOREIGN_ADMIN, INSTRUCTOR } from "../../../support.ts";
import { trailOf } from "../../catalogue.ts";
import { FICHA, LARGE, OTHER_FICHA, prepareWorld, PROGRAMMING, store, WRITE } from "../world.ts";

type Api = Awaited<ReturnType<typeof prepareWorld>>;

/** Four Tuesdays, all to come. */
async function prepareSeries(as = ADMIN) {
  const api = await prepareWorld();
  const { body } = await api.request("POST", "/programacion/series", {
    as,
    body: {
      ...{ cod_ficha: FICHA, id_instructor: INSTRUCTOR, desde: "2026-07-14", hasta: "2026-08-04" },
      temas: [{ cod_competencia: PROGRAMMING, cod_resultado: WRITE }],
      patrones: [{ dias: [2], hora_inicio: "08:00", hora_fin: "10:00" }],
    },
  });
  const [first] = body.fechas;
  return { api, ...body, path: `/programacion/series/${body.id_serie}`, id: first.id_programacion };
}

const undo = (api: Api, id_lote: number, as = ADMIN) =>
  api.request("POST", `/programacion/lotes/${id_lote}/deshacer`, { as });

async function sessions({ db }: Api) {
  return await db.rows(sql`
    SELECT id_programacion, fecha_programada, hora_inicio, hora_fin, horas_programadas,
      id_instructor, id_ambiente, estado, motivo
    FROM programacion ORDER BY id_programacion`);
}

Deno.test("POST /programacion/lotes/{id}/deshacer puts a change back, once", async () => {
  const { api: prepared, path } = await prepareSeries();
  await using api = prepared;
  const before = await sessions(api);
  const patrones = [{ dias: [1, 2], hora_inicio: "07:00", hora_fin: "11:00" }];
  const cambios = { alcance: "todas", patrones, id_instructor: COLLEAGUE, id_ambiente: LARGE };
  const { body } = await api.request("PATCH", path, { body: cambios });
  assert.deepEqual([body.cambiadas, body.canceladas], [2, 2]);
  const undone = await undo(api, body.id_lote);
  assert.deepEqual([undone.status, undone.body.cambiadas, undone.body.borradas], [200, 4, 0]);
  assert.deepEqual(await sessions(api), before);
  const [trail] = (await trailOf(api.db)).slice(-1);
  assert.equal(trail, `deshacer lote ${body.id_lote}`);
  const again = await undo(api, body.id_lote);
  assert.deepEqual([again.status, again.body.detail], [
    409,
    `El lote ${body.id_lote} ya se deshizo`,
  ]);
});

Deno.test("undoing a change removes the sessions that it added", async () => {
  const { api: prepared, path } = await prepareSeries();
  await using api = prepared;
  const before = await sessions(api);
  const patrones = [{ dias: [2, 4], hora_inicio: "08:00", hora_fin: "09:00" }];
  const { body } = await api.request("PATCH", path, { body: { alcance: "todas", patrones } });
  assert.deepEqual([body.agregadas, (await sessions(api)).length], [4, 8]);
  const undone = await undo(api, body.id_lote);
  assert.deepEqual([undone.status, undone.body.borradas], [200, 4]);
  assert.deepEqual(await sessions(api), before);
});

Deno.test("undoing the creation removes the series' sessions", async () => {
  const { api: prepared, id_lote } = await prepareSeries(INSTRUCTOR);
  await using api = prepared;
  assert.equal((await undo(api, id_lote, COLLEAGUE)).status, 404);
  assert.equal((await undo(api, id_lote, FOREIGN_ADMIN)).status, 404);
  const { status, body } = await undo(api, id_lote, INSTRUCTOR);
  assert.deepEqual([status, body.borradas, await sessions(api)], [200, 4, []]);
});

Deno.test("undoing is refused once a session of the batch was changed or removed", async () => {
  const { api: prepared, path, id_lote, id } = await prepareSeries();
  await using api = prepared;
  const cambios = { alcance: "todas", id_instructor: COLLEAGUE };
  const { body } = await api.request("PATCH", path, { body: cambios });
  const created = await undo(api, id_lote);
  assert.equal(created.status, 409);
  const change = { body: { hora_fin: "09:00" } };
  assert.equal((await api.request("PUT", `/programacion/${id}`, change)).status, 200);
  const before = await sessions(api);
  const changed = await undo(api, body.id_lote);
  assert.deepEqual([changed.status, changed.body.detail], [
    409,
    `No se puede deshacer: alguien cambió después la programación ${id}; cámbiela a mano`,
  ]);
  await api.request("DELETE", `/programacion/${id}`);
  assert.equal((await undo(api, body.id_lote)).status, 409);
  assert.deepEqual(await sessions(api), before.slice(1));
});

Deno.test("undoing is refused where the old place is taken by now", async () => {
  const { api: prepared, path } = await prepareSeries();
  await using api = prepared;
  const { body } = await api.request("PATCH", path, {
    body: { alcance: "todas", hora_inicio: "14:00", hora_fin: "16:00" },
  });
  const taken = { fecha_programada: "2026-07-21", cod_ficha: OTHER_FICHA, id_ambiente: LARGE };
  const id = await store(api.db, taken);
  const before = await sessions(api);
  const refused = await undo(api, body.id_lote);
  assert.equal(refused.status, 409);
  assert.deepEqual(
    refused.body.conflictos.map((one: { tipo: string; con: { id_programacion: number } }) => [
      one.tipo,
      one.con.id_programacion,
    ]),
    [["instructor", id]],
  );
  assert.deepEqual(await sessions(api), before);
  await api.db.execute(sql`DELETE FROM programacion WHERE id_programacion = ${id}`);
  assert.equal((await undo(api, body.id_lote)).status, 200);
});
