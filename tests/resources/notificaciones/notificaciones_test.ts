import assert from "node:assert/strict";
import { migrate } from "@/db/setup/migrate.ts";
import { sql } from "@/db/sql.ts";
import { create } from "@/resources/notificaciones/queries.ts";
import { COLLEAGUE, INSTRUCTOR, prepareApp } from "../../support.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

const KIND = { tipo: "programacion", titulo: "Nueva sesión" } as const;

/** Ids 1-3 for the instructor, the second already read; 4 for his colleague. */
async function notify(api: Api) {
  const texts = [["uno", INSTRUCTOR], ["dos", INSTRUCTOR], ["tres", INSTRUCTOR], ["x", COLLEAGUE]];
  for (const [i, [mensaje, id_usuario]] of texts.entries()) {
    const actor = { user: undefined, requestId: "prueba", now: `2026-07-06 08:0${i}:00` };
    const aviso = { ...KIND, mensaje: String(mensaje), id_usuario: Number(id_usuario) };
    await api.db.transaction((tx) => create(tx, actor, [aviso]));
  }
  await api.db.execute(sql`UPDATE notificacion SET leida = ${true} WHERE id_notificacion = 2`);
}

async function texts(api: Api, path: string, as = INSTRUCTOR): Promise<string[]> {
  const { status, body } = await api.request("GET", path, { as });
  assert.equal(status, 200, path);
  return (body.items ?? body).map(({ mensaje }: { mensaje: string }) => mensaje);
}

Deno.test("GET /notificaciones answers the own ones as an array, the newest first", async () => {
  await using api = await prepareApp();
  await notify(api);
  const { status, body } = await api.request("GET", "/notificaciones/", { as: INSTRUCTOR });
  assert.equal(status, 200);
  assert.deepEqual(
    body,
    [
      { mensaje: "tres", leida: false, id_notificacion: 3, fecha_creacion: "2026-07-06T08:02:00" },
      { mensaje: "dos", leida: true, id_notificacion: 2, fecha_creacion: "2026-07-06T08:01:00" },
      { mensaje: "uno", leida: false, id_notificacion: 1, fecha_creacion: "2026-07-06T08:00:00" },
    ].map((item) => ({ ...KIND, ...item })),
  );
  assert.deepEqual((await api.request("GET", "/notificaciones")).body, []);
});

Deno.test("GET /notificaciones gives the 100 newest and no more", async () => {
  await using api = await prepareApp();
  const actor = { user: undefined, requestId: "prueba", now: "2026-07-06 08:00:00" };
  const avisos = Array.from({ length: 450 }, (_, i) => ({
    ...KIND,
    id_usuario: INSTRUCTOR,
    mensaje: `aviso ${i + 1}`,
  }));
  await api.db.transaction((tx) => create(tx, actor, avisos));
  const all = await texts(api, "/notificaciones");
  assert.deepEqual([all.length, all[0], all[99]], [100, "aviso 450", "aviso 351"]);
});

Deno.test("GET /notificaciones/propias pages, filters and puts the unread first", async () => {
  await using api = await prepareApp();
  await notify(api);
  assert.deepEqual(await texts(api, "/notificaciones/propias"), ["tres", "dos", "uno"]);
  assert.deepEqual(await texts(api, "/notificaciones/propias?leida=false"), ["tres", "uno"]);
  const unreadFirst = "/notificaciones/propias?orden=no_leidas";
  assert.deepEqual(await texts(api, unreadFirst), ["tres", "uno", "dos"]);
  const { body } = await api.request("GET", `${unreadFirst}&skip=1&limit=1`, { as: INSTRUCTOR });
  assert.deepEqual([body.total_items, body.items.length, body.items[0].mensaje], [3, 1, "uno"]);
  assert.deepEqual(await texts(api, "/notificaciones/propias", COLLEAGUE), ["x"]);
  for (const query of ["leida=quizas", "orden=otro", "limit=0", "skip=-1"]) {
    const wrong = await api.request("GET", `/notificaciones/propias?${query}`);
    assert.deepEqual([wrong.status, wrong.body.errors[0].campo], [422, query.split("=")[0]]);
  }
});

