import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { plain } from "@/db/text.ts";
import type { Actor } from "@/http/actor.ts";
import { UsuarioSesion } from "@/http/schemas.ts";
import { setHash } from "@/resources/users/queries.ts";
import { record } from "@/resources/auditoria/queries.ts";

const COLUMNS = sql`id_usuario, id_rol, estado, cod_centro, version_sesion, password_changed_at`;

const Credenciales = UsuarioSesion.extend({ pass_hash: z.string(), nombre_completo: z.string() });
export type Credenciales = z.infer<typeof Credenciales>;

/**
 * The user of a token, as he is now.
 * @param familia the sign-in that the token belongs to: once closed, it finds nobody
 */
export async function getUsuarioSesion(db: Db, id_usuario: number, familia: string) {
  const [row] = await db.rows(sql`
    SELECT ${COLUMNS} FROM usuario
    WHERE id_usuario = ${id_usuario}
      AND EXISTS (SELECT 1 FROM token_refresco WHERE familia = ${familia})`);
  return row && UsuarioSesion.parse(row);
}

export async function getCredenciales(db: Db, correo: string) {
  const [row] = await db.rows(sql`
    SELECT ${COLUMNS}, pass_hash, nombre_completo FROM usuario
    WHERE correo_plano = ${plain(correo.trim())}`);
  return row && Credenciales.parse(row);
}

export async function getHash(db: Db, id_usuario: number): Promise<string | undefined> {
  const [row] = await db.rows(sql`
    SELECT pass_hash FROM usuario WHERE id_usuario = ${id_usuario}`);
  return row && z.string().parse(row.pass_hash);
}

/** A new password: whatever was signed in before no longer is, and pending links no longer serve. */
export async function setPassword(tx: Db, actor: Actor, id_usuario: number, hash: string) {
  await setHash(tx, id_usuario, hash, actor.now);
  await tx.execute(sql`DELETE FROM token_refresco WHERE id_usuario = ${id_usuario}`);
  await tx.execute(sql`DELETE FROM token_restablecimiento WHERE id_usuario = ${id_usuario}`);
  await record(tx, actor, { accion: "cambiar-clave", tabla: "usuario", registro: id_usuario });
}
