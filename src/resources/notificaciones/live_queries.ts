import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { list, sql } from "@/db/sql.ts";
import type { Position } from "./position.ts";
import { Notificacion } from "./schemas.ts";

/** More than a person reads; whoever missed more asks for the list. */
const MAX_MISSED = 100;

const AvisoDeUsuario = Notificacion.extend({ id_usuario: z.int() });

/** What these users have not read of what was written since a local time, the oldest first. */
export async function listFresh(db: Db, users: readonly number[], since: string) {
  if (users.length === 0) return [];
  const rows = await db.rows(sql`
    SELECT id_usuario, mensaje, leida, id_notificacion, fecha_creacion FROM notificacion
    WHERE id_usuario IN (${list(users)}) AND leida = ${false} AND fecha_creacion >= ${since}
    ORDER BY fecha_creacion, id_notificacion`);
  return z.array(AvisoDeUsuario).parse(rows);
}

/** What this user has not read of what came after a position, the oldest first. */
export async function listSince(db: Db, id_usuario: number, after: Position) {
  const { fecha_creacion, id_notificacion } = after;
  const rows = await db.rows(sql`
    SELECT mensaje, leida, id_notificacion, fecha_creacion FROM notificacion
    WHERE id_usuario = ${id_usuario} AND leida = ${false} AND fecha_creacion >= ${fecha_creacion}
      AND (fecha_creacion > ${fecha_creacion} OR id_notificacion > ${id_notificacion})
    ORDER BY fecha_creacion, id_notificacion LIMIT ${MAX_MISSED}`);
  return z.array(Notificacion).parse(rows);
}
