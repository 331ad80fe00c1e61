import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { COLLEAGUE, INSTRUCTOR } from "../../../support.ts";
import { trailOf } from "../../catalogue.ts";
import {
  DATABASES,
  FICHA,
  MODEL,
  OTHER_FICHA,
  prepareWorld,
  PROGRAMMING,
  store,
  WRITE,
} from "../world.ts";

type Api = Awaited<ReturnType<typeof prepareWorld>>;
type Fecha = {
  fecha_programada: string;
  hora_inicio: string;
  hora_fin: string;
  veredicto: string;
  motivo: string | null;
  cod_resultado: number;
};

/** On Mondays from 08:00 to 10:00. */
const MONDAYS = {
  cod_ficha: FICHA,
  id_instructor: INSTRUCTOR,
  temas: [{ cod_competencia: PROGRAMMING, cod_resultado: WRITE }],
  patrones: [{ dias: [1], hora_inicio: "08:00", hora_fin: "10:00" }],
};

const create = (api: Api, body: object) => api.request("POST", "/programacion/series", { body });

const readable = (fechas: Fecha[]) =>
  fechas.map(({ fecha_programada: day, hora_inicio, hora_fin, veredicto }) =>
    `${day} ${hora_inicio.slice(0, 5)}-${hora_fin.slice(0, 5)} ${veredicto}`
  );

async function countSessions({ db }: Api): Promise<unknown> {
  return (await db.rows(sql`SELECT COUNT(*) AS total FROM programacion`))[0]?.total;
}

Deno.test("POST /programacion/series skips the third date, the holiday of 2026-07-13", async () => {
  await using api = await prepareWorld();
  const patrones = [{ dias: [1, 4], hora_inicio: "08:00", hora_fin: "10:00" }];
  const plan = { ...MONDAYS, patrones, desde: "2026-07-06", hasta: "2026-07-20" };
  const { status, body } = await create(api, plan);
  assert.equal(status, 201);
  assert.deepEqual(readable(body.fechas), [
    "2026-07-06 08:00-10:00 programada",
    "2026-07-09 08:00-10:00 programada",
    "2026-07-13 08:00-10:00 omitida",
    "2026-07-16 08:00-10:00 programada",
    "2026-07-20 08:00-10:00 omitida",
  ]);
  assert.deepEqual(body.fechas[2].motivo, "Virgen de Chiquinquirá");
  const { programadas, omitidas, horas_programadas, fin, simulada } = body;
  assert.deepEqual([programadas, omitidas, horas_programadas, fin, simulada], [
    3,
    2,
    6,
    "hasta",
    false,
  ]);
  const rows = await api.db.rows(sql`
    SELECT id_programacion, fecha_programada, horas_programadas, id_serie, id_ambiente, id_user
    FROM programacion ORDER BY fecha_programada`);
  assert.deepEqual(
    rows.map((row) => [row.fecha_programada, row.horas_programadas, row.id_ambiente, row.id_user]),
    [["2026-07-06", 2, 7, 2], ["2026-07-09", 2, 7, 2], ["2026-07-16", 2, 7, 2]],
  );
  assert.deepEqual([...new Set(rows.map(({ id_serie }) => id_serie))], [body.id_serie]);
  const ids = body.fechas.map(({ id_programacion }: { id_programacion: number }) =>
    id_programacion
  );
  const [first, second, third] = rows.map(({ id_programacion }) => id_programacion);
  assert.deepEqual(ids, [first, second, null, third, null]);
});

Deno.test("POST /programacion/series makes up for the holidays after its last date", async () => {
  await using api = await prepareWorld();
  const plan = { ...MONDAYS, desde: "2026-06-30", hasta: "2026-07-27", festivos: "reponer" };
  const { body } = await create(api, plan);
  assert.deepEqual(readable(body.fechas).slice(-2), [
    "2026-08-03 08:00-10:00 programada",
    "2026-08-10 08:00-10:00 programada",
  ]);
  assert.deepEqual([body.programadas, body.horas_programadas, body.horas_pendientes], [4, 8, 0]);
});

Deno.test("POST /programacion/series crosses the year and takes the ficha's last day in", async () => {
  await using api = await prepareWorld();
  const { body } = await create(api, { ...MONDAYS, desde: "2026-12-28", hasta: "2027-03-01" });
  assert.deepEqual(readable(body.fechas), [
    "2026-12-28 08:00-10:00 programada",
    "2027-01-04 08:00-10:00 programada",
    "2027-01-11 08:00-10:00 omitida",
    "2027-01-18 08:00-10:00 programada",
    "2027-01-25 08:00-10:00 programada",
    "2027-02-01 08:00-10:00 programada",
  ]);
  assert.equal(body.fin, "fin_ficha");
});

Deno.test("POST /programacion/series with hours ends by itself and shortens the last session", async () => {
  await using api = await prepareWorld();
  const { body } = await create(api, {
    ...MONDAYS,
    desde: "2026-07-14",
    temas: [
      { cod_competencia: PROGRAMMING, cod_resultado: WRITE, horas: 3 },
      { cod_competencia: DATABASES, cod_resultado: MODEL },
    ],
    patrones: [
      { dias: [2], hora_inicio: "08:00", hora_fin: "10:00" },
      { dias: [4], hora_inicio: "14:00", hora_fin: "17:00" },
    ],
    horas_objetivo: 6,
  });
  assert.deepEqual(readable(body.fechas), [
    "2026-07-14 08:00-10:00 programada",
    "2026-07-16 14:00-15:00 programada",
    "2026-07-16 15:00-17:00 programada",
    "2026-07-21 08:00-09:00 programada",
  ]);
  const taught = body.fechas.map(({ cod_resultado }: Fecha) => cod_resultado);
  assert.deepEqual(taught, [WRITE, WRITE, MODEL, MODEL]);
  assert.deepEqual([body.horas_programadas, body.horas_pendientes, body.fin], [6, 0, "horas"]);
});

