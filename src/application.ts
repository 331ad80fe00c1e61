import { startCleanup } from "./cleanup.ts";
import type { Config } from "./config/config.ts";
import { flushLog, log, say } from "./console.ts";
import { systemClock } from "./http/clock.ts";
import { hideAddresses } from "./http/server/spans.ts";
import { prepareDatabase, requireCurrentSchema } from "./prepare.ts";
import { signingSecret } from "./secret.ts";
import { assemble, databaseSettings, openConfiguredDb } from "./start.ts";

/** How long requests in flight may take to finish once the process is told to end, in ms. */
const DRAIN = 10_000;

/**
 * The application of a process that serves. A server database is not reached yet: `prepare()` does
 * that, and `refusal` is what everybody is told before.
 */
export async function openApplication(config: Config, refusal?: () => string | undefined) {
  hideAddresses();
  const db = await openConfiguredDb(config);
  const secret = await signingSecret(config);
  const { app, passwords, feed, imports } = assemble({
    config,
    secret,
    db,
    database: await databaseSettings(config),
    log,
    refusal,
  });
  const stopUpkeep = startCleanup(db, systemClock, log);

  /** @throws an Error that says why it cannot serve: no database, or a schema that is behind */
  async function prepare(): Promise<void> {
    if (config.DB_HOST && !config.MIGRATE_ON_START) await requireCurrentSchema(db);
    else await prepareDatabase({ config, db, passwords }, say);
  }

  async function close(): Promise<void> {
    stopUpkeep();
    passwords.close();
    await imports.close();
    await db.close();
  }

  return { fetch: app.fetch, prepare, endStreams: () => feed.close(), close };
}

/** Calls `stop` at the first SIGTERM or SIGINT; what has not ended by itself in time is cut off. */
export function onStop(stop: () => void): void {
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => {
      if (stopping) return;
      stopping = true;
      // A client that went silent, for one. It keeps no process alive that could end before.
      Deno.unrefTimer(setTimeout(end, DRAIN));
      stop();
    });
  }
}

/** Ends the process with its log complete. */
export function end(): never {
  flushLog();
  Deno.exit(0);
}
