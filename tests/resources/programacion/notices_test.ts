import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { COLLEAGUE, INSTRUCTOR } from "../../support.ts";
import { FICHA, LARGE, prepareWorld, PROGRAMMING, PROVE, WRITE } from "./world.ts";

type Api = Awaited<ReturnType<typeof prepareWorld>>;

const SESSION = {
  id_instructor: INSTRUCTOR,
  cod_ficha: FICHA,
  fecha_programada: "2026-07-14",
  hora_inicio: "08:00",
  hora_fin: "10:00",
  cod_competencia: PROGRAMMING,
  cod_resultado: WRITE,
};

/** Four Tuesdays. */
const SERIES = {
  ...{ cod_ficha: FICHA, id_instructor: INSTRUCTOR, desde: "2026-07-21", hasta: "2026-08-11" },
  temas: [{ cod_competencia: PROGRAMMING, cod_resultado: WRITE }],
  patrones: [{ dias: [2], hora_inicio: "08:00", hora_fin: "10:00" }],
};

/** The notices since the last time. */
async function takeNotices({ db }: Api): Promise<unknown[][]> {
  const rows = await db.rows(sql`SELECT id_usuario, mensaje FROM notificacion ORDER BY id_usuario`);
  await db.execute(sql`DELETE FROM notificacion`);
  return rows.map(({ id_usuario, mensaje }) => [id_usuario, mensaje]);
}

async function prepareSession() {
  const api = await prepareWorld();
  const { status, body } = await api.request("POST", "/programacion", { body: SESSION });
  assert.equal(status, 201);
  return { api, path: `/programacion/sesiones/${body.id_programacion}` };
}

async function prepareSeries() {
  const api = await prepareWorld();
  const { body } = await api.request("POST", "/programacion/series", { body: SERIES });
  assert.equal(body.programadas, 4);
  const ids: number[] = body.fechas.map((one: { id_programacion: number }) => one.id_programacion);
  return { api, path: `/programacion/series/${body.id_serie}`, id_lote: body.id_lote, ids };
}

const WHICH = `la ficha ${FICHA} del 2026-07-14 de 08:00 a 10:00`;

Deno.test("each act on a session leaves one notice that says what became of it", async () => {
  const { api: prepared, path } = await prepareSession();
  await using api = prepared;
  assert.deepEqual(await takeNotices(api), [[
    INSTRUCTOR,
    `Has sido asignado a la ficha ${FICHA} en la competencia PROGRAMAR para el día 2026-07-14 ` +
    "de 8:00:00 a 10:00:00.",
  ]]);

  const all = {
    fecha_programada: "2026-07-15",
    ...{ hora_inicio: "09:00", hora_fin: "11:30", id_ambiente: LARGE, cod_resultado: PROVE },
  };
  assert.equal((await api.request("PUT", path, { body: all })).status, 200);
  assert.deepEqual(await takeNotices(api), [[
    INSTRUCTOR,
    `Cambió su sesión de ${WHICH}. fecha: 2026-07-14 → 2026-07-15; ` +
    "hora: 08:00 a 10:00 → 09:00 a 11:30; ambiente: AULA 101 → AUDITORIO; " +
    "resultado: 01 ESCRIBIR → 02 PROBAR.",
  ]]);

  const now = `la ficha ${FICHA} del 2026-07-15 de 09:00 a 11:30`;
  await api.request("POST", `${path}/cancelar`, { body: { motivo: "Jornada pedagógica" } });
  assert.deepEqual(await takeNotices(api), [
    [INSTRUCTOR, `Se canceló su sesión de ${now}. Motivo: Jornada pedagógica`],
  ]);
  await api.request("POST", `${path}/reactivar`, { body: {} });
  assert.deepEqual(await takeNotices(api), [[INSTRUCTOR, `Se reactivó su sesión de ${now}.`]]);
  await api.request("DELETE", path);
  assert.deepEqual(await takeNotices(api), [[INSTRUCTOR, `Se borró su sesión de ${now}.`]]);
});

Deno.test("reassigning a session tells the old instructor and the new one", async () => {
  const { api: prepared, path } = await prepareSession();
  await using api = prepared;
  await takeNotices(api);
  const cambios = { id_instructor: COLLEAGUE, hora_inicio: "09:00" };
  assert.equal((await api.request("PUT", path, { body: cambios })).status, 200);
  assert.deepEqual(await takeNotices(api), [
    [INSTRUCTOR, `Ya no orienta la sesión de ${WHICH}: pasó a Carlos Ríos.`],
    [
      COLLEAGUE,
      `Has sido asignado a la ficha ${FICHA} en la competencia PROGRAMAR para el día 2026-07-14 ` +
      "de 9:00:00 a 10:00:00.",
    ],
  ]);
});

Deno.test("an act that is refused or only tried tells nobody", async () => {
  const { api: prepared, path } = await prepareSession();
  await using api = prepared;
  await takeNotices(api);
  const clash = await api.request("POST", "/programacion", { body: SESSION });
  assert.equal(clash.status, 409);
  const sunday = { body: { fecha_programada: "2026-07-19" } };
  assert.equal((await api.request("PUT", path, sunday)).status, 409);
  await api.request("PUT", `${path}?simular=true`, { body: { id_instructor: COLLEAGUE } });
  const later = { ...SESSION, fecha_programada: "2026-07-15" };
  await api.request("POST", "/programacion?simular=true", { body: later });
  await api.request("POST", "/programacion/series?simular=true", { body: SERIES });
  assert.deepEqual(await takeNotices(api), []);
});

const PART = `Cambió una serie de la ficha ${FICHA}: `;

