import { list, type Sql, sql } from "@/db/sql.ts";

/** Where to look: the sessions of a centre's fichas, or those of one instructor among them. */
export type Search = {
  cod_centro: number;
  desde: string;
  hasta: string;
  id_instructor?: number;
};

/** What of a session `s` is found. */
export const FOUND = sql`s.id_programacion, s.fecha_programada, s.hora_inicio`;

export const INSTRUCTOR_OF = (table: Sql) => sql`${table}.id_instructor`;
export const FICHA = (table: Sql) => sql`${table}.cod_ficha`;
export const AMBIENTE = (table: Sql) => sql`${table}.id_ambiente`;

/** A column of a table that goes by this name. */
type Column = typeof FICHA;

/**
 * Sessions of the centre's fichas that overlap with another one of the same instructor, ficha or
 * ambiente, wherever that is. Of two that overlap one starts, in the order of the hours, before an
 * earlier one is over: with those are found all that they overlap with, and they themselves.
 */
export function clashing(of: Column, ids: readonly number[], search: Search): Sql {
  const column = of(sql`s`);
  return sql`
    SELECT ${FOUND} FROM (
      SELECT ${column} AS ocupado, s.fecha_programada, s.hora_inicio, s.hora_fin,
        MAX(s.hora_fin) OVER (
          PARTITION BY ${column}, s.fecha_programada ORDER BY s.hora_inicio, s.id_programacion
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS hasta_entonces
      FROM programacion s WHERE ${column} IN (${list(ids)}) AND ${during(search)}
    ) w JOIN programacion s ON ${column} = w.ocupado AND s.fecha_programada = w.fecha_programada
      AND s.hora_inicio < w.hora_fin AND s.hora_fin > w.hora_inicio
    WHERE w.hasta_entonces > w.hora_inicio AND ${during(search)} AND ${ofCentre(search)}`;
}

/** The same of one instructor: from each of his sessions to what stands beside it. */
export function clashingWithHis(of: Column, search: Search & { id_instructor: number }): Sql {
  return sql`
    SELECT ${FOUND} FROM programacion s
    WHERE ${mine(search)} AND ${ofCentre(search)} AND EXISTS (
      SELECT 1 FROM programacion o
      WHERE ${of(sql`o`)} = ${of(sql`s`)} AND o.fecha_programada = s.fecha_programada
        AND o.hora_inicio < s.hora_fin AND o.hora_fin > s.hora_inicio
        AND o.estado = 'programada' AND o.id_programacion <> s.id_programacion)`;
}

function ofCentre({ cod_centro }: Search): Sql {
  return sql`EXISTS (SELECT 1 FROM grupo g
    WHERE g.cod_ficha = s.cod_ficha AND g.cod_centro = ${cod_centro})`;
}

export function mine({ id_instructor, ...search }: Search): Sql {
  const all = during(search);
  return id_instructor === undefined ? all : sql`s.id_instructor = ${id_instructor} AND ${all}`;
}

function during({ desde, hasta }: Pick<Search, "desde" | "hasta">): Sql {
  return sql`s.fecha_programada BETWEEN ${desde} AND ${hasta} AND s.estado = 'programada'`;
}
