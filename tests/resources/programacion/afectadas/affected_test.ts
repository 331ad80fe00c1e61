import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { ADMIN, COLLEAGUE, FOREIGN_ADMIN, INSTRUCTOR, SUPERADMIN } from "../../../support.ts";
import { AULA, FICHA, LARGE, OTHER_FICHA, prepareWorld, store } from "../world.ts";

type Api = Awaited<ReturnType<typeof prepareWorld>>;
type Affected = { id_programacion: number; motivos: { tipo: string }[] };

async function affected(api: Api, query = "", as = ADMIN) {
  const { status, body } = await api.request("GET", `/programacion/afectadas${query}`, { as });
  assert.equal(status, 200);
  return body.items.map(({ id_programacion, motivos }: Affected) => [
    id_programacion,
    motivos.map(({ tipo }) => tipo),
  ]);
}

Deno.test("GET /programacion/afectadas: each session with all its reasons, from today on", async () => {
  await using api = await prepareWorld();
  const { db } = api;
  await store(db, { fecha_programada: "2026-07-05" }); // a Sunday that is over
  await store(db, { fecha_programada: "2026-07-07" });
  const holiday = await store(db, { fecha_programada: "2026-07-13" });
  await store(db, {
    fecha_programada: "2026-07-13",
    hora_inicio: "14:00:00",
    hora_fin: "16:00:00",
    estado: "cancelada",
  });
  const closed = await store(db, { fecha_programada: "2026-07-14" });
  const a = await store(db, { fecha_programada: "2026-07-15" });
  const b = await store(db, {
    ...{ fecha_programada: "2026-07-15", hora_inicio: "09:00:00", hora_fin: "11:00:00" },
    ...{ id_instructor: COLLEAGUE, cod_ficha: OTHER_FICHA },
  });
  const touching = { hora_inicio: "11:00:00", hora_fin: "12:00:00", id_instructor: COLLEAGUE };
  await store(db, { fecha_programada: "2026-07-15", ...touching });
  const late = await store(db, { fecha_programada: "2026-07-17", id_ambiente: LARGE });
  await api.request("POST", "/festivos/cierres", { body: { fecha: "2026-07-14", motivo: "Aseo" } });
  await db.execute(sql`UPDATE grupo SET fecha_fin = '2026-07-16' WHERE cod_ficha = ${FICHA}`);
  await db.execute(
    sql`UPDATE ambiente_formacion SET estado = ${false} WHERE id_ambiente = ${LARGE}`,
  );
  assert.deepEqual(await affected(api), [
    [holiday, ["no_laborable"]],
    [closed, ["no_laborable"]],
    [a, ["ambiente"]],
    [b, ["ambiente"]],
    [late, ["fuera_de_ficha", "ambiente_no_valido"]],
  ]);
  assert.deepEqual(await affected(api, "?desde=2026-07-14&hasta=2026-07-14"), [
    [closed, ["no_laborable"]],
  ]);
  assert.deepEqual(await affected(api, "", INSTRUCTOR), [
    [holiday, ["no_laborable"]],
    [closed, ["no_laborable"]],
    [a, ["ambiente"]],
    [late, ["fuera_de_ficha", "ambiente_no_valido"]],
  ]);
  assert.deepEqual(await affected(api, "", FOREIGN_ADMIN), []);
  assert.deepEqual(await affected(api, "?cod_centro=9121", FOREIGN_ADMIN), []);
  const page = await api.request("GET", "/programacion/afectadas?skip=4&limit=1", {
    as: SUPERADMIN,
  });
  assert.deepEqual([page.body.total_items, page.body.items[0].id_programacion], [5, late]);
});

Deno.test("GET /programacion/afectadas: the window is bounded", async () => {
  await using api = await prepareWorld();
  for (
    const query of [
      "desde=2026-07-15&hasta=2026-07-14",
      "desde=2026-07-01&hasta=2026-10-09",
      "hasta=2026-02-30",
    ]
  ) {
    const { status, body } = await api.request("GET", `/programacion/afectadas?${query}`);
    assert.deepEqual([status, body.errors[0].campo], [422, "hasta"], query);
  }
});

Deno.test("deactivating an instructor tells the sessions that he still had", async () => {
  await using api = await prepareWorld();
  await store(api.db, { fecha_programada: "2026-07-03" });
  const id = await store(api.db, { fecha_programada: "2026-07-07" });
  await store(api.db, { fecha_programada: "2026-07-08", estado: "cancelada" });
  const path = `/users/${INSTRUCTOR}`;
  const { status, body } = await api.request("PUT", path, { body: { estado: false } });
  assert.deepEqual([status, body.afectadas], [200, {
    total: 1,
    primeras: [{
      ...{ id_programacion: id, cod_ficha: FICHA, fecha_programada: "2026-07-07" },
      ...{ hora_inicio: "08:00:00", hora_fin: "10:00:00", nombre_instructor: "Inés Mejía" },
    }],
  }]);
  assert.deepEqual(await affected(api), [[id, ["instructor_no_valido"]]]);
  const active = await api.request("PUT", path, { body: { estado: true } });
  assert.deepEqual(active.body, { message: "Usuario actualizado correctamente" });
});

Deno.test("deactivating an ambiente and closing a day tell what they hit: all counted, five shown", async () => {
  await using api = await prepareWorld();
  for (const day of ["07", "08", "09", "10", "11", "14"]) {
    await store(api.db, { fecha_programada: `2026-07-${day}` });
  }
  const closing = await api.request("POST", "/festivos/cierres", {
    body: { fecha: "2026-07-14", motivo: "Aseo" },
  });
  assert.deepEqual([closing.status, closing.body.afectadas.total], [201, 1]);
  const room = await api.request("PATCH", `/ambientes/${AULA}`, { body: { estado: false } });
  const { total, primeras } = room.body.afectadas;
  assert.deepEqual([total, primeras.length, primeras[0].fecha_programada], [6, 5, "2026-07-07"]);
  const free = await api.request("PATCH", `/ambientes/${LARGE}`, { body: { estado: false } });
  assert.deepEqual(free.body.afectadas, { total: 0, primeras: [] });
});
