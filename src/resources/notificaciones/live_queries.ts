import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { join, list, type Sql, sql } from "@/db/sql.ts";
import { chunksOf, mapInSlices } from "@/db/turns.ts";
import type { Position } from "./position.ts";
import { Notificacion } from "./schemas.ts";

/** More than a person reads; whoever missed more asks for the list. */
const MAX_MISSED = 100;

const AvisoDeUsuario = Notificacion.extend({ id_usuario: z.int() });

/** What these users have not read of what was written since a local time, the oldest first. */
export async function listFresh(db: Db, users: readonly number[], since: string) {
  if (users.length === 0) return [];
  const rows = await db.rows(sql`
    SELECT id_usuario, titulo, tipo, mensaje, leida, id_notificacion, fecha_creacion FROM notificacion
    WHERE id_usuario IN (${list(users)}) AND leida = ${false} AND fecha_creacion >= ${since}
    ORDER BY fecha_creacion, id_notificacion`);
  return await mapInSlices(rows, (row) => AvisoDeUsuario.parse(row));
}

/** A stream that opens: whose it is, and where it was when it ended. */
export type Reopened = { id_usuario: number; after: Position };

/** Streams of one statement: SQLite takes a UNION of 500. */
const TOGETHER = 50;

const Perdido = Notificacion.omit({ leida: true }).extend({ stream: z.coerce.number() });

/**
 * What each of these streams missed: what its user has not read of what came after its position, the
 * oldest first. Hundreds of them come back at once when a network does.
 * @returns by position
 */
export async function listMissed(db: Db, streams: readonly Reopened[]) {
  const missed: Notificacion[][] = streams.map(() => []);
  for (const some of chunksOf([...streams.entries()], TOGETHER)) {
    const each = some.map(([stream, { id_usuario, after }]) => missedBy(stream, id_usuario, after));
    for (const row of await db.rows(join(each, " UNION ALL "))) {
      const { stream, ...notice } = Perdido.parse(row);
      missed[stream]?.push({ ...notice, leida: false });
    }
  }
  return missed.map((notices) => notices.sort(oldestFirst));
}

function missedBy(stream: number, id_usuario: number, after: Position): Sql {
  const { fecha_creacion, id_notificacion } = after;
  return sql`
    SELECT ${stream} AS stream, m.titulo, m.tipo, m.mensaje, m.id_notificacion, m.fecha_creacion
    FROM (
      SELECT titulo, tipo, mensaje, id_notificacion, fecha_creacion FROM notificacion
      WHERE id_usuario = ${id_usuario} AND leida = ${false} AND fecha_creacion >= ${fecha_creacion}
        AND (fecha_creacion > ${fecha_creacion} OR id_notificacion > ${id_notificacion})
      ORDER BY fecha_creacion, id_notificacion LIMIT ${MAX_MISSED}) m`;
}

function oldestFirst(a: Notificacion, b: Notificacion): number {
  if (a.fecha_creacion !== b.fecha_creacion) return a.fecha_creacion < b.fecha_creacion ? -1 : 1;
  return a.id_notificacion - b.id_notificacion;
}
