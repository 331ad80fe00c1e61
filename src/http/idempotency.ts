import type { Context } from "hono";
import { createHash } from "node:crypto";
import * as z from "zod";
import {
  ConstraintError,
  DatabaseUnavailableError,
  type Db,
  UnknownOutcomeError,
} from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import type { Env } from "./router.ts";
import { ApiError } from "./text/problem.ts";

const KEPT = 24 * 60 * 60 * 1000;
/** For finding out what became of a change, in ms: an answer comes within 6 s. */
const PATIENCE = 5_500;

const Kept = z.object({ huella: z.string(), respuesta: z.string().nullable(), vence_en: z.int() });

/**
 * Runs `task` in a transaction, once per `Idempotency-Key`: the same key with the same body gives
 * the first result again, with another body 422. The key is kept in the same transaction as what
 * the task writes, so neither a crash nor a parallel repetition can make it run twice.
 * @param content what the body says, where its bytes differ from one sending to the next (forms)
 * @returns what `task` gave, which must be plain JSON
 */
export async function createOnce<T>(
  c: Context<Env>,
  task: (tx: Db) => Promise<T>,
  content: () => Promise<string> = () => c.req.text(),
): Promise<T> {
  const { db, user, clock } = c.var;
  const key = c.req.header("Idempotency-Key");
  if (key === undefined) return await db.transaction(task);

  const now = clock().epochMilliseconds;
  const clave = sha256(`${c.req.method} ${c.req.path.replace(/\/$/, "")} ${key}`);
  const huella = sha256(await content());
  const row = { id_usuario: user.id_usuario, clave, huella };
  const find = async () => {
    const kept = await findKept(db, row.id_usuario, clave, now);
    return kept && answerOf<T>(kept, huella);
  };
  const once = async () => {
    const first = await find();
    return first ? first.value : await write();
  };
  const write = async () => {
    try {
      return await db.transaction(async (tx) => {
        await tx.execute(sql`
          DELETE FROM idempotencia
          WHERE id_usuario = ${row.id_usuario} AND clave = ${clave} AND vence_en <= ${now}`);
        await tx.execute(sql`
          INSERT INTO idempotencia (id_usuario, clave, huella, vence_en)
          VALUES (${row.id_usuario}, ${clave}, ${huella}, ${now + KEPT})`);
        const value = await task(tx);
        await tx.execute(sql`
          UPDATE idempotencia SET respuesta = ${JSON.stringify(value)}
          WHERE id_usuario = ${row.id_usuario} AND clave = ${clave}`);
        return value;
      });
    } catch (error) {
      // Either the same request in parallel was first, or the task itself met a duplicate.
      const other = error instanceof ConstraintError ? await find() : undefined;
      if (!other) throw error;
      return other.value;
    }
  };
  return await settle(once);
}

/**
 * Runs what happens once however often it runs; where the database was lost in the middle it runs
 * again, on the next host if there are several, and so finds out.
 * @throws UnknownOutcomeError when that is not known in time
 */
async function settle<T>(task: () => Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    return await task();
  } catch (unknown) {
    if (!(unknown instanceof UnknownOutcomeError)) throw unknown;
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(unknown), start + PATIENCE - performance.now());
    try {
      return await Promise.race([task(), late.promise]);
    } catch (error) {
      throw error instanceof DatabaseUnavailableError ? unknown : error;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Forgets the keys whose day has passed. */
export async function removeExpiredKeys(db: Db, now: number): Promise<void> {
  await db.execute(sql`DELETE FROM idempotencia WHERE vence_en <= ${now}`);
}

/** Forgets the answers kept for a user: he may no longer see what they say. */
export async function forgetKeys(tx: Db, id_usuario: number): Promise<void> {
  await tx.execute(sql`DELETE FROM idempotencia WHERE id_usuario = ${id_usuario}`);
}

async function findKept(db: Db, id_usuario: number, clave: string, now: number) {
  const [row] = await db.rows(sql`
    SELECT huella, respuesta, vence_en FROM idempotencia
    WHERE id_usuario = ${id_usuario} AND clave = ${clave} AND vence_en > ${now}`);
  return row && Kept.parse(row);
}

function answerOf<T>({ huella, respuesta }: z.infer<typeof Kept>, expected: string) {
  if (huella === expected) return { value: JSON.parse(respuesta ?? "null") as T };
  const detail = "Esa Idempotency-Key ya se usó con otro cuerpo; use una clave nueva";
  throw new ApiError("datos-invalidos", detail, {
    errors: [{ campo: "idempotency-key", mensaje: detail }],
  });
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
