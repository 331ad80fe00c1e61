import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { ADMIN, COLLEAGUE, FOREIGN_ADMIN, INSTRUCTOR } from "../../../support.ts";
import { refusesEach, trailOf } from "../../catalogue.ts";
import {
  FICHA,
  FOREIGN_ROOM,
  LARGE,
  OTHER_FICHA,
  prepareWorld,
  PROGRAMMING,
  PROVE,
  store,
  WRITE,
} from "../world.ts";

type Api = Awaited<ReturnType<typeof prepareWorld>>;

/** Tuesdays 08:00-10:00 from 2026-06-30: two are past on 07-08 and six are to come. */
async function prepareSeries() {
  const api = await prepareWorld();
  const { body } = await api.request("POST", "/programacion/series", {
    body: {
      ...{ cod_ficha: FICHA, id_instructor: INSTRUCTOR, desde: "2026-06-30", hasta: "2026-08-18" },
      temas: [
        { cod_competencia: PROGRAMMING, cod_resultado: WRITE, horas: 8 },
        { cod_competencia: PROGRAMMING, cod_resultado: PROVE },
      ],
      patrones: [{ dias: [2], hora_inicio: "08:00", hora_fin: "10:00" }],
    },
  });
  assert.equal(body.programadas, 8);
  api.now = Temporal.Instant.from("2026-07-08T13:00:00Z");
  const ids = body.fechas.map(({ id_programacion }: { id_programacion: number }) =>
    id_programacion
  );
  await api.db.execute(sql`DELETE FROM notificacion`);
  return { api, path: `/programacion/series/${body.id_serie}`, ids, id_lote: body.id_lote };
}

async function sessions({ db }: Api): Promise<string[]> {
  const rows = await db.rows(sql`
    SELECT fecha_programada, hora_inicio, id_instructor, id_ambiente, cod_resultado, estado
    FROM programacion ORDER BY fecha_programada, hora_inicio`);
  return rows.map((row) =>
    [
      String(row.fecha_programada).slice(5),
      String(row.hora_inicio).slice(0, 5),
      row.id_instructor,
      row.id_ambiente,
      row.cod_resultado === WRITE ? "WRITE" : "PROVE",
      ...(row.estado === "cancelada" ? ["cancelada"] : []),
    ].join(" ")
  );
}

async function notices({ db }: Api) {
  const rows = await db.rows(sql`
    SELECT id_usuario, mensaje FROM notificacion ORDER BY id_usuario`);
  return rows.map(({ id_usuario, mensaje }) => [id_usuario, mensaje]);
}

Deno.test("PATCH /programacion/series/{id} todas: another instructor for what is still to come", async () => {
  const { api: prepared, path, ids } = await prepareSeries();
  await using api = prepared;
  const cancelled = { body: { motivo: "Jornada pedagógica" } };
  await api.request("POST", `/programacion/sesiones/${ids[3]}/cancelar`, cancelled);
  await api.db.execute(sql`DELETE FROM notificacion`);
  const cambios = { alcance: "todas", id_instructor: COLLEAGUE };
  const { status, body } = await api.request("PATCH", path, { body: cambios });
  assert.equal(status, 200);
  const { cambiadas, agregadas, canceladas, conservadas, simulada } = body;
  assert.deepEqual([cambiadas, agregadas, canceladas, conservadas, simulada], [5, 0, 0, 3, false]);
  assert.deepEqual(await sessions(api), [
    "06-30 08:00 3 7 WRITE",
    "07-07 08:00 3 7 WRITE",
    "07-14 08:00 7 7 WRITE",
    "07-21 08:00 3 7 WRITE cancelada",
    "07-28 08:00 7 7 PROVE",
    "08-04 08:00 7 7 PROVE",
    "08-11 08:00 7 7 PROVE",
    "08-18 08:00 7 7 PROVE",
  ]);
  const amount = "5 sesiones (10 h), del 2026-07-14 al 2026-08-18.";
  const start = `Cambió una serie de la ficha ${FICHA}: `;
  assert.deepEqual(await notices(api), [
    [INSTRUCTOR, `${start}ya no orienta ${amount}`],
    [COLLEAGUE, `${start}ahora orienta ${amount}`],
  ]);
  assert.deepEqual((await trailOf(api.db)).slice(-1), [`cambiar serie ${body.id_serie}`]);
});

