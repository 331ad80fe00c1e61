import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { ADMIN, COLLEAGUE, FOREIGN_ADMIN, INSTRUCTOR, SUPERADMIN } from "../../../support.ts";
import {
  DATABASES,
  FICHA,
  FOREIGN_COMPETENCIA,
  FOREIGN_RESULTADO,
  MODEL,
  OTHER_FICHA,
  prepareWorld,
  PROGRAMMING,
  PROVE,
  store,
  WRITE,
} from "../../programacion/world.ts";

const PATH = `/grupos/${FICHA}/avance`;

// Today is Monday 2026-07-06, 08:00. Until Saturday the 18th: 6 days, and 5 without the holiday.
async function prepareAvance() {
  const api = await prepareWorld();
  await api.db.execute(sql`
    UPDATE grupo SET fecha_fin = '2026-07-18', hora_inicio = '07:00:00', hora_fin = '13:00:00'
    WHERE cod_ficha = ${FICHA}`);
  return api;
}

Deno.test("GET /grupos/{cod_ficha}/avance: hours per competencia and resultado, past and to come", async () => {
  await using api = await prepareAvance();
  await store(api.db, { fecha_programada: "2026-07-03" });
  await store(api.db, {
    fecha_programada: "2026-07-06",
    hora_inicio: "07:00:00",
    hora_fin: "08:00:00",
  });
  await store(api.db, { fecha_programada: "2026-07-06" });
  await store(api.db, { fecha_programada: "2026-07-07", estado: "cancelada" });
  await store(api.db, { fecha_programada: "2026-07-08", cod_ficha: OTHER_FICHA });
  await store(api.db, {
    ...{ fecha_programada: "2026-07-08", hora_inicio: "08:00:00", hora_fin: "08:45:00" },
    ...{ cod_competencia: FOREIGN_COMPETENCIA, cod_resultado: FOREIGN_RESULTADO },
  });
  const { status, body } = await api.request("GET", PATH);
  assert.equal(status, 200);
  const nothing = {
    horas_programadas: 0,
    horas_dictadas: 0,
    sin_programar: true,
    juicios: null,
    juicios_de_retirados: 0,
  };
  // 11 days of 6 h, less the sessions of the 6th (07-10) and the 8th (08:00-08:45).
  assert.deepEqual(body, {
    ...{ cod_ficha: FICHA, fecha_fin: "2026-07-18", horas: 140 },
    ...{ horas_programadas: 5, horas_dictadas: 3, horas_por_programar: 135 },
    ...{ horas_fuera_de_programa: 0.75, competencias_sin_horas: 0 },
    ...{ dias_disponibles: 11, horas_que_caben: 62.25, cabe: false },
    mensaje:
      "Faltan 135 h, caben 62,25 h; amplíe el horario, use otros días o mueva la fecha de fin.",
    juicios_al: null,
    competencias: [
      {
        ...{ cod_competencia: PROGRAMMING, nombre: "PROGRAMAR", horas: 100 },
        ...{ horas_programadas: 5, horas_dictadas: 3, horas_por_programar: 95 },
        ...{ sin_programar: false, juicios: null, juicios_de_retirados: 0 },
        resultados: [
          {
            ...{ cod_resultado: WRITE, nombre: "01 ESCRIBIR" },
            ...{
              horas_programadas: 5,
              horas_dictadas: 3,
              sin_programar: false,
              juicios: null,
              juicios_de_retirados: 0,
            },
          },
          { cod_resultado: PROVE, nombre: "02 PROBAR", ...nothing },
        ],
      },
      {
        ...{ cod_competencia: DATABASES, nombre: "MODELAR DATOS", horas: 40, ...nothing },
        horas_por_programar: 40,
        resultados: [{ cod_resultado: MODEL, nombre: "01 MODELAR", ...nothing }],
      },
    ],
  });
});

Deno.test("GET /grupos/{cod_ficha}/avance: the rest fits once it is small enough", async () => {
  await using api = await prepareAvance();
  await api.db.execute(sql`
    UPDATE competencia SET horas = 66 WHERE cod_competencia = ${PROGRAMMING}`);
  await api.db.execute(sql`
    UPDATE competencia SET horas = 0 WHERE cod_competencia = ${DATABASES}`);
  const exact = (await api.request("GET", PATH)).body;
  assert.deepEqual([exact.cabe, exact.mensaje, exact.competencias_sin_horas], [
    true,
    "Faltan 66 h, caben 66 h.",
    1,
  ]);
  // One day less once the centre closes on it.
  await api.request("POST", "/festivos/cierres", { body: { fecha: "2026-07-14", motivo: "Aseo" } });
  const { body } = await api.request("GET", PATH);
  assert.deepEqual([body.dias_disponibles, body.horas_que_caben, body.cabe], [10, 60, false]);
});

Deno.test("GET /grupos/{cod_ficha}/avance: one competencia's excess does not pay for another", async () => {
  await using api = await prepareAvance();
  await api.db.execute(sql`
    UPDATE competencia SET horas = 1 WHERE cod_competencia = ${PROGRAMMING}`);
  await store(api.db, { fecha_programada: "2026-07-03" });
  const { body } = await api.request("GET", PATH);
  assert.deepEqual([body.horas, body.horas_programadas, body.horas_por_programar], [41, 2, 40]);
});

Deno.test("GET /grupos/{cod_ficha}/avance without a last day says so", async () => {
  await using api = await prepareAvance();
  await api.db.execute(sql`UPDATE grupo SET fecha_fin = NULL WHERE cod_ficha = ${FICHA}`);
  const { body } = await api.request("GET", PATH);
  assert.deepEqual([body.cabe, body.horas_que_caben, body.dias_disponibles], [null, null, null]);
  assert.equal(body.mensaje, "La ficha no tiene fecha de fin: no se sabe si cabe lo que falta.");
});

Deno.test("GET /grupos/{cod_ficha}/avance: an instructor sees his own groups", async () => {
  await using api = await prepareWorld();
  const cases: [as: number, status: number][] = [
    [INSTRUCTOR, 200],
    [COLLEAGUE, 404],
    [ADMIN, 200],
    [FOREIGN_ADMIN, 404],
    [SUPERADMIN, 200],
  ];
  for (const [as, status] of cases) {
    assert.equal((await api.request("GET", PATH, { as })).status, status, String(as));
  }
});
