import type { Db } from "@/db/db.ts";
import { insertion, sql } from "@/db/sql.ts";
import { CENTRO, INSTRUCTOR, OTHER_CENTRO, prepareApp } from "../../support.ts";

/** Fichas: one from 2026-02-02 to 2027-02-01 with INSTRUCTOR and AULA; one more; a foreign one. */
export const FICHA = 2847248, OTHER_FICHA = 2847249, FOREIGN_FICHA = 2900001;

/** Ambientes of CENTRO for 30, 20 and 40 learners; one not active; a foreign one. */
export const AULA = 7, SMALL = 8, LARGE = 9, CLOSED_ROOM = 10, FOREIGN_ROOM = 11;

/** Two competencias of the programme, of 100 and 40 hours, and one of another programme. */
export const PROGRAMMING = 36180, DATABASES = 36181, FOREIGN_COMPETENCIA = 36182;

/** Resultados: two of PROGRAMMING, one of DATABASES, one of FOREIGN_COMPETENCIA. */
export const WRITE = 593147, PROVE = 593148, MODEL = 593149, FOREIGN_RESULTADO = 593150;

export type Session = {
  id_programacion?: number;
  fecha_programada: string;
  hora_inicio?: string;
  hora_fin?: string;
  id_instructor?: number;
  cod_ficha?: number;
  id_ambiente?: number | null;
  cod_competencia?: number;
  cod_resultado?: number;
  estado?: string;
};

/** Puts a session straight into the table: of INSTRUCTOR with FICHA in AULA, from 08:00 to 10:00. */
export async function store(db: Db, session: Session): Promise<number> {
  const row = {
    id_instructor: INSTRUCTOR,
    cod_ficha: FICHA,
    id_ambiente: AULA,
    hora_inicio: "08:00:00",
    hora_fin: "10:00:00",
    cod_competencia: PROGRAMMING,
    cod_resultado: WRITE,
    estado: "programada",
    horas_programadas: 2,
    ...session,
  };
  const columns = Object.keys(row) as (keyof typeof row)[];
  const { insertId } = await db.execute(sql`INSERT INTO programacion ${insertion(row, columns)}`);
  return insertId;
}

export async function seedWorld(db: Db): Promise<void> {
  for (
    const statement of [
      sql`INSERT INTO ambiente_formacion
        (id_ambiente, nombre_ambiente, num_max_aprendices, municipio, ubicacion, cod_centro, estado)
        VALUES (${AULA}, 'AULA 101', 30, 'PEREIRA', 'BLOQUE A', ${CENTRO}, 1),
          (${SMALL}, 'SALA 8', 20, 'PEREIRA', 'BLOQUE A', ${CENTRO}, 1),
          (${LARGE}, 'AUDITORIO', 40, 'PEREIRA', 'BLOQUE A', ${CENTRO}, 1),
          (${CLOSED_ROOM}, 'TALLER', 30, 'PEREIRA', 'BLOQUE B', ${CENTRO}, 0),
          (${FOREIGN_ROOM}, 'AULA 900', 30, 'PEREIRA', 'SEDE', ${OTHER_CENTRO}, 1)`,
      sql`INSERT INTO programa_formacion (cod_programa, la_version, nombre)
        VALUES (228118, 1, 'DESARROLLO DE SOFTWARE'), (228119, 1, 'GANADERÍA')`,
      sql`INSERT INTO competencia (cod_competencia, nombre, horas)
        VALUES (${PROGRAMMING}, 'PROGRAMAR', 100), (${DATABASES}, 'MODELAR DATOS', 40),
          (${FOREIGN_COMPETENCIA}, 'ORDEÑAR', 80)`,
      sql`INSERT INTO programa_competencia (cod_programa, la_version, cod_competencia)
        VALUES (228118, 1, ${PROGRAMMING}), (228118, 1, ${DATABASES}),
          (228119, 1, ${FOREIGN_COMPETENCIA})`,
      sql`INSERT INTO resultado_aprendizaje (cod_resultado, nombre, cod_competencia)
        VALUES (${WRITE}, '01 ESCRIBIR', ${PROGRAMMING}), (${PROVE}, '02 PROBAR', ${PROGRAMMING}),
          (${MODEL}, '01 MODELAR', ${DATABASES}),
          (${FOREIGN_RESULTADO}, '01 ORDEÑAR', ${FOREIGN_COMPETENCIA})`,
      sql`INSERT INTO grupo (cod_ficha, cod_centro, cod_programa, la_version, estado_grupo, jornada,
          modalidad, fecha_inicio, fecha_fin, id_ambiente)
        VALUES (${FICHA}, ${CENTRO}, 228118, 1, 'En ejecucion', 'DIURNA', 'PRESENCIAL',
            '2026-02-02', '2027-02-01', ${AULA}),
          (${OTHER_FICHA}, ${CENTRO}, 228118, 1, 'En ejecucion', 'DIURNA', 'PRESENCIAL',
            '2026-02-02', '2027-02-01', NULL),
          (${FOREIGN_FICHA}, ${OTHER_CENTRO}, 228118, 1, 'En ejecucion', 'DIURNA', 'PRESENCIAL',
            '2026-02-02', '2027-02-01', NULL)`,
      sql`INSERT INTO datos_grupo (cod_ficha, num_total_aprendices_activos) VALUES (${FICHA}, 28)`,
      sql`INSERT INTO grupo_instructor (cod_ficha, id_instructor) VALUES (${FICHA}, ${INSTRUCTOR})`,
    ]
  ) await db.execute(statement);
}

/** An app with fichas, ambientes and a programme; without sessions. */
export async function prepareWorld() {
  const api = await prepareApp();
  await seedWorld(api.db);
  return api;
}