Deno.test("POST /programacion/series leaves one notice and one audit row", async () => {
  await using api = await prepareWorld();
  await create(api, { ...MONDAYS, desde: "2026-07-21", hasta: "2026-12-14" });
  const notices = await api.db.rows(sql`SELECT id_usuario, mensaje FROM notificacion`);
  assert.deepEqual(notices.map(({ id_usuario, mensaje }) => [id_usuario, mensaje]), [[
    INSTRUCTOR,
    `Has sido asignado a la ficha ${FICHA} en la competencia PROGRAMAR: 17 sesiones (34 h), del ` +
    "2026-07-27 al 2026-12-14.",
  ]]);
  assert.deepEqual(await trailOf(api.db), ["crear serie 1"]);
});

Deno.test("simular tells every date's verdict and writes nothing", async () => {
  await using api = await prepareWorld();
  const id = await store(api.db, { fecha_programada: "2026-07-27", cod_ficha: OTHER_FICHA });
  const plan = { ...MONDAYS, desde: "2026-06-30", hasta: "2026-07-27" };
  const viaBody = await create(api, { ...plan, simular: true });
  const path = "/programacion/series?simular=true";
  const viaQuery = await api.request("POST", path, { body: plan });
  assert.deepEqual([viaBody.status, viaQuery.status], [200, 200]);
  assert.deepEqual(viaQuery.body, viaBody.body);
  const { simulada, id_serie, programadas, rechazadas, omitidas, fechas } = viaBody.body;
  assert.deepEqual([simulada, id_serie, programadas, rechazadas, omitidas], [true, null, 1, 1, 2]);
  const last = fechas.at(-1);
  assert.equal(last.veredicto, "rechazada");
  assert.deepEqual(
    last.conflictos.map(({ tipo, con }: { tipo: string; con: { id_programacion: number } }) => [
      tipo,
      con.id_programacion,
    ]),
    [["instructor", id], ["ambiente", id]],
  );
  assert.equal(await countSessions(api), 1);
  assert.deepEqual(await api.db.rows(sql`SELECT 1 AS uno FROM serie`), []);
});

Deno.test("modo todo refuses all for one date; modo parcial programs the others", async () => {
  await using api = await prepareWorld();
  await store(api.db, { fecha_programada: "2026-08-03", id_instructor: COLLEAGUE });
  const plan = { ...MONDAYS, desde: "2026-07-27", hasta: "2026-08-10" };
  const refused = await create(api, plan);
  assert.deepEqual([refused.status, refused.body.type], [409, "/problemas/cruce-de-horario"]);
  const types = refused.body.conflictos.map(({ tipo }: { tipo: string }) => tipo);
  assert.deepEqual(types, ["ficha", "ambiente"]);
  assert.equal(await countSessions(api), 1);

  const { status, body } = await create(api, { ...plan, modo: "parcial" });
  assert.deepEqual([status, body.programadas, body.rechazadas, body.horas_programadas], [
    201,
    2,
    1,
    4,
  ]);
  assert.deepEqual(readable(body.fechas), [
    "2026-07-27 08:00-10:00 programada",
    "2026-08-03 08:00-10:00 rechazada",
    "2026-08-10 08:00-10:00 programada",
  ]);
  assert.equal(await countSessions(api), 3);
  const again = await create(api, { ...plan, modo: "parcial" });
  assert.equal(again.status, 409);
});

Deno.test("modo parcial: hours that are refused use up no limit", async () => {
  await using api = await prepareWorld();
  const limite = { tipo_contrato: "Contratista", unidad: "semana", max_horas: 5 };
  const body = { ...limite, vigente_desde: "2026-01-01", efecto: "bloqueo" };
  assert.equal((await api.request("POST", "/limites-horas", { body })).status, 201);
  await store(api.db, {
    fecha_programada: "2026-07-28",
    cod_ficha: OTHER_FICHA,
    id_ambiente: null,
  });
  const series = await create(api, {
    ...MONDAYS,
    patrones: [
      { dias: [1, 2], hora_inicio: "08:00", hora_fin: "10:00" },
      { dias: [3], hora_inicio: "08:00", hora_fin: "10:00" },
      { dias: [4], hora_inicio: "08:00", hora_fin: "09:00" },
    ],
    desde: "2026-07-27",
    hasta: "2026-07-30",
    modo: "parcial",
  });
  // 2 h are there; Tuesday clashes, Wednesday would make 6 h, and Thursday makes 5 h.
  assert.deepEqual(readable(series.body.fechas), [
    "2026-07-27 08:00-10:00 programada",
    "2026-07-28 08:00-10:00 rechazada",
    "2026-07-29 08:00-10:00 rechazada",
    "2026-07-30 08:00-09:00 programada",
  ]);
});

Deno.test("the same Idempotency-Key gives the same series again", async () => {
  await using api = await prepareWorld();
  const body = { ...MONDAYS, desde: "2026-07-27", hasta: "2026-08-10" };
  const options = { body, headers: { "Idempotency-Key": "serie-1" } };
  const first = await api.request("POST", "/programacion/series", options);
  const second = await api.request("POST", "/programacion/series", options);
  assert.deepEqual([first.status, second.status], [201, 201]);
  assert.deepEqual(second.body, first.body);
  assert.equal(await countSessions(api), 3);
});
