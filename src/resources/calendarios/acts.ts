import type { Context } from "hono";
import { actorOf } from "@/http/actor.ts";
import { localDate } from "@/http/clock.ts";
import { isKnown, versionOf } from "@/http/etag.ts";
import { createOnce } from "@/http/idempotency.ts";
import { ApiError } from "@/http/problem.ts";
import type { Env } from "@/http/router.ts";
import { newSecret } from "@/resources/access/secrets.ts";
import { readFeed } from "./feed_queries.ts";
import { toICalendar } from "./icalendar.ts";
import { create, readCalendar } from "./queries.ts";
import type { NuevoCalendario } from "./schemas.ts";

const EXTENSION = ".ics";

/**
 * A repeated request gets the same address: what is kept of the first answer is a seed, and no
 * secret can be made from it without the key of this server.
 * @throws ApiError 404 and 409 as `create()`
 */
export async function createCalendar(c: Context<Env>, nuevo: NuevoCalendario) {
  const { user, secretFrom } = c.var, actor = actorOf(c);
  const { id_calendario, seed } = await createOnce(c, async (tx) => {
    const seed = newSecret(), secret = secretFrom(seed);
    return { id_calendario: await create(tx, user, actor, { ...nuevo, secret }), seed };
  });
  return { id_calendario, ruta: `/calendarios/${secretFrom(seed)}${EXTENSION}` };
}

/**
 * The calendar of a secret address, or 304 without writing it for whoever has this version. The
 * version is made from what was read, so that a name changed anywhere counts.
 * @param file the last part of the address
 * @throws ApiError 404, in the same words for an address that never was, one revoked, and one that
 * no longer shows anything
 */
export async function answerCalendar(c: Context<Env>, file: string): Promise<Response> {
  const secret = file.endsWith(EXTENSION) ? file.slice(0, -EXTENSION.length) : "";
  const calendar = await readCalendar(c.get("db"), secret);
  if (!calendar) throw new ApiError("no-encontrado", "Ese calendario no existe o ya no sirve");
  const feed = await readFeed(c.get("db"), calendar, localDate(c.get("clock")));
  const headers = { ...versionOf(feed), "Cache-Control": "private, no-cache" };
  if (isKnown(c, headers)) return c.body(null, 304, headers);
  return c.body(await toICalendar(feed), 200, {
    ...headers,
    "Content-Type": "text/calendar; charset=utf-8",
    "Content-Disposition": `inline; filename="${calendar.tipo}-${calendar.id}${EXTENSION}"`,
  });
}
