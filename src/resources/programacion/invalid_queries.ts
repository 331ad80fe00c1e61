import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { join, list, type Sql, sql } from "@/db/sql.ts";
import { INSTRUCTOR } from "@/http/scope.ts";
import { nonWorkingDays } from "@/resources/festivos/calendar.ts";
import { datesBetween } from "@/resources/festivos/dates.ts";
import { outsideProgramme } from "./misplaced_queries.ts";
import { closedDay, isClosed, isVirtual } from "./validity.ts";

/** Where to look: the sessions of a centre's fichas, or those of one instructor among them. */
export type Search = {
  cod_centro: number;
  desde: string;
  hasta: string;
  id_instructor?: number;
};

const Ficha = z.object({
  cod_ficha: z.int(),
  estado_grupo: z.string().nullable(),
  modalidad: z.string().nullable(),
  fecha_inicio: z.string().nullable(),
  fecha_fin: z.string().nullable(),
  id_ambiente: z.int().nullable(),
});

const Occupied = z.object({ cod_ficha: z.int(), id_ambiente: z.int().nullable() });

/** What may be booked at a centre; everything else that a session names is against it. */
type Valid = {
  closed: string[];
  fichas: z.infer<typeof Ficha>[];
  instructores: number[];
  ambientes: number[];
};

/** No instructor and no ambiente: nothing is `NOT IN` an empty list. */
const NOBODY = 0;

/**
 * Finds, as `id_programacion`, the sessions that `checkSessions()` would refuse, as far as time may
 * have changed it. What is valid is read before and stands in the query as lists of ids, so that each
 * part goes through one index and not through the rows: a centre has tens of thousands of them.
 */
export async function findInvalid(db: Db, search: Search): Promise<Sql> {
  const valid = await readValid(db, search);
  const { fichas, ambientes, instructores } = await occupiedIn(db, valid, search);
  const codes = codesOf(fichas);
  return join([
    ...againstRules({ ...valid, fichas }, search),
    ...await outsideProgramme(db, codes, mine(search)),
    clashing({ column: sql`s.id_instructor`, ids: instructores, codes }, search),
    clashing({ column: sql`s.cod_ficha`, ids: codes, codes }, search),
    clashing({ column: sql`s.id_ambiente`, ids: ambientes, codes }, search),
  ], " UNION ");
}

async function readValid(db: Db, { cod_centro, desde, hasta }: Search): Promise<Valid> {
  const cerrados = await nonWorkingDays(db, cod_centro, { desde, hasta });
  const fichas = await db.rows(sql`
    SELECT cod_ficha, estado_grupo, modalidad, fecha_inicio, fecha_fin, id_ambiente
    FROM grupo WHERE cod_centro = ${cod_centro}`);
  return {
    closed: [...datesBetween(desde, hasta)].filter((fecha) => closedDay(fecha, cerrados)),
    fichas: z.array(Ficha).parse(fichas),
    instructores: await readIds(
      db,
      sql`SELECT id_usuario AS id FROM usuario
        WHERE cod_centro = ${cod_centro} AND id_rol = ${INSTRUCTOR} AND estado = ${true}`,
    ),
    ambientes: await readIds(
      db,
      sql`SELECT id_ambiente AS id FROM ambiente_formacion
        WHERE cod_centro = ${cod_centro} AND estado = ${true}`,
    ),
  };
}

/**
 * Those in whose sessions to look for clashes. An instructor or an ambiente that is not valid here
 * makes its sessions invalid without any.
 */
async function occupiedIn(db: Db, { fichas, instructores, ambientes }: Valid, search: Search) {
  const { id_instructor } = search;
  if (id_instructor === undefined) return { fichas, instructores, ambientes };
  const rows = await db.rows(sql`
    SELECT DISTINCT s.cod_ficha, s.id_ambiente FROM programacion s WHERE ${mine(search)}`);
  const his = z.array(Occupied).parse(rows);
  const codes = new Set(his.map(({ cod_ficha }) => cod_ficha));
  const rooms = new Set(his.map(({ id_ambiente }) => id_ambiente));
  return {
    fichas: fichas.filter(({ cod_ficha }) => codes.has(cod_ficha)),
    ambientes: ambientes.filter((id) => rooms.has(id)),
    instructores: instructores.filter((id) => id === id_instructor),
  };
}