Deno.test("PUT /notificaciones/{id}/leer marks one, again and again, and none of another", async () => {
  await using api = await prepareApp();
  await notify(api);
  for (let time = 0; time < 2; time++) {
    const { status, body } = await api.request("PUT", "/notificaciones/1/leer", { as: INSTRUCTOR });
    const message = "Notificación marcada como leída exitosamente";
    assert.deepEqual([status, body], [200, { message }]);
  }
  const count = await api.request("GET", "/notificaciones/conteo", { as: INSTRUCTOR });
  assert.deepEqual(count.body, { no_leidas: 1, total: 3 });
  const foreign = await api.request("PUT", "/notificaciones/4/leer", { as: INSTRUCTOR });
  const missing = await api.request("PUT", "/notificaciones/99/leer", { as: INSTRUCTOR });
  assert.deepEqual([foreign.status, missing.status], [404, 404]);
  assert.equal(
    foreign.body.detail,
    "Notificación no encontrada o no tienes permiso para modificarla",
  );
  assert.equal(foreign.body.detail, missing.body.detail);
  assert.equal((await api.request("PUT", "/notificaciones/x/leer")).status, 422);
});

Deno.test("PUT /notificaciones/leer marks all of the own and says how many", async () => {
  await using api = await prepareApp();
  await notify(api);
  const all = () => api.request("PUT", "/notificaciones/leer", { as: INSTRUCTOR });
  assert.equal((await all()).body.cantidad, 2);
  assert.equal((await all()).body.cantidad, 0);
  const counts = async (as: number) =>
    (await api.request("GET", "/notificaciones/conteo", { as })).body;
  assert.deepEqual(await counts(INSTRUCTOR), { no_leidas: 0, total: 3 });
  assert.deepEqual(await counts(COLLEAGUE), { no_leidas: 1, total: 1 });
  const { body } = await api.request("GET", "/auditoria?tabla=notificacion");
  const trail = body.items.map((item: { accion: string; despues: object }) => item.despues);
  assert.deepEqual(trail, [{ cantidad: 0 }, { cantidad: 2 }]);
});

Deno.test("DELETE /notificaciones/{id} removes an own one only", async () => {
  await using api = await prepareApp();
  await notify(api);
  const remove = (id: number) => api.request("DELETE", `/notificaciones/${id}`, { as: INSTRUCTOR });
  assert.deepEqual([(await remove(1)).status, (await remove(1)).status], [204, 404]);
  assert.equal((await remove(4)).status, 404);
  assert.deepEqual(await texts(api, "/notificaciones"), ["tres", "dos"]);
  assert.deepEqual(await texts(api, "/notificaciones", COLLEAGUE), ["x"]);
});

Deno.test("notices from before get the title and the kind that their words tell", async () => {
  await using api = await prepareApp();
  const { db } = api, file = "0027_titulo_de_aviso.sql";
  const stored: [mensaje: string, tipo: string, titulo: string][] = [
    [
      "Has sido asignado a la ficha 1 en la competencia C para el día",
      "programacion",
      "Nueva sesión",
    ],
    ["Se canceló su sesión de la ficha 1.", "programacion", "Sesión cancelada"],
    ["Cambió una serie de la ficha 1: x", "programacion", "Serie cambiada"],
    ["Cambió el ambiente de la ficha 1: x", "ficha", "Cambio de ambiente"],
    ["Otra cosa", "aviso", "Aviso"],
  ];
  for (const [mensaje] of stored) {
    await db.execute(sql`INSERT INTO notificacion (id_usuario, mensaje, leida, fecha_creacion)
      VALUES (${INSTRUCTOR}, ${mensaje}, ${false}, '2026-07-06 08:00:00')`);
  }
  await db.execute(sql`DELETE FROM migracion WHERE archivo = ${file}`);
  assert.deepEqual(await migrate(db), [file]);
  const { body } = await api.request("GET", "/notificaciones", { as: INSTRUCTOR });
  const seen = body.map((item: Record<string, string>) => [item.mensaje, item.tipo, item.titulo]);
  assert.deepEqual(seen.toReversed(), stored);
});
