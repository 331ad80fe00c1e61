import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { closeAll, endResets } from "@/resources/access/sessions/families.ts";
import { record } from "@/resources/auditoria/queries.ts";
import { setHash } from "./queries.ts";

/** The hash, and what of one's own a new password may not be made of. */
export const Propias = z.object({
  pass_hash: z.string(),
  nombre_completo: z.string(),
  identificacion: z.string(),
  correo: z.string(),
});

/** The stored hash of a user, and what of his own a new password may not be made of. */
export async function getPropias(db: Db, id_usuario: number) {
  const [row] = await db.rows(sql`
    SELECT pass_hash, nombre_completo, identificacion, correo FROM usuario
    WHERE id_usuario = ${id_usuario}`);
  return row && Propias.parse(row);
}

/** A new password: whatever was signed in before no longer is, and pending links no longer serve. */
export async function setPassword(tx: Db, actor: Actor, id_usuario: number, hash: string) {
  await setHash(tx, id_usuario, hash, actor.now);
  await closeAll(tx, id_usuario);
  await endResets(tx, id_usuario);
  await record(tx, actor, { accion: "cambiar-clave", tabla: "usuario", registro: id_usuario });
}
