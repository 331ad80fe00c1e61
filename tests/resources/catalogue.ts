import assert from "node:assert/strict";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { CENTRO, INSTRUCTOR, OTHER_CENTRO, prepareApp, SUPERADMIN } from "../support.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

/** Ambientes: two of CENTRO (one in use, one not active), a foreign one, and a free one of CENTRO. */
export const IN_USE = 1, CLOSED = 2, FOREIGN = 3, FREE = 4;

/** A programme of two versions, the first of them with a ficha; and one that only shares its name. */
export const PROGRAMA = 228118, OTHER_PROGRAMA = 228106, FICHA = 2847248;

/** A competencia of both versions with two resultados, one of version 2 only, and one of none. */
export const COMPETENCIA = 36180, SECOND_COMPETENCIA = 36181, LOOSE_COMPETENCIA = 36182;

/** Resultados of COMPETENCIA: one with a session and one without. */
export const SCHEDULED = 593147, UNSCHEDULED = 593146;

/** What the tests of the catalogues count on, besides what `seed()` puts in. */
export async function seedCatalogue(db: Db): Promise<void> {
  for (
    const statement of [
      sql`INSERT INTO ambiente_formacion
        (id_ambiente, nombre_ambiente, num_max_aprendices, municipio, ubicacion, cod_centro, estado)
        VALUES (1, 'AULA 101', 30, 'PEREIRA', 'BLOQUE A', ${CENTRO}, 1),
          (2, 'TALLER DE MECÁNICA', 20, 'PEREIRA', 'BLOQUE B 100%', ${CENTRO}, 0),
          (3, 'AULA 900', 30, 'DOSQUEBRADAS', 'SEDE NORTE', ${OTHER_CENTRO}, 1),
          (4, 'LABORATORIO', 25, 'BELÉN DE UMBRÍA', 'BLOQUE C', ${CENTRO}, 1)`,
      sql`INSERT INTO programa_formacion
        (cod_programa, la_version, nombre, horas_lectivas, horas_productivas)
        VALUES (${PROGRAMA}, 2, 'ANÁLISIS Y DESARROLLO DE SOFTWARE', 3120, 864),
          (${PROGRAMA}, 1, 'ANALISIS Y DESARROLLO DE SISTEMAS', 2000, 880),
          (${OTHER_PROGRAMA}, 102, 'ANÁLISIS DE MUESTRAS QUÍMICAS', 1500, 864)`,
      sql`INSERT INTO competencia (cod_competencia, nombre, horas)
        VALUES (${COMPETENCIA}, 'CONSTRUIR EL SISTEMA', 480),
          (${SECOND_COMPETENCIA}, 'ANALIZAR REQUISITOS', NULL),
          (${LOOSE_COMPETENCIA}, 'ÉTICA', 0)`,
      sql`INSERT INTO programa_competencia (cod_programa, la_version, cod_competencia)
        VALUES (${PROGRAMA}, 2, ${SECOND_COMPETENCIA}), (${PROGRAMA}, 2, ${COMPETENCIA}),
          (${PROGRAMA}, 1, ${COMPETENCIA})`,
      sql`INSERT INTO resultado_aprendizaje (cod_resultado, nombre, cod_competencia)
        VALUES (${SCHEDULED}, '01 PROGRAMAR', ${COMPETENCIA}),
          (${UNSCHEDULED}, '02 PROBAR', ${COMPETENCIA}),
          (593148, '01 ENTREVISTAR', ${SECOND_COMPETENCIA})`,
      sql`INSERT INTO grupo (cod_ficha, cod_centro, cod_programa, la_version, id_ambiente)
        VALUES (${FICHA}, ${CENTRO}, ${PROGRAMA}, 1, ${IN_USE})`,
      sql`INSERT INTO programacion (id_instructor, cod_ficha, fecha_programada, horas_programadas,
          hora_inicio, hora_fin, cod_competencia, cod_resultado)
        VALUES (${INSTRUCTOR}, ${FICHA}, '2026-07-06', 2, '07:00:00', '09:00:00', ${COMPETENCIA},
          ${SCHEDULED})`,
    ]
  ) await db.execute(statement);
}

/** An app with the catalogue in it. */
export async function prepareCatalogue() {
  const api = await prepareApp();
  await seedCatalogue(api.db);
  return api;
}

/** Sends the valid body with each change: 422, and the first field at fault is the one named. */
export async function refusesEach(
  api: Api,
  [method, path]: [method: string, path: string],
  valid: object,
  cases: [changes: object, campo: string, mensaje: RegExp][],
): Promise<void> {
  for (const [changes, campo, mensaje] of cases) {
    const body = { ...valid, ...changes };
    const answer = await api.request(method, path, { body, as: SUPERADMIN });
    assert.equal(answer.status, 422, JSON.stringify(changes));
    assert.equal(answer.body.errors[0].campo, campo, JSON.stringify(answer.body.errors));
    assert.match(answer.body.errors[0].mensaje, mensaje);
  }
}

/** Calls as each role and compares the statuses. */
export async function statusesByRole(
  api: Api,
  roles: readonly number[],
  [method, path, body]: [method: string, path: string, body?: unknown],
): Promise<number[]> {
  const statuses: number[] = [];
  for (const as of roles) {
    statuses.push((await api.request(method, path, { as, body })).status);
  }
  return statuses;
}

/** The trail of changes, oldest first: act, table and record. */
export async function trailOf(db: Db): Promise<string[]> {
  const rows = await db.rows(sql`
    SELECT accion, tabla, registro FROM auditoria ORDER BY id_auditoria`);
  return rows.map(({ accion, tabla, registro }) => `${accion} ${tabla} ${registro}`);
}
