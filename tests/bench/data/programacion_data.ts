import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { list, type Sql, sql } from "@/db/sql.ts";
import { datesBetween, dayOfWeek } from "@/time/dates.ts";
import { holidaysBetween } from "@/time/holidays.ts";
import { gatherStatistics } from "../statistics.ts";
import { fillCountry, insert, range } from "./centre_data.ts";

/** Teachers of each centro; as many fichas and rooms are theirs. */
export const INSTRUCTORES = 300;
const CENTROS = 4, CENTRO = 9121;
const SIZE = {
  centros: CENTROS,
  fichas: 1_600,
  users: 1 + CENTROS * (1 + INSTRUCTORES),
  rooms: INSTRUCTORES,
  sessions: 0,
};

const FIRST_DAY = "2026-02-02", LAST_DAY = "2027-12-31", FRIDAY = 5;
const SLOTS = [["07:00:00", "10:00:00"], ["10:00:00", "13:00:00"]] as const;
const PER_DAY = CENTROS * INSTRUCTORES * SLOTS.length;
/** The working days that hold a million sessions. */
export const CALENDAR = workingDays().slice(0, Math.ceil(1_000_000 / PER_DAY));

/** Days of one INSERT, and how long it may take in ms. */
const CHUNK = 20, DEADLINE = 300_000;

/** An instructor and his ficha, who have the room to themselves every afternoon. */
export type Opening = {
  id_instructor: number;
  cod_ficha: number;
  id_ambiente: number;
  /** The first of ten of the programme. */
  cod_competencia: number;
};

/**
 * Fills a migrated database with four centros of 300 instructors and 300 fichas, and so many
 * sessions that clash nowhere: each instructor has two of three hours on a working day, with two
 * fichas. Less than a million lie on days spread over the same calendar. One instructor of each
 * centro has left since.
 */
export async function fillSchedule(db: Db, sessions: number) {
  const { superadmin, centro } = await fillCountry(db, SIZE);
  const openings = await listOpenings(db);
  await db.withDeadline(DEADLINE).transaction(async (tx) => {
    await openFichas(tx, openings);
    await addPosts(tx, openings);
    const days = Math.ceil(sessions / PER_DAY);
    await insert(tx, "dia", range(days), (n) => ({
      n,
      fecha: CALENDAR[Math.floor(n * CALENDAR.length / days)] ?? "",
    }));
    for (let n = 0; n < days; n += CHUNK) await fillDays(tx, n, sessions - n * PER_DAY);
    for (const table of [sql`puesto`, sql`dia`]) await tx.execute(sql`DROP TABLE ${table}`);
    for (const gone of openings.filter((_, i) => isGone(i))) {
      await tx.execute(sql`
        UPDATE usuario SET estado = ${false} WHERE id_usuario = ${gone.id_instructor}`);
    }
  });
  await gatherStatistics(db);
  return { superadmin, centro, openings: openings.filter((_, i) => !isGone(i)) };
}

const isGone = (i: number) => i % INSTRUCTORES === INSTRUCTORES - 1;

/** By centro. */
async function listOpenings(db: Db): Promise<Opening[]> {
  const instructores = await byCentro(
    db,
    sql`SELECT id_usuario AS n, cod_centro FROM usuario WHERE id_rol = 3 ORDER BY id_usuario`,
  );
  const fichas = await byCentro(
    db,
    sql`SELECT cod_ficha AS n, cod_centro FROM grupo ORDER BY cod_ficha`,
  );
  const competencias = new Map(
    z.array(z.object({ cod_ficha: z.int(), primera: z.int() })).parse(
      await db.rows(sql`
        SELECT g.cod_ficha, MIN(e.cod_competencia) AS primera
        FROM grupo g JOIN programa_competencia e
          ON e.cod_programa = g.cod_programa AND e.la_version = g.la_version
        GROUP BY g.cod_ficha`),
    ).map(({ cod_ficha, primera }) => [cod_ficha, primera]),
  );
  return range(CENTROS * INSTRUCTORES).map((i) => {
    const cod_centro = CENTRO + Math.trunc(i / INSTRUCTORES), at = i % INSTRUCTORES;
    const cod_ficha = fichas.get(cod_centro)?.[at] ?? 0;
    return {
      id_instructor: instructores.get(cod_centro)?.[at] ?? 0,
      cod_ficha,
      id_ambiente: 1 + i,
      cod_competencia: competencias.get(cod_ficha) ?? 0,
    };
  });
}

