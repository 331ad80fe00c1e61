import type { Db } from "@/db/db.ts";
import { addDays } from "@/time/dates.ts";
import { fillCountry, insert, range } from "../bench/data/centre_data.ts";
import { addFamily } from "../support.ts";

const SIZE = {
  centros: 1,
  fichas: 20_000,
  users: 302,
  rooms: 300,
  sessions: 0,
};

/** Of one instructor, and of all the others of the centre. */
export const HIS_SESSIONS = 1_500, OTHER_SESSIONS = 36_000;

/** Admin and instructor of the large centre; all have his fichas with him. */
export const ADMIN = 2, INSTRUCTOR = 3;

/** One of his fichas, and a room. */
export const FICHA = 2_000_000, ROOM = 5;

/** The first and the last of 400 days, from long before the present of the tests on. */
export const FIRST_DAY = "2026-05-01", LAST_DAY = "2027-06-04";

const DAYS = 400;
const HOURS = [["06:00:00", "09:00:00"], ["09:00:00", "12:00:00"], [
  "13:00:00",
  "16:00:00",
]] as const;

/** A centre with 20,000 fichas, 300 rooms, 300 instructores and all that one of them may see. */
export async function fillLargeCentre(db: Db): Promise<void> {
  await fillCountry(db, SIZE);
  await db.withDeadline(120_000).transaction(async (tx) => {
    await insert(
      tx,
      "programacion",
      range(OTHER_SESSIONS),
      (i) => sessionOf(i, 4 + i % 299),
    );
    await insert(tx, "programacion", range(HIS_SESSIONS), (i) => ({
      ...sessionOf(i, INSTRUCTOR),
      fecha_programada: addDays(FIRST_DAY, Math.trunc(i / 4) % DAYS),
      hora_inicio: `${String(6 + i % 4 * 3).padStart(2, "0")}:00:00`,
      hora_fin: `${String(9 + i % 4 * 3).padStart(2, "0")}:00:00`,
    }));
    await insert(tx, "notificacion", range(5_000), (i) => ({
      id_usuario: INSTRUCTOR,
      mensaje: `Has sido asignado a la ficha ${2_000_000 + i} el ${addDays(FIRST_DAY, i % DAYS)}.`,
      leida: i % 2 === 0,
      fecha_creacion: "2026-07-01 08:00:00",
    }));
  });
  for (const id of [1, ADMIN, INSTRUCTOR]) await addFamily(db, id);
}

function sessionOf(i: number, id_instructor: number) {
  const [hora_inicio, hora_fin] = HOURS[Math.trunc(i / 299) % HOURS.length] ??
    HOURS[0];
  return {
    id_instructor,
    cod_ficha: i % 5 === 0 ? 2_000_000 + 150 * (Math.trunc(i / 5) % 134) : 2_000_000 + i % 4_000,
    fecha_programada: addDays(
      FIRST_DAY,
      Math.trunc(i / 299 / HOURS.length) * 9 % DAYS,
    ),
    horas_programadas: 3,
    hora_inicio,
    hora_fin,
    cod_competencia: 36_000 + i % 1_500,
    cod_resultado: 590_000 + i % 1_500 * 3,
    id_user: 1,
    id_ambiente: 1 + i % 300,
  };
}
