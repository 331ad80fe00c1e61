import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { UsuarioSesion } from "@/http/schemas.ts";
import { SKEW } from "@/http/tokens.ts";
import { hashOf, newSecret } from "./secrets.ts";

/** How long a token that was just replaced still serves, in ms: two tabs renew at the same moment. */
const GRACE = 10_000;

const Token = z.object({ familia: z.string(), id_usuario: z.int(), version_sesion: z.int() });
const Used = Token.extend({ version_sesion: z.int().nullable(), usado_en: z.int() });

/** Times in ms since the epoch. */
type Life = { now: number; days: number };

/** The first refresh token of a sign-in; its family lives and dies together. */
export async function openFamily(
  db: Db,
  { id_usuario, version_sesion }: Pick<UsuarioSesion, "id_usuario" | "version_sesion">,
  life: Life,
) {
  const token = { familia: crypto.randomUUID(), id_usuario, version_sesion };
  return { familia: token.familia, refresh_token: await addToken(db, token, life) };
}

/**
 * Exchanges a refresh token for the next one. It serves once, and for ten more seconds: all that
 * bring it in that time go on, each with a token of its own in the same family. A token that comes
 * back later is a copy, and the whole family ends.
 * @returns undefined when it does not serve
 */
export function rotate(db: Db, secret: string, life: Life) {
  const huella = hashOf(secret);
  return db.transaction(async (tx) => {
    // Each use writes the row: whoever closes the family meanwhile, on another node of a cluster,
    // writes it too, so one of them comes second.
    const { affected } = await tx.execute(sql`
      UPDATE token_refresco SET usado_en = COALESCE(usado_en, ${life.now}), usos = usos + 1
      WHERE huella = ${huella} AND vence_en > ${life.now}`);
    const [row] = await tx.rows(sql`
      SELECT familia, id_usuario, version_sesion, COALESCE(usado_en, 0) AS usado_en
      FROM token_refresco WHERE huella = ${huella}`);
    if (!row) return undefined;
    const token = Used.parse(row);
    const user = await getActiveUser(tx, token.id_usuario);
    const serves = affected > 0 && isJustUsed(token.usado_en, life.now);
    if (!serves || !user || user.version_sesion !== token.version_sesion) {
      await closeFamily(tx, token.familia);
      return undefined;
    }
    const { familia } = token, { version_sesion } = user;
    const next = { familia, id_usuario: user.id_usuario, version_sesion };
    return { user, familia, refresh_token: await addToken(tx, next, life) };
  });
}

/** The clock of the replica that replaced it may be ahead of this one's. */
function isJustUsed(usado_en: number, now: number): boolean {
  const elapsed = now - usado_en;
  return elapsed <= GRACE && elapsed >= -SKEW * 1000;
}

/** Ends the sign-in of this refresh token, if it is this user's. */
export async function closeByToken(db: Db, id_usuario: number, secret: string): Promise<void> {
  const [row] = await db.rows(sql`
    SELECT familia FROM token_refresco
    WHERE huella = ${hashOf(secret)} AND id_usuario = ${id_usuario}`);
  if (row) await closeFamily(db, z.string().parse(row.familia));
}

/** Ends every sign-in of this user. */
export async function closeAll(db: Db, id_usuario: number): Promise<void> {
  await db.execute(sql`DELETE FROM token_refresco WHERE id_usuario = ${id_usuario}`);
}

/** Ends the links that this user was sent: they went to his mail of before. */
export async function endResets(tx: Db, id_usuario: number): Promise<void> {
  await tx.execute(sql`DELETE FROM token_restablecimiento WHERE id_usuario = ${id_usuario}`);
}

/** Forgets what no longer serves anybody; a family stays as long as its last token. */
export async function removeExpiredTokens(db: Db, now: number): Promise<void> {
  await db.execute(sql`DELETE FROM token_refresco WHERE vence_en <= ${now}`);
  await db.execute(sql`DELETE FROM token_restablecimiento WHERE vence_en <= ${now}`);
}

async function addToken(db: Db, token: z.infer<typeof Token>, life: Life) {
  const { familia, id_usuario, version_sesion } = token;
  const secret = newSecret();
  const vence_en = life.now + life.days * 24 * 60 * 60 * 1000;
  await db.execute(sql`
    INSERT INTO token_refresco (huella, familia, id_usuario, version_sesion, vence_en)
    VALUES (${hashOf(secret)}, ${familia}, ${id_usuario}, ${version_sesion}, ${vence_en})`);
  return secret;
}

async function closeFamily(db: Db, familia: string): Promise<void> {
  await db.execute(sql`DELETE FROM token_refresco WHERE familia = ${familia}`);
}

async function getActiveUser(db: Db, id_usuario: number) {
  const [row] = await db.rows(sql`
    SELECT id_usuario, id_rol, estado, cod_centro, version_sesion
    FROM usuario WHERE id_usuario = ${id_usuario} AND estado = ${true}`);
  return row && UsuarioSesion.parse(row);
}
