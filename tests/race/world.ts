import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { closedDay, datesBetween } from "@/time/dates.ts";
import { holidaysBetween } from "@/time/holidays.ts";
import { CENTRO, seed } from "../support.ts";

/** So many instructores, fichas and ambientes there are, numbered from these. */
export const MANY = 50, FIRST_INSTRUCTOR = 1_000, FIRST_FICHA = 2_800_000, FIRST_ROOM = 500;

/** What one client asks for; instructor, ficha and ambiente by their position. */
export type Wish = {
  instructor: number;
  ficha: number;
  room: number;
  fecha: string;
  desde?: string;
  hasta?: string;
};

/** The body of a request, and at the same time a row that can be compared with others. */
export function bookingOf(
  { instructor, ficha, room, fecha, desde = "08:00:00", hasta = "10:00:00" }: Wish,
) {
  return {
    id_instructor: FIRST_INSTRUCTOR + instructor,
    cod_ficha: FIRST_FICHA + ficha,
    id_ambiente: FIRST_ROOM + room,
    fecha_programada: fecha,
    hora_inicio: desde,
    hora_fin: hasta,
    cod_competencia: 36180,
    cod_resultado: 593147,
  };
}

export type Booking = ReturnType<typeof bookingOf>;

const WORKING_DAYS = [...datesBetween("2026-02-02", "2027-01-31")]
  .filter((fecha) => closedDay(fecha, holidaysBetween(fecha, fecha)) === undefined);

/** The n-th day on which the fichas can be taught. */
export function dayOf(n: number): string {
  const day = WORKING_DAYS[n];
  if (!day) throw new RangeError(`There are ${WORKING_DAYS.length} working days, not ${n + 1}`);
  return day;
}

/** A centre in which any of the instructores may teach any of the fichas in any of the ambientes. */
export async function seedRace(db: Db): Promise<void> {
  await seed(db);
  for (
    const statement of [
      sql`INSERT INTO programa_formacion (cod_programa, la_version, nombre)
        VALUES (228118, 1, 'DESARROLLO DE SOFTWARE')`,
      sql`INSERT INTO competencia (cod_competencia, nombre, horas) VALUES (36180, 'PROGRAMAR', 0)`,
      sql`INSERT INTO programa_competencia (cod_programa, la_version, cod_competencia)
        VALUES (228118, 1, 36180)`,
      sql`INSERT INTO resultado_aprendizaje (cod_resultado, nombre, cod_competencia)
        VALUES (593147, '01 ESCRIBIR', 36180)`,
    ]
  ) await db.execute(statement);
  await db.transaction(async (tx) => {
    for (let n = 0; n < MANY; n++) {
      await tx.execute(sql`
        INSERT INTO usuario (id_usuario, nombre_completo, identificacion, id_rol, correo,
          pass_hash, tipo_contrato, telefono, estado, cod_centro)
        VALUES (${FIRST_INSTRUCTOR + n}, ${`Instructor ${n}`}, ${String(70_000_000 + n)}, 3,
          ${`instructor${n}@correo.co`}, '-', 'PLANTA', '3001112233', 1, ${CENTRO})`);
      await tx.execute(sql`
        INSERT INTO ambiente_formacion
          (id_ambiente, nombre_ambiente, num_max_aprendices, municipio, ubicacion, cod_centro)
        VALUES (${FIRST_ROOM + n}, ${`AULA ${n}`}, 30, 'PEREIRA', 'BLOQUE A', ${CENTRO})`);
      await tx.execute(sql`
        INSERT INTO grupo (cod_ficha, cod_centro, cod_programa, la_version, estado_grupo,
          modalidad, fecha_inicio, fecha_fin)
        VALUES (${FIRST_FICHA + n}, ${CENTRO}, 228118, 1, 'En ejecucion', 'PRESENCIAL',
          '2026-02-02', '2027-02-01')`);
    }
  });
}