async function byCentro(db: Db, query: Sql): Promise<Map<number, number[]>> {
  const rows = z.array(z.object({ n: z.int(), cod_centro: z.int() })).parse(await db.rows(query));
  const groups = Map.groupBy(rows, ({ cod_centro }) => cod_centro);
  return new Map([...groups].map(([cod_centro, group]) => [cod_centro, group.map(({ n }) => n)]));
}

async function openFichas(tx: Db, openings: readonly Opening[]): Promise<void> {
  const fichas = list(openings.map(({ cod_ficha }) => cod_ficha));
  await tx.execute(sql`
    UPDATE grupo SET estado_grupo = 'En ejecucion', modalidad = 'PRESENCIAL',
      fecha_inicio = ${FIRST_DAY}, fecha_fin = ${LAST_DAY}
    WHERE cod_ficha IN (${fichas})`);
  for (
    const agenda of [
      sql`SELECT 'instructor', id_usuario FROM usuario`,
      sql`SELECT 'ficha', cod_ficha FROM grupo`,
      sql`SELECT 'ambiente', id_ambiente FROM ambiente_formacion`,
    ]
  ) await tx.execute(sql`INSERT INTO agenda (tipo, id) ${agenda}`);
}

/** Who is where on every day: in the first hours with his own ficha, then with the next one. */
async function addPosts(tx: Db, openings: readonly Opening[]): Promise<void> {
  await tx.execute(sql`CREATE TEMPORARY TABLE dia (n INTEGER PRIMARY KEY, fecha DATE)`);
  await tx.execute(sql`
    CREATE TEMPORARY TABLE puesto (id_instructor INTEGER, cod_ficha INTEGER, id_ambiente INTEGER,
      hora_inicio TIME, hora_fin TIME, cod_competencia INTEGER)`);
  const posts = openings.flatMap(({ id_instructor, id_ambiente }, i) =>
    SLOTS.map(([hora_inicio, hora_fin], k) => {
      const first = i - i % INSTRUCTORES;
      const { cod_ficha = null, cod_competencia = null } =
        openings[first + (i + k) % INSTRUCTORES] ?? {};
      return { id_instructor, cod_ficha, id_ambiente, hora_inicio, hora_fin, cod_competencia };
    })
  );
  await insert(tx, "puesto", posts, (post) => post);
}

function fillDays(tx: Db, first: number, rows: number) {
  return tx.execute(sql`
    INSERT INTO programacion (id_instructor, cod_ficha, fecha_programada, horas_programadas,
      hora_inicio, hora_fin, cod_competencia, cod_resultado, id_user, id_ambiente)
    SELECT p.id_instructor, p.cod_ficha, d.fecha, 3, p.hora_inicio, p.hora_fin,
      p.cod_competencia + d.n % 10, 590000 + (p.cod_competencia + d.n % 10 - 36000) * 3 + d.n % 3,
      1, p.id_ambiente
    FROM dia d JOIN puesto p
    WHERE d.n BETWEEN ${first} AND ${first + CHUNK - 1}
    ORDER BY d.n, p.id_ambiente, p.hora_inicio LIMIT ${rows}`);
}

/** Two hours of an afternoon: for each `n` of a few hundred thousand others, in which nobody clashes. */
export function bookingOf(openings: readonly Opening[], n: number) {
  const { cod_competencia, ...opening } = openings[n % openings.length] ?? fail();
  const round = Math.trunc(n / openings.length);
  return {
    ...opening,
    fecha_programada: CALENDAR[(n % openings.length * 5 + round) % CALENDAR.length] ?? "",
    hora_inicio: "14:00:00",
    hora_fin: "16:00:00",
    cod_competencia,
    cod_resultado: resultadoOf(cod_competencia),
  };
}

/** 200 evenings, from the first day on. */
export function seriesOf({ cod_competencia, ...opening }: Opening) {
  return {
    ...opening,
    temas: [{ cod_competencia, cod_resultado: resultadoOf(cod_competencia) }],
    patrones: [{ dias: [1, 2, 3, 4, 5], hora_inicio: "18:00:00", hora_fin: "20:00:00" }],
    desde: FIRST_DAY,
    horas_objetivo: 400,
  };
}

/** The first one. */
function resultadoOf(cod_competencia: number): number {
  return 590_000 + (cod_competencia - 36_000) * 3;
}

function fail(): never {
  throw new RangeError("There are no openings");
}

function workingDays(): string[] {
  const holidays = holidaysBetween(FIRST_DAY, LAST_DAY);
  return [...datesBetween(FIRST_DAY, LAST_DAY)]
    .filter((fecha) => dayOfWeek(fecha) <= FRIDAY && !holidays.has(fecha));
}
