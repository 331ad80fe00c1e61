import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { join, list, type Sql, sql, where } from "@/db/sql.ts";
import { mapInSlices } from "@/db/turns.ts";
import type { StoredSession } from "@/resources/programacion/rules/clashes.ts";

const StoredRow = z.object({
  id_programacion: z.int(),
  id_instructor: z.int(),
  cod_ficha: z.int(),
  id_ambiente: z.int().nullable(),
  fecha_programada: z.string(),
  hora_inicio: z.string(),
  hora_fin: z.string(),
  estado: z.enum(["programada", "cancelada"]),
  instructor: z.string(),
  ambiente: z.string().nullable(),
});

type Occupied = {
  instructores?: readonly number[];
  fichas?: readonly number[];
  ambientes?: readonly number[];
};
/** A window, both ends included, or single dates. */
type During = { desde: string; hasta: string } | { fechas: readonly string[] };

// The names by subqueries and not by joins: a locking read then holds the sessions alone.
const COLUMNS = sql`
  p.id_programacion, p.id_instructor, p.cod_ficha, p.id_ambiente, p.fecha_programada,
  p.hora_inicio, p.hora_fin, p.estado,
  (SELECT u.nombre_completo FROM usuario u WHERE u.id_usuario = p.id_instructor) AS instructor,
  (SELECT a.nombre_ambiente FROM ambiente_formacion a
    WHERE a.id_ambiente = p.id_ambiente) AS ambiente`;

/** Sessions that are not cancelled, with the names that a message needs; `programacion p`. */
export async function listStored(
  db: Db,
  conditions: readonly Sql[],
  locking: Sql = sql``,
): Promise<StoredSession[]> {
  const rows = await db.rows(sql`
    SELECT ${COLUMNS} FROM programacion p
    ${where([sql`p.estado = 'programada'`, ...conditions])}
    ORDER BY p.fecha_programada, p.hora_inicio, p.id_programacion ${locking}`);
  return await mapInSlices(rows, (row) => StoredRow.parse(row));
}

/**
 * The condition for sessions that occupy any of these: one range of an index for each, because an
 * OR between them may read the whole table.
 */
export function occupying(occupied: Occupied, during: During): Sql {
  const { instructores = [], fichas = [], ambientes = [] } = occupied;
  const then = "fechas" in during
    ? sql`s.fecha_programada IN (${list(during.fechas)})`
    : sql`s.fecha_programada BETWEEN ${during.desde} AND ${during.hasta}`;
  const found = (condition: Sql) =>
    sql`SELECT s.id_programacion FROM programacion s WHERE ${condition} AND ${then}`;
  const parts = [
    ...(instructores.length ? [found(sql`s.id_instructor IN (${list(instructores)})`)] : []),
    ...(fichas.length ? [found(sql`s.cod_ficha IN (${list(fichas)})`)] : []),
    ...(ambientes.length ? [found(sql`s.id_ambiente IN (${list(ambientes)})`)] : []),
  ];
  if (parts.length === 0) return sql`1 = 0`;
  return sql`p.id_programacion IN (SELECT f.id_programacion FROM (${join(parts, " UNION ")}) f)`;
}
