import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { sql, tuples } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { readPage } from "@/http/page.ts";
import { changeRecord, record, removeRecord } from "@/resources/auditoria/queries.ts";
import {
  Conteo,
  type FiltroNotificaciones,
  Notificacion,
  type TipoNotificacion,
} from "./schemas.ts";

const COLUMNS = sql`titulo, tipo, mensaje, leida, id_notificacion, fecha_creacion`;
const NEWEST_FIRST = sql`fecha_creacion DESC, id_notificacion DESC`;
const UNREAD_FIRST = sql`leida, ${NEWEST_FIRST}`;

/** Notices of one INSERT: more would make a statement too long. */
const BATCH = 200;

/** Every query here is about the notices of one user: nobody reads or changes another's. */
export function list(db: Db, id_usuario: number, filtro: FiltroNotificaciones) {
  const { leida, orden, ...pagina } = filtro;
  return readPage(db, Notificacion, {
    columns: COLUMNS,
    from: sql`notificacion`,
    matching: [
      sql`id_usuario = ${id_usuario}`,
      ...(leida === undefined ? [] : [sql`leida = ${leida}`]),
    ],
    order: orden === "no_leidas" ? UNREAD_FIRST : NEWEST_FIRST,
    ...pagina,
  });
}

/** The newest ones, read or not. */
export async function listNewest(db: Db, id_usuario: number, limit: number) {
  const rows = await db.rows(sql`
    SELECT ${COLUMNS} FROM notificacion
    WHERE id_usuario = ${id_usuario} ORDER BY ${NEWEST_FIRST} LIMIT ${limit}`);
  return z.array(Notificacion).parse(rows);
}

export async function count(db: Db, id_usuario: number) {
  const [row] = await db.rows(sql`
    SELECT COUNT(CASE WHEN leida = ${false} THEN 1 END) AS no_leidas, COUNT(*) AS total
    FROM notificacion WHERE id_usuario = ${id_usuario}`);
  return Conteo.parse(row);
}

export type Aviso = {
  id_usuario: number;
  tipo: TipoNotificacion;
  titulo: string;
  mensaje: string;
};

/**
 * Leaves notices for other users, in the transaction of the act that they tell about; the audit row
 * is that act's.
 */
export async function create(tx: Db, actor: Actor, avisos: readonly Aviso[]): Promise<void> {
  for (let i = 0; i < avisos.length; i += BATCH) {
    const rows = avisos.slice(i, i + BATCH)
      .map((
        aviso,
      ) => [aviso.id_usuario, aviso.tipo, aviso.titulo, aviso.mensaje, false, actor.now]);
    await tx.execute(sql`
      INSERT INTO notificacion (id_usuario, tipo, titulo, mensaje, leida, fecha_creacion)
      VALUES ${tuples(rows)}`);
  }
}

/** @returns undefined when this user has no such notice */
export function markRead(db: Db, id_usuario: number, actor: Actor, id_notificacion: number) {
  return changeRecord(db, actor, {
    ...own(id_usuario, id_notificacion),
    accion: "leer",
    write: (tx) =>
      tx.execute(sql`
        UPDATE notificacion SET leida = ${true} WHERE id_notificacion = ${id_notificacion}`),
  });
}

/** @returns how many were still unread */
export function markAllRead(db: Db, id_usuario: number, actor: Actor): Promise<number> {
  return db.transaction(async (tx) => {
    const { affected } = await tx.execute(sql`
      UPDATE notificacion SET leida = ${true}
      WHERE id_usuario = ${id_usuario} AND leida = ${false}`);
    const despues = { cantidad: affected };
    await record(tx, actor, { accion: "leer", tabla: "notificacion", registro: "todas", despues });
    return affected;
  });
}

export function remove(db: Db, id_usuario: number, actor: Actor, id_notificacion: number) {
  return removeRecord(db, actor, own(id_usuario, id_notificacion));
}

function own(id_usuario: number, id_notificacion: number) {
  const key = sql`id_notificacion = ${id_notificacion} AND id_usuario = ${id_usuario}`;
  return {
    table: sql`notificacion`,
    key,
    registro: id_notificacion,
    read: async (tx: Db) => {
      const [row] = await tx.rows(sql`SELECT ${COLUMNS} FROM notificacion WHERE ${key}`);
      return row && Notificacion.parse(row);
    },
  };
}