/** Sessions on a closed day, of a ficha that is closed or elsewhere in time, or with who has left. */
function againstRules({ closed, fichas, instructores, ambientes }: Valid, search: Search): Sql[] {
  const { desde, hasta } = search;
  const found = (some: Valid["fichas"], condition: Sql) =>
    sql`
    SELECT s.id_programacion FROM programacion s
    WHERE s.cod_ficha IN (${list(codesOf(some))}) AND ${mine(search)} AND ${condition}`;
  const partly = fichas.filter(({ fecha_inicio, fecha_fin }) =>
    (fecha_inicio !== null && fecha_inicio > desde) || (fecha_fin !== null && fecha_fin < hasta)
  );
  const virtual = fichas.filter(isVirtual);
  const withRoom = fichas.filter((ficha) => ficha.id_ambiente !== null && !isVirtual(ficha));
  return [
    found(
      fichas,
      sql`(s.fecha_programada IN (${list(closed)})
        OR s.id_instructor NOT IN (${list([NOBODY, ...instructores])})
        OR s.id_ambiente NOT IN (${list([NOBODY, ...ambientes])}))`,
    ),
    found(fichas.filter(({ estado_grupo }) => isClosed(estado_grupo)), sql`1 = 1`),
    found(withRoom, sql`s.id_ambiente IS NULL`),
    found(virtual, sql`s.id_ambiente IS NOT NULL`),
    sql`SELECT s.id_programacion
      FROM programacion s JOIN grupo g ON g.cod_ficha = s.cod_ficha
      WHERE s.cod_ficha IN (${list(codesOf(partly))}) AND ${mine(search)}
        AND (s.fecha_programada < g.fecha_inicio OR s.fecha_programada > g.fecha_fin)`,
  ];
}

/**
 * Sessions of the fichas that overlap with another one of the same instructor, ficha or ambiente,
 * wherever that is. Of two that overlap one starts, in the order of the hours, before an earlier one
 * is over: with those are found all that they overlap with, and they themselves.
 */
function clashing(
  { column, ids, codes }: { column: Sql; ids: readonly number[]; codes: readonly number[] },
  search: Search,
): Sql {
  return sql`
    SELECT s.id_programacion FROM (
      SELECT ${column} AS ocupado, s.fecha_programada, s.hora_inicio, s.hora_fin,
        MAX(s.hora_fin) OVER (
          PARTITION BY ${column}, s.fecha_programada ORDER BY s.hora_inicio, s.id_programacion
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS hasta_entonces
      FROM programacion s WHERE ${column} IN (${list(ids)}) AND ${during(search)}
    ) w JOIN programacion s ON ${column} = w.ocupado AND s.fecha_programada = w.fecha_programada
      AND s.hora_inicio < w.hora_fin AND s.hora_fin > w.hora_inicio
    WHERE w.hasta_entonces > w.hora_inicio
      AND s.cod_ficha IN (${list(codes)}) AND ${mine(search)}`;
}

function mine({ id_instructor, ...search }: Search): Sql {
  const all = during(search);
  return id_instructor === undefined ? all : sql`s.id_instructor = ${id_instructor} AND ${all}`;
}

function during({ desde, hasta }: Pick<Search, "desde" | "hasta">): Sql {
  return sql`s.fecha_programada BETWEEN ${desde} AND ${hasta} AND s.estado = 'programada'`;
}

function codesOf(fichas: Valid["fichas"]): number[] {
  return fichas.map(({ cod_ficha }) => cod_ficha);
}

async function readIds(db: Db, query: Sql): Promise<number[]> {
  return z.array(z.object({ id: z.int() })).parse(await db.rows(query)).map(({ id }) => id);
}
