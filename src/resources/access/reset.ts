import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { setPassword } from "@/resources/users/passwords.ts";
import { hashOf, newSecret } from "./sessions/secrets.ts";

const LIFE = 15 * 60 * 1000;

/** A secret that lets this user choose a new password, once and within 15 minutes. */
export async function createReset(db: Db, id_usuario: number, now: number): Promise<string> {
  const secret = newSecret();
  await db.execute(sql`
    INSERT INTO token_restablecimiento (huella, id_usuario, vence_en)
    VALUES (${hashOf(secret)}, ${id_usuario}, ${now + LIFE})`);
  return secret;
}

/** Whose link it is, while it serves. */
export async function findReset(db: Db, secret: string, now: number): Promise<number | undefined> {
  const [row] = await db.rows(sql`
    SELECT t.id_usuario FROM token_restablecimiento t JOIN usuario u ON u.id_usuario = t.id_usuario
    WHERE t.huella = ${hashOf(secret)} AND t.usado_en IS NULL AND t.vence_en > ${now}
      AND u.estado = ${true}`);
  return row && z.int().parse(row.id_usuario);
}

/** Uses the secret up and sets the password. False when another request was first, or it expired. */
export function applyReset(db: Db, actor: Actor, { secret, hash, now }: {
  secret: string;
  hash: string;
  now: number;
}): Promise<boolean> {
  const huella = hashOf(secret);
  return db.transaction(async (tx) => {
    const { affected } = await tx.execute(sql`
      UPDATE token_restablecimiento SET usado_en = ${now}
      WHERE huella = ${huella} AND usado_en IS NULL AND vence_en > ${now}`);
    if (affected === 0) return false;
    const [row] = await tx.rows(sql`
      SELECT id_usuario FROM token_restablecimiento WHERE huella = ${huella}`);
    await setPassword(tx, actor, z.int().parse(row?.id_usuario), hash);
    return true;
  });
}