Deno.test("changing a series leaves one notice, which names what changed", async () => {
  const { api: prepared, path, ids } = await prepareSeries();
  await using api = prepared;
  await takeNotices(api);
  const change = async (cambios: object) => {
    const { status, body } = await api.request("PATCH", path, { body: cambios });
    assert.equal(status, 200, JSON.stringify(body));
    return await takeNotices(api);
  };
  const all = { alcance: "todas", hora_inicio: "14:00", hora_fin: "16:00", id_ambiente: LARGE };
  assert.deepEqual(await change(all), [[
    INSTRUCTOR,
    `${PART}cambiaron 4 sesiones (8 h), del 2026-07-21 al 2026-08-11 ` +
    "(hora: 14:00 a 16:00; ambiente: AUDITORIO).",
  ]]);
  assert.deepEqual(await change({ alcance: "una", id_programacion: ids[0], hora_fin: "17:00" }), [[
    INSTRUCTOR,
    `${PART}cambiaron 1 sesión (3 h), del 2026-07-21 al 2026-07-21 (hora: 14:00 a 17:00).`,
  ]]);
  // 9 h on Wednesdays from 14:00 to 18:00: two sessions and one of an hour; the fourth is left over.
  const patrones = [{ dias: [3], hora_inicio: "14:00", hora_fin: "18:00" }];
  assert.deepEqual(await change({ alcance: "todas", patrones }), [[
    INSTRUCTOR,
    `${PART}cambiaron 3 sesiones (9 h), del 2026-07-22 al 2026-08-05 (fecha; hora); ` +
    "ya no orienta 1 sesión (2 h), del 2026-08-11 al 2026-08-11.",
  ]]);
});

Deno.test("reassigning a series and undoing it tells both instructors, once each", async () => {
  const { api: prepared, path, id_lote } = await prepareSeries();
  await using api = prepared;
  await takeNotices(api);
  const amount = "4 sesiones (8 h), del 2026-07-21 al 2026-08-11.";
  const cambios = { alcance: "todas", id_instructor: COLLEAGUE };
  const { body } = await api.request("PATCH", path, { body: cambios });
  assert.deepEqual(await takeNotices(api), [
    [INSTRUCTOR, `${PART}ya no orienta ${amount}`],
    [COLLEAGUE, `${PART}ahora orienta ${amount}`],
  ]);
  await api.request("POST", `/programacion/lotes/${body.id_lote}/deshacer`);
  assert.deepEqual(await takeNotices(api), [
    [INSTRUCTOR, `${PART}ahora orienta ${amount}`],
    [COLLEAGUE, `${PART}ya no orienta ${amount}`],
  ]);
  assert.equal((await api.request("POST", `/programacion/lotes/${id_lote}/deshacer`)).status, 409);
  assert.deepEqual(await takeNotices(api), []);
});

Deno.test("undoing a change of hours, and the creation, tells the instructor", async () => {
  const { api: prepared, path } = await prepareSeries();
  await using api = prepared;
  await takeNotices(api);
  const cambios = { alcance: "desde", desde: "2026-08-04", hora_inicio: "07:00" };
  const { body } = await api.request("PATCH", path, { body: cambios });
  await takeNotices(api);
  await api.request("POST", `/programacion/lotes/${body.id_lote}/deshacer`);
  assert.deepEqual(await takeNotices(api), [[
    INSTRUCTOR,
    `${PART}cambiaron 2 sesiones (4 h), del 2026-08-04 al 2026-08-11 (hora: 08:00 a 10:00).`,
  ]]);
  const second = await api.request("POST", "/programacion/series", {
    body: { ...SERIES, desde: "2026-09-01", hasta: "2026-09-08" },
  });
  await takeNotices(api);
  await api.request("POST", `/programacion/lotes/${second.body.id_lote}/deshacer`);
  assert.deepEqual(await takeNotices(api), [
    [INSTRUCTOR, `${PART}ya no orienta 2 sesiones (4 h), del 2026-09-01 al 2026-09-08.`],
  ]);
});

Deno.test("an act whose notice cannot be written is not written either", async () => {
  const { api: prepared, path, id_lote, ids: [id, cancelled] } = await prepareSeries();
  await using api = prepared;
  const motivo = { motivo: "Incapacidad" };
  const single = `/programacion/sesiones/${id}`, other = `/programacion/sesiones/${cancelled}`;
  const second = { ...SERIES, desde: "2026-09-01", hasta: "2026-09-08" };
  const { body: { id_lote: last } } = await api.request("POST", "/programacion/series", {
    body: second,
  });
  await api.request("POST", `${other}/cancelar`, { body: motivo });
  const rows = () =>
    api.db.rows(sql`
      SELECT id_programacion, id_instructor, hora_inicio, estado, version FROM programacion
      ORDER BY id_programacion`);
  const before = await rows();
  assert(last > id_lote);
  await api.db.execute(sql`ALTER TABLE notificacion RENAME TO guardada`);
  const acts: [string, string, object | undefined][] = [
    ["POST", "/programacion", SESSION],
    ["PUT", single, { hora_inicio: "07:00" }],
    ["PUT", single, { id_instructor: COLLEAGUE }],
    ["POST", `${single}/cancelar`, motivo],
    ["POST", `${other}/reactivar`, {}],
    ["DELETE", single, undefined],
    ["POST", "/programacion/series", { ...SERIES, desde: "2026-10-06", hasta: "2026-10-13" }],
    ["PATCH", path, { alcance: "todas", hora_inicio: "07:00" }],
    ["POST", `/programacion/lotes/${last}/deshacer`, undefined],
  ];
  for (const [method, url, body] of acts) {
    const { status } = await api.request(method, url, { body });
    assert.equal(status, 500, `${method} ${url}`);
    assert.deepEqual(await rows(), before, `${method} ${url}`);
  }
  await api.db.execute(sql`ALTER TABLE guardada RENAME TO notificacion`);
});
