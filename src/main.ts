import { readConfig, readVariables } from "./config.ts";
import { flushLog, log, say } from "./console.ts";
import { systemClock } from "./http/clock.ts";
import { prepareDatabase, requireCurrentSchema } from "./prepare.ts";
import { signingSecret } from "./secret.ts";
import { assemble, openConfiguredDb, orExit } from "./start.ts";
import { startUpkeep } from "./upkeep.ts";

/** How long requests in flight may take to finish after SIGTERM, in ms. */
const DRAIN = 10_000;

await orExit(async () => {
  const config = readConfig(readVariables());
  const db = await openConfiguredDb(config);
  const { app, passwords, feed } = assemble({
    config,
    secret: await signingSecret(config),
    db,
    log,
  });
  if (config.DB_HOST && !config.MIGRATE_ON_START) await requireCurrentSchema(db);
  else await prepareDatabase({ config, db, passwords }, say);

  const server = Deno.serve({
    hostname: config.HOST,
    port: config.PORT,
    onListen: ({ hostname, port }) => say(`Gestión Formación: http://${hostname}:${port}/docs`),
  }, app.fetch);
  const stopUpkeep = startUpkeep(db, systemClock, log);

  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => {
      if (stopping) return;
      stopping = true;
      // Whatever is still open after that (a stream, a lost client) ends with the process.
      setTimeout(end, DRAIN);
      feed.close(); // the server waits for its open streams
      void server.shutdown();
    });
  }
  await server.finished;
  stopUpkeep();
  passwords.close();
  await db.close();
  end();
});

function end(): never {
  flushLog();
  Deno.exit(0);
}