Deno.test("PATCH desde: hours and room from a date on; una: one session alone", async () => {
  const { api: prepared, path, ids } = await prepareSeries();
  await using api = prepared;
  const later = { alcance: "desde", desde: "2026-08-11", hora_inicio: "14:00", hora_fin: "16:30" };
  const changed = await api.request("PATCH", path, { body: { ...later, id_ambiente: LARGE } });
  assert.deepEqual([changed.status, changed.body.cambiadas], [200, 2]);
  const one = { alcance: "una", id_programacion: ids[2], hora_inicio: "09:00" };
  const { body } = await api.request("PATCH", path, { body: one });
  assert.deepEqual([body.cambiadas, body.sesiones[0].antes.hora_inicio], [1, "08:00:00"]);
  assert.deepEqual((await sessions(api)).slice(2), [
    "07-14 09:00 3 7 WRITE",
    "07-21 08:00 3 7 WRITE",
    "07-28 08:00 3 7 PROVE",
    "08-04 08:00 3 7 PROVE",
    "08-11 14:00 3 9 PROVE",
    "08-18 14:00 3 9 PROVE",
  ]);
  const [row] = await api.db.rows(sql`
    SELECT horas_programadas, version FROM programacion WHERE id_programacion = ${ids[7]}`);
  assert.deepEqual([row?.horas_programadas, row?.version], [2.5, 2]);
});

Deno.test("PATCH with other days deals the same hours out again and keeps the sessions' numbers", async () => {
  const { api: prepared, path, ids } = await prepareSeries();
  await using api = prepared;
  const patrones = [{ dias: [1, 3], hora_inicio: "08:00", hora_fin: "11:00" }];
  const dry = await api.request("PATCH", `${path}?simular=true`, {
    body: { alcance: "todas", patrones },
  });
  assert.deepEqual([dry.body.simulada, dry.body.id_lote, dry.body.cambiadas], [true, null, 5]);
  const { body } = await api.request("PATCH", path, { body: { alcance: "todas", patrones } });
  // 4 h of WRITE and 8 h of PROVE were left; 07-13 and 07-20 are holidays.
  assert.deepEqual([body.cambiadas, body.agregadas, body.canceladas], [5, 0, 1]);
  assert.deepEqual((await sessions(api)).slice(2), [
    "07-15 08:00 3 7 WRITE",
    "07-22 08:00 3 7 WRITE",
    "07-22 09:00 3 7 PROVE",
    "07-27 08:00 3 7 PROVE",
    "07-29 08:00 3 7 PROVE",
    "08-18 08:00 3 7 PROVE cancelada",
  ]);
  const moved = body.sesiones.map((one: { id_programacion: number }) => one.id_programacion);
  assert.deepEqual(moved, ids.slice(2));
});

Deno.test("PATCH refuses all for one clash, and names it", async () => {
  const { api: prepared, path } = await prepareSeries();
  await using api = prepared;
  const clash = { fecha_programada: "2026-08-04", id_instructor: COLLEAGUE, id_ambiente: LARGE };
  const id = await store(api.db, { ...clash, cod_ficha: OTHER_FICHA });
  const before = await sessions(api);
  const cambios = { alcance: "todas", id_instructor: COLLEAGUE };
  for (const simular of [true, false]) {
    const { status, body } = await api.request("PATCH", path, { body: { ...cambios, simular } });
    assert.equal(status, 409);
    assert.deepEqual(
      body.conflictos.map((one: { tipo: string; con: { id_programacion: number } }) => [
        one.tipo,
        one.con.id_programacion,
      ]),
      [["instructor", id]],
    );
  }
  assert.deepEqual(await sessions(api), before);
});

Deno.test("PATCH: fields at fault, and who may change what", async () => {
  const { api: prepared, path, ids } = await prepareSeries();
  await using api = prepared;
  const patrones = [{ dias: [1], hora_inicio: "08:00", hora_fin: "10:00" }];
  await refusesEach(api, ["PATCH", path], { alcance: "todas" }, [
    [{ alcance: "algunas" }, "alcance", /una/],
    [{ alcance: "una" }, "id_programacion", /cuál/],
    [{ alcance: "una", id_programacion: ids[2], patrones }, "patrones", /patrón/],
    [{ alcance: "desde" }, "desde", /fecha/],
    [{ patrones, hora_inicio: "09:00" }, "patrones", /ya dicen/],
    [{ hora_inicio: "10:00" }, "hora_fin", /posterior/],
    [{ patrones: [{ ...patrones[0], hora_fin: "08:10" }] }, "patrones.0.hora_fin", /30 minutos/],
  ]);
  const cases: [as: number, cambios: object, status: number][] = [
    [FOREIGN_ADMIN, { hora_fin: "09:00" }, 404],
    [COLLEAGUE, { hora_fin: "09:00" }, 404],
    [INSTRUCTOR, { id_instructor: COLLEAGUE }, 403],
    [ADMIN, { id_ambiente: FOREIGN_ROOM }, 404],
    [ADMIN, {}, 422],
    [ADMIN, { alcance: "una", id_programacion: ids[0], hora_fin: "09:00" }, 404],
    [INSTRUCTOR, { hora_fin: "09:00" }, 200],
  ];
  for (const [as, cambios, status] of cases) {
    const body = { alcance: "todas", ...cambios };
    const answer = await api.request("PATCH", path, { as, body });
    assert.equal(answer.status, status, `${as} ${JSON.stringify(cambios)} ${answer.body.detail}`);
  }
});
