import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { join, list, type Sql, sql, where } from "@/db/sql.ts";
import type { StoredSession } from "./overlap.ts";

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

type Window = { desde: string; hasta: string };
type Occupied = {
  instructores?: readonly number[];
  fichas?: readonly number[];
  ambientes?: readonly number[];
};

// The names by subqueries and not by joins: a locking read then holds the sessions alone.
const COLUMNS = sql`
  p.id_programacion, p.id_instructor, p.cod_ficha, p.id_ambiente, p.fecha_programada, p.hora_inicio,
  p.hora_fin, p.estado,
  (SELECT u.nombre_completo FROM usuario u WHERE u.id_usuario = p.id_instructor) AS instructor,
  (SELECT a.nombre_ambiente FROM ambiente_formacion a WHERE a.id_ambiente = p.id_ambiente)
    AS ambiente`;

/** Sessions that are not cancelled, with the names that a message needs; `programacion p`. */
export async function listStored(
  db: Db,
  conditions: readonly Sql[],
  locking: Sql = sql``,
): Promise<StoredSession[]> {
  const rows = await db.rows(sql`
    SELECT ${COLUMNS} FROM programacion p
    ${where([sql`p.estado = 'programada'`, ...conditions])} ${locking}`);
  return z.array(StoredRow).parse(rows);
}

/**
 * The condition for sessions that occupy any of these in the window. Each part is a range of one
 * index of its own, and both engines put the parts together.
 */
export function occupying(
  { instructores = [], fichas = [], ambientes = [] }: Occupied,
  { desde, hasta }: Window,
): Sql {
  const during = sql`p.fecha_programada BETWEEN ${desde} AND ${hasta}`;
  const parts = [
    ...(instructores.length ? [sql`p.id_instructor IN (${list(instructores)})`] : []),
    ...(fichas.length ? [sql`p.cod_ficha IN (${list(fichas)})`] : []),
    ...(ambientes.length ? [sql`p.id_ambiente IN (${list(ambientes)})`] : []),
  ];
  return parts.length
    ? sql`(${join(parts.map((part) => sql`(${part} AND ${during})`), " OR ")})`
    : sql`1 = 0`;
}
