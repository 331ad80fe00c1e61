import type { Db } from "./db/db.ts";
import { type Clock } from "./http/clock.ts";
import { removeExpiredKeys } from "./http/idempotency.ts";
import type { Log } from "./http/server/log.ts";
import { traceOf } from "./http/text/trace.ts";
import { removeExpiredTokens } from "./resources/access/sessions/families.ts";
import { removeExpiredCounters } from "./resources/access/throttle/limit_store.ts";
import { writeMissingSearch } from "./resources/grupos/search_text.ts";
import { expire as expireImports } from "./resources/importaciones/queries.ts";

const EVERY = 15 * 60 * 1000;

/** Forgets now and then what has expired, and completes what is missing. @returns what stops it */
export function startCleanup(db: Db, clock: Clock, log: Log): () => void {
  async function cleanUp() {
    const now = clock().epochMilliseconds;
    await removeExpiredKeys(db, now);
    await removeExpiredCounters(db, now);
    await removeExpiredTokens(db, now);
    await expireImports(db, now);
    await writeMissingSearch(db);
  }
  const timer = setInterval(() => {
    cleanUp().catch((error) => log(JSON.stringify({ level: "warn", error: traceOf(error) })));
  }, EVERY);
  return () => clearInterval(timer);
}
