import type { Db } from "@/db/db.ts";
import { type Sql, sql } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { refuseStale } from "@/http/etag.ts";

export type Entry = {
  /** `crear`, `cambiar`, `borrar`, or the act by its name: `iniciar-sesion`. */
  accion: string;
  tabla: string;
  registro: string | number;
  antes?: object | undefined;
  despues?: object | undefined;
};

/** Leaves the trail of one change, in the transaction of the change itself. Nothing changes it later. */
export async function record(tx: Db, actor: Actor, entry: Entry): Promise<void> {
  const { accion, tabla, registro, antes, despues } = entry;
  await tx.execute(sql`
    INSERT INTO auditoria
      (fecha, id_usuario, cod_centro, accion, tabla, registro, antes, despues, request_id)
    VALUES (${actor.now}, ${actor.user?.id_usuario ?? null}, ${centreOf(actor, antes, despues)},
      ${accion}, ${tabla}, ${String(registro)}, ${textOf(antes)}, ${textOf(despues)},
      ${actor.requestId})`);
}

type Change<T> = {
  /** As the SQL names it: sql`ambiente_formacion`. */
  table: Sql;
  /** The condition that finds exactly this record. */
  key: Sql;
  registro: string | number;
  /** The record in the shape that the API shows; its ETag is made from it. */
  read: (tx: Db) => Promise<T | undefined>;
  write: (tx: Db, before: T) => Promise<unknown>;
  accion?: string;
  /** What the trail tells besides the record: a reason, a permission used. */
  detail?: object;
};

/**
 * One audited change of one record: holds it, refuses a stale `If-Match` with 412, writes, and reads
 * it back.
 * @returns the record as it was left, or undefined when there is none
 */
export function changeRecord<T extends object>(
  db: Db,
  actor: Actor,
  { table, key, registro, read, write, accion = "cambiar", detail }: Change<T>,
): Promise<T | undefined> {
  return db.transaction(async (tx) => {
    await tx.rows(sql`SELECT 1 AS uno FROM ${table} WHERE ${key} ${tx.locking}`);
    const before = await read(tx);
    if (!before) return undefined;
    refuseStale(actor.ifMatch, before);
    await write(tx, before);
    const after = await read(tx);
    const despues = after && { ...after, ...detail };
    await record(tx, actor, { accion, tabla: table.text, registro, antes: before, despues });
    return after;
  });
}

type Removal<T> = Pick<Change<T>, "table" | "key" | "registro" | "read"> & {
  /** What follows from it, in the same transaction. */
  afterwards?: (tx: Db, before: T) => Promise<void>;
};

/** Removes one record and leaves the trail. Whether there was one to remove. */
export function removeRecord<T extends object>(
  db: Db,
  actor: Actor,
  { table, key, registro, read, afterwards }: Removal<T>,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    await tx.rows(sql`SELECT 1 AS uno FROM ${table} WHERE ${key} ${tx.locking}`);
    const before = await read(tx);
    if (!before) return false;
    refuseStale(actor.ifMatch, before);
    await tx.execute(sql`DELETE FROM ${table} WHERE ${key}`);
    await afterwards?.(tx, before);
    await record(tx, actor, { accion: "borrar", tabla: table.text, registro, antes: before });
    return true;
  });
}

/** The centre whose admin may see the entry: the record's, else the actor's. */
function centreOf({ user }: Actor, ...records: (object | undefined)[]): number | null {
  for (const found of records) {
    if (found && "cod_centro" in found && typeof found.cod_centro === "number") {
      return found.cod_centro;
    }
  }
  return user?.cod_centro ?? null;
}

function textOf(value: object | undefined): string | null {
  return value ? JSON.stringify(value) : null;
}
