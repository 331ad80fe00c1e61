import type { Context } from "hono";
import { actorOf } from "@/http/actor.ts";
import { localDate } from "@/http/clock.ts";
import { isKnown } from "@/http/etag.ts";
import { createOnce } from "@/http/idempotency.ts";
import type { Env } from "@/http/router.ts";
import { ApiError } from "@/http/text/problem.ts";
import { newSecret } from "@/resources/access/sessions/secrets.ts";
import { readFeed } from "./feed_queries.ts";
import { toICalendar } from "./icalendar.ts";
import type { Limits } from "./limits.ts";
import { create, readCalendar } from "./queries.ts";
import type { NuevoCalendario } from "./schemas.ts";
import type { Texts } from "./texts.ts";
import { versionOfFeed } from "./version_queries.ts";

const EXTENSION = ".ics";

/** What the process remembers of the calendars that it gives out. */
export type Published = { texts: Texts; limits: Limits };

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
 * The calendar of a secret address, or 304 without reading and writing it for whoever has this
 * version.
 * @param file the last part of the address
 * @throws ApiError 404, in the same words for an address that never was, one revoked, and one that
 * no longer shows anything; 429 for one that is asked for again and again
 */
export async function answerCalendar(
  c: Context<Env>,
  file: string,
  { texts, limits }: Published,
): Promise<Response> {
  const secret = file.endsWith(EXTENSION) ? file.slice(0, -EXTENSION.length) : "";
  const calendar = await readCalendar(c.get("db"), secret);
  if (!calendar) throw new ApiError("no-encontrado", "Ese calendario no existe o ya no sirve");
  const { db, clock } = c.var, today = localDate(clock);
  limits.refuseTooMany(calendar, clock().epochMilliseconds);
  const version = await versionOfFeed(db, calendar, today);
  const headers = { ETag: `"${version}"`, "Cache-Control": "private, no-cache" };
  if (isKnown(c, headers)) return c.body(null, 304, headers);
  const text = await texts.get(
    version,
    async () => await toICalendar(await readFeed(db, calendar, today)),
  );
  return c.body(text, 200, {
    ...headers,
    "Content-Type": "text/calendar; charset=utf-8",
    "Content-Disposition": `inline; filename="${calendar.tipo}-${calendar.id}${EXTENSION}"`,
  });
}
