import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { UsuarioSesion } from "@/http/schemas.ts";
import { hashOf, newSecret } from "./secrets.ts";

const Token = z.object({ familia: z.string(), id_usuario: z.int() });

/** Times in ms since the epoch. */
type Life = { now: number; days: number };

/** The first refresh token of a sign-in; its family lives and dies together. */
export async function openFamily(db: Db, id_usuario: number, life: Life) {
  const familia = crypto.randomUUID();
  return { familia, refresh_token: await addToken(db, { familia, id_usuario }, life) };
}

/**
 * Exchanges a refresh token for the next one. It serves once: whoever comes with a used one has
 * stolen it, or was robbed of it, and the whole family ends.
 * @returns undefined when it does not serve
 */
export function rotate(db: Db, secret: string, life: Life) {
  const huella = hashOf(secret);
  return db.transaction(async (tx) => {
    const { affected } = await tx.execute(sql`
      UPDATE token_refresco SET usado_en = ${life.now}
      WHERE huella = ${huella} AND usado_en IS NULL AND vence_en > ${life.now}`);
    const [row] = await tx.rows(sql`
      SELECT familia, id_usuario FROM token_refresco WHERE huella = ${huella}`);
    if (!row) return undefined;
    const token = Token.parse(row);
    const user = await getActiveUser(tx, token.id_usuario);
    if (affected === 0 || !user) {
      await closeFamily(tx, token.familia);
      return undefined;
    }
    return { user, familia: token.familia, refresh_token: await addToken(tx, token, life) };
  });
}

/** Ends the sign-in of this refresh token, if it is this user's. */
export async function closeByToken(db: Db, id_usuario: number, secret: string): Promise<void> {
  const [row] = await db.rows(sql`
    SELECT familia, id_usuario FROM token_refresco
    WHERE huella = ${hashOf(secret)} AND id_usuario = ${id_usuario}`);
  if (row) await closeFamily(db, Token.parse(row).familia);
}

/** Ends every sign-in of this user. */
export async function closeAll(db: Db, id_usuario: number): Promise<void> {
  await db.execute(sql`DELETE FROM token_refresco WHERE id_usuario = ${id_usuario}`);
}

/** Forgets what no longer serves anybody; a family stays as long as its last token. */
export async function removeExpiredTokens(db: Db, now: number): Promise<void> {
  await db.execute(sql`DELETE FROM token_refresco WHERE vence_en <= ${now}`);
  await db.execute(sql`DELETE FROM token_restablecimiento WHERE vence_en <= ${now}`);
}

async function addToken(db: Db, { familia, id_usuario }: z.infer<typeof Token>, life: Life) {
  const secret = newSecret();
  const vence_en = life.now + life.days * 24 * 60 * 60 * 1000;
  await db.execute(sql`
    INSERT INTO token_refresco (huella, familia, id_usuario, vence_en)
    VALUES (${hashOf(secret)}, ${familia}, ${id_usuario}, ${vence_en})`);
  return secret;
}

async function closeFamily(db: Db, familia: string): Promise<void> {
  await db.execute(sql`DELETE FROM token_refresco WHERE familia = ${familia}`);
}

async function getActiveUser(db: Db, id_usuario: number) {
  const [row] = await db.rows(sql`
    SELECT id_usuario, id_rol, estado, cod_centro, version_sesion, password_changed_at
    FROM usuario WHERE id_usuario = ${id_usuario} AND estado = ${true}`);
  return row && UsuarioSesion.parse(row);
}
