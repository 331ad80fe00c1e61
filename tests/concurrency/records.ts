import { sql } from "@/db/sql.ts";
import { CENTRO, INSTRUCTOR, prepareApp, SUPERADMIN } from "../support.ts";
import {
  COMPETENCIA,
  FICHA,
  FREE,
  LOOSE_COMPETENCIA,
  OTHER_PROGRAMA,
  PROGRAMA,
  SCHEDULED,
  seedCatalogue,
  UNSCHEDULED,
} from "../resources/catalogue.ts";

/** A record that two people have open at once: how they find a field and what each writes in it. */
type Editable = [url: string, field: string, values: [start: unknown, ...written: unknown[]]];

/** By the declared path, so that a test can tell when a resource is missing here. */
export const EDITABLE: Record<string, Editable> = {
  "/ambientes/{id}": [`/ambientes/${FREE}`, "num_max_aprendices", [20, 21, 22]],
  "/centros/{cod_centro}": ["/centros/9307", "nombre_centro", ["CENTRO A", "CENTRO B", "CENTRO C"]],
  "/competencias/{cod_competencia}": [`/competencias/${LOOSE_COMPETENCIA}`, "horas", [40, 41, 42]],
  "/grupos/{cod_ficha}": [`/grupos/${FICHA}`, "responsable", ["ANA", "EVA", "LUZ"]],
  "/grupos/{cod_ficha}/datos": [`/grupos/${FICHA}/datos`, "cupo_total", [30, 31, 32]],
  "/limites-horas/{id}": ["/limites-horas/1", "max_horas", [30, 31, 33]],
  "/metas/{id}": ["/metas/1", "valor", [0, 1, 2]],
  "/programacion/sesiones/{id}": [
    "/programacion/sesiones/1",
    "hora_fin",
    ["09:00:00", "09:30:00", "10:00:00"],
  ],
  "/programas/{cod_programa}/{la_version}": [
    `/programas/${OTHER_PROGRAMA}/102`,
    "horas_lectivas",
    [10, 11, 12],
  ],
  "/regionales/{cod_regional}": ["/regionales/5", "nombre", ["ZONA A", "ZONA B", "ZONA C"]],
  "/resultados/{cod_resultado}": [
    `/resultados/${UNSCHEDULED}`,
    "nombre",
    ["01 PROBAR", "02 PROBAR", "03 PROBAR"],
  ],
  "/users/{id}": ["/users/3", "telefono", ["3100000000", "3100000001", "3100000002"]],
};

/** Records that nothing depends on, by the declared path of what removes them. */
export const REMOVABLE: Record<string, string> = {
  "/ambientes/{id}": `/ambientes/${FREE}`,
  "/calendarios/{id}": "/calendarios/1",
  "/centros/{cod_centro}": "/centros/9400",
  "/competencias/{cod_competencia}": `/competencias/${LOOSE_COMPETENCIA}`,
  "/festivos/cierres/{id}": "/festivos/cierres/1",
  "/limites-horas/{id}": "/limites-horas/1",
  "/metas/{id}": "/metas/1",
  "/programacion/sesiones/{id}": "/programacion/sesiones/1",
  "/programas/{cod_programa}/{la_version}": `/programas/${OTHER_PROGRAMA}/102`,
  "/regionales/{cod_regional}": "/regionales/5",
  "/resultados/{cod_resultado}": `/resultados/${UNSCHEDULED}`,
};

/** Fichas of CENTRO that INSTRUCTOR is assigned to. */
export const ASSIGNED = [2990001, 2990002, 2990003, 2990004] as const;

/** Series of INSTRUCTOR, the first and the second, with a batch each. */
const SERIES = [["2026-09-01", "2026-09-30"], ["2026-10-06", "2026-10-31"]];

/** An app in which all of these records are. */
export async function prepareRecords() {
  const api = await prepareApp();
  await seedCatalogue(api.db);
  await api.db.execute(sql`
    INSERT INTO notificacion (id_usuario, mensaje, fecha_creacion)
    VALUES (${SUPERADMIN}, 'Hola', '2026-07-06 08:00:00')`);
  await api.db.execute(sql`
    INSERT INTO programacion (id_programacion, id_instructor, cod_ficha, fecha_programada,
      horas_programadas, hora_inicio, hora_fin, cod_competencia, cod_resultado, estado)
    SELECT id_programacion + 1, id_instructor, cod_ficha, '2026-07-07', horas_programadas,
      hora_inicio, hora_fin, cod_competencia, cod_resultado, 'programada' FROM programacion
    UNION SELECT id_programacion + 2, id_instructor, cod_ficha, '2026-07-08', horas_programadas,
      hora_inicio, hora_fin, cod_competencia, cod_resultado, 'cancelada' FROM programacion`);
  for (const ficha of ASSIGNED) {
    await api.db.execute(sql`
      INSERT INTO grupo (cod_ficha, cod_centro, cod_programa, la_version)
      VALUES (${ficha}, ${CENTRO}, ${PROGRAMA}, 1)`);
    await api.db.execute(sql`
      INSERT INTO grupo_instructor (cod_ficha, id_instructor) VALUES (${ficha}, ${INSTRUCTOR})`);
  }
  const create = (path: string, body: object) =>
    api.request("POST", path, { as: SUPERADMIN, body });
  await create("/metas", { anio: 2026, concepto: "Cupos", valor: 100 });
  await create("/festivos/cierres", { fecha: "2026-12-24", motivo: "Receso" });
  await create("/calendarios", { tipo: "instructor", id: INSTRUCTOR });
  await create("/centros", { cod_centro: 9400, nombre_centro: "CENTRO NUEVO", cod_regional: 66 });
  for (const [desde, hasta] of SERIES) {
    await create("/programacion/series", {
      ...{ cod_ficha: FICHA, id_instructor: INSTRUCTOR, desde, hasta },
      temas: [{ cod_competencia: COMPETENCIA, cod_resultado: SCHEDULED }],
      patrones: [{ dias: [2], hora_inicio: "14:00", hora_fin: "16:00" }],
    });
  }
  return api;
}
