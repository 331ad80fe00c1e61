import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { join, list, type Sql, sql } from "@/db/sql.ts";
import { chunksOf, giveWay } from "@/db/turns.ts";
import { INSTRUCTOR } from "@/http/schemas.ts";
import { nonWorkingDays } from "@/resources/festivos/calendar.ts";
import { byDate } from "@/resources/programacion/rules/by_date.ts";
import { isClosed, isVirtual } from "@/resources/programacion/rules/validity.ts";
import { closedDay, datesBetween } from "@/time/dates.ts";
import { outsideProgramme } from "./misplaced.ts";
import {
  AMBIENTE,
  clashing,
  clashingWithHis,
  FICHA,
  FOUND,
  INSTRUCTOR_OF,
  mine,
  type Search,
} from "./overlapping.ts";

const Ficha = z.object({
  cod_ficha: z.int(),
  estado_grupo: z.string().nullable(),
  modalidad: z.string().nullable(),
  fecha_inicio: z.string().nullable(),
  fecha_fin: z.string().nullable(),
  id_ambiente: z.int().nullable(),
});
type Ficha = z.infer<typeof Ficha>;

/** What may be booked at a centre; everything else that a session names is against it. */
type Valid = { closed: string[]; instructores: number[]; ambientes: number[] };

const Invalid = z.object({
  id_programacion: z.int(),
  fecha_programada: z.string(),
  hora_inicio: z.string(),
});
export type Invalid = z.infer<typeof Invalid>;

/** Fichas, and instructores or ambientes, whose sessions are looked at by one statement. */
const FICHAS_AT_ONCE = 800, OTHERS_AT_ONCE = 40;

/** No instructor and no ambiente: nothing is `NOT IN` an empty list. */
const NOBODY = 0;

/**
 * Finds the sessions that `checkSessions()` would refuse, as far as time may have changed it, by
 * date and hour. What is valid is read before and stands in the queries as lists of ids, so that each
 * part goes through one index and not through the rows: a centre has tens of thousands of them. And
 * some of them at a time, so that a large centre does not keep the process from everything else.
 */
export async function findInvalid(db: Db, search: Search): Promise<Invalid[]> {
  const found = new Map<number, Invalid>();
  for await (const query of searches(db, search)) {
    await giveWay();
    for (const row of await db.rows(query)) {
      const invalid = Invalid.parse(row);
      found.set(invalid.id_programacion, invalid);
    }
  }
  await giveWay();
  return [...found.values()].sort(byDate);
}

async function* searches(db: Db, search: Search): AsyncGenerator<Sql> {
  const valid = await readValid(db, search);
  for await (const fichas of listFichas(db, search)) {
    yield against(fichas, valid, search);
    yield outsideProgramme(FOUND, codesOf(fichas), mine(search));
    if (search.id_instructor === undefined) yield clashing(FICHA, codesOf(fichas), search);
  }
  if (search.id_instructor !== undefined) {
    for (const column of [INSTRUCTOR_OF, FICHA, AMBIENTE]) {
      yield clashingWithHis(column, { ...search, id_instructor: search.id_instructor });
    }
    return;
  }
  for (const ids of chunksOf(valid.instructores, OTHERS_AT_ONCE)) {
    yield clashing(INSTRUCTOR_OF, ids, search);
  }
  for (const ids of chunksOf(valid.ambientes, OTHERS_AT_ONCE)) {
    yield clashing(AMBIENTE, ids, search);
  }
}

async function readValid(db: Db, { cod_centro, desde, hasta }: Search): Promise<Valid> {
  const cerrados = await nonWorkingDays(db, cod_centro, { desde, hasta });
  return {
    closed: [...datesBetween(desde, hasta)].filter((fecha) => closedDay(fecha, cerrados)),
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

/** The fichas of the centre, some at a time; of those an instructor teaches in the window. */
async function* listFichas(db: Db, search: Search): AsyncGenerator<Ficha[]> {
  const his = search.id_instructor === undefined ? sql`` : sql`AND cod_ficha IN (
    SELECT s.cod_ficha FROM programacion s WHERE ${mine(search)})`;
  for (let last = 0;;) {
    const rows = await db.rows(sql`
      SELECT cod_ficha, estado_grupo, modalidad, fecha_inicio, fecha_fin, id_ambiente
      FROM grupo WHERE cod_centro = ${search.cod_centro} AND cod_ficha > ${last} ${his}
      ORDER BY cod_ficha LIMIT ${FICHAS_AT_ONCE}`);
    const fichas = z.array(Ficha).parse(rows);
    if (fichas.length > 0) yield fichas;
    if (fichas.length < FICHAS_AT_ONCE) return;
    last = fichas.at(-1)?.cod_ficha ?? Infinity;
  }
}

/** Sessions on a closed day, of a ficha that is closed or elsewhere in time, or with who has left. */
function against(fichas: Ficha[], { closed, instructores, ambientes }: Valid, search: Search): Sql {
  const { desde, hasta } = search;
  const found = (some: Ficha[], condition: Sql) =>
    some.length === 0 ? [] : [sql`
      SELECT ${FOUND} FROM programacion s
      WHERE s.cod_ficha IN (${list(codesOf(some))}) AND ${mine(search)} AND ${condition}`];
  const partly = fichas.filter(({ fecha_inicio, fecha_fin }) =>
    (fecha_inicio !== null && fecha_inicio > desde) || (fecha_fin !== null && fecha_fin < hasta)
  );
  const virtual = fichas.filter(isVirtual);
  const withRoom = fichas.filter((ficha) => ficha.id_ambiente !== null && !isVirtual(ficha));
  return join([
    ...found(
      fichas,
      sql`(s.fecha_programada IN (${list(closed)})
        OR s.id_instructor NOT IN (${list([NOBODY, ...instructores])})
        OR s.id_ambiente NOT IN (${list([NOBODY, ...ambientes])}))`,
    ),
    ...found(fichas.filter(({ estado_grupo }) => isClosed(estado_grupo)), sql`1 = 1`),
    ...found(withRoom, sql`s.id_ambiente IS NULL`),
    ...found(virtual, sql`s.id_ambiente IS NOT NULL`),
    ...found(
      partly,
      sql`EXISTS (SELECT 1 FROM grupo g WHERE g.cod_ficha = s.cod_ficha
        AND (s.fecha_programada < g.fecha_inicio OR s.fecha_programada > g.fecha_fin))`,
    ),
  ], " UNION ");
}

function codesOf(fichas: readonly Ficha[]): number[] {
  return fichas.map(({ cod_ficha }) => cod_ficha);
}

async function readIds(db: Db, query: Sql): Promise<number[]> {
  return z.array(z.object({ id: z.int() })).parse(await db.rows(query)).map(({ id }) => id);
}
