import type { Context } from "hono";
import { setTimeout } from "node:timers/promises";
import { createOnce } from "@/http/idempotency.ts";
import type { Env } from "@/http/router.ts";
import * as answers from "./answers.ts";
import type { Importing } from "./imports.ts";
import { openPreview, readPreview, type Subido } from "./preview.ts";
import * as queries from "./queries.ts";
import { goOn } from "./tracking.ts";

/** Whether the caller wants his answer now, and the work to go on without him (RFC 7240). */
export function isDeferred(c: Context<Env>): boolean {
  return /(^|,)\s*respond-async\s*($|[,;])/i.test(c.req.header("Prefer") ?? "");
}

/**
 * Takes a file: the preview is there when this returns or, where the caller does not wait for it,
 * under way.
 * @returns the id: the same one for the same `Idempotency-Key` and file
 * @throws ApiError 422 when the file cannot be read and the caller waits
 */
export async function receive(c: Context<Env>, importing: Importing, subido: Subido) {
  const { db, user } = importing;
  let mine: number | undefined;
  const open = async (tx = db) => mine = await openPreview(tx, importing, subido);
  let id = await createOnce(c, open, () => contentOf(subido));
  // What could not be read has left nothing but its key.
  if (mine !== id && !(await queries.get(db, user, id))) id = await open();
  if (mine === id) {
    const reading = readPreview(importing, id, subido);
    if (isDeferred(c)) goOn(importing, id, reading);
    else {await reading.catch(async (error) => {
        await queries.discard(db, id);
        throw error;
      });}
  } else if (!isDeferred(c)) await untilRead(importing, id);
  return id;
}

/** A form is written in another way each time: what counts is the file. */
async function contentOf({ bytes, tipo }: Subido): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return `${tipo ?? ""} ${new Uint8Array(digest).toHex()}`;
}

const PAUSE = 100;

/** Somebody else reads it; the deadline of the request bounds the waiting. */
async function untilRead(importing: Importing, id: number): Promise<void> {
  while ((await answers.get(importing, id))?.estado === "leyendo") await setTimeout(PAUSE);
}
