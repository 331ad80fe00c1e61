import type { Hono } from "hono";
import { readConfig, readVariables } from "./config.ts";
import { flushLog, log, say } from "./console.ts";
import { systemClock } from "./http/clock.ts";
import { prepareDatabase } from "./prepare.ts";
import { signingSecret } from "./secret.ts";
import { assemble, openConfiguredDb } from "./start.ts";
import { startUpkeep } from "./upkeep.ts";

// For `deno serve` and hosting that imports a default export: it listens before the database is
// reached, because such hosting ends what does not listen at once.
const config = readConfig(readVariables());

const ready = open();
ready.catch(() => {}); // told to whoever asks, below

async function open() {
  const db = await openConfiguredDb(config);
  const { app, passwords, feed } = assemble({
    config,
    secret: await signingSecret(config),
    db,
    log,
  });
  // Behind, without MIGRATE_ON_START: it serves, and /readyz says what is missing.
  if (!config.DB_HOST || config.MIGRATE_ON_START) {
    await prepareDatabase({ config, db, passwords }, say);
  }
  return { app, db, passwords, feed, stopUpkeep: startUpkeep(db, systemClock, log) };
}

// `deno serve` does not end while the pool is open, so here everything is closed by hand.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, async () => {
    const opened = await ready.catch(() => undefined);
    opened?.feed.close();
    opened?.stopUpkeep();
    opened?.passwords.close();
    await opened?.db.close();
    flushLog();
    Deno.exit(0);
  });
}

export default {
  fetch: async (request: Request, info?: Deno.ServeHandlerInfo): Promise<Response> => {
    const { app } = await ready;
    return await (app as unknown as Hono).fetch(request, info);
  },
} satisfies Deno.ServeDefaultExport;
