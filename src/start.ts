import { createApp } from "./app.ts";
import { type Config, databaseHosts, readConfig, readVariables } from "./config/config.ts";
import { complain } from "./console.ts";
import type { Db } from "./db/db.ts";
import { type DatabaseSettings, openDb } from "./db/setup/open.ts";
import { type Clock, systemClock } from "./http/clock.ts";
import type { Mailer } from "./http/router.ts";
import type { Log } from "./http/server/log.ts";
import { createSessions } from "./http/tokens.ts";
import { createPasswords } from "./passwords/hashing/hashes.ts";
import { createMailer } from "./resources/access/mail.ts";
import { getUsuarioSesion } from "./resources/access/queries.ts";
import { secretsUnder } from "./resources/access/sessions/secrets.ts";
import { createThrottle } from "./resources/access/throttle/throttle.ts";
import { createImportThread } from "./resources/importaciones/import_thread.ts";
import { createImports } from "./resources/importaciones/imports.ts";
import { createFeed, type FeedSettings } from "./resources/notificaciones/feed.ts";
import { explainFailure } from "./start_failure.ts";

/** Where the configured data is; the file of DB_SSL_CA is read here. */
export async function databaseSettings(config: Config): Promise<DatabaseSettings> {
  if (!config.DB_HOST) return { file: config.DB_FILE };
  const { DB_SSL_CA: ca, DB_USER: user, DB_PASSWORD: password, DB_NAME: database } = config;
  return {
    mysql: {
      hosts: databaseHosts(config),
      user,
      password,
      database,
      poolSize: config.DB_POOL_SIZE,
      ca: ca && !ca.includes("BEGIN CERTIFICATE") ? await Deno.readTextFile(ca) : ca,
    },
  };
}

export async function openConfiguredDb(config: Config): Promise<Db> {
  const settings = await databaseSettings(config);
  if ("file" in settings && settings.file !== ":memory:") {
    // The folder holds hashes of passwords and the key of the tokens: its owner alone enters.
    const folder = settings.file.replace(/[^/]*$/, "") || ".";
    await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  }
  return await openDb(settings);
}

type Given = {
  config: Config;
  secret: string;
  db: Db;
  /** Where the same database is, for workers that open it; without, they are done without. */
  database?: DatabaseSettings | undefined;
  log: Log;
  clock?: Clock;
  mailer?: Mailer;
  streams?: Partial<FeedSettings>;
  /** What whoever asks is told while it cannot serve yet. */
  refusal?: (() => string | undefined) | undefined;
};

/** The application with everything it is made of, and what ends its workers and its streams. */
export function assemble(given: Given) {
  const { config, secret, db, database, log, clock = systemClock, mailer, streams, refusal } =
    given;
  const passwords = createPasswords(config.BCRYPT_COST);
  const settings = { ...config, JWT_SECRET: secret };
  const feed = createFeed({ db, clock, log, settings: streams });
  const imports = createImports(log, database && createImportThread(database));
  const app = createApp({
    feed,
    imports,
    refusal,
    config,
    db,
    clock,
    log,
    passwords,
    mailer: mailer ?? createMailer(config, log),
    sessions: createSessions({ config: settings, db, clock, getUser: getUsuarioSesion }),
    throttle: createThrottle(db, clock, config),
    secretFrom: secretsUnder(secret),
  });
  return { app, passwords, feed, imports };
}

/** The OpenAPI document, for whoever has no server at hand: no configuration and no data is read. */
export async function documentText(): Promise<string> {
  const db = await openDb({ file: ":memory:" });
  const { app } = assemble({ config: readConfig({}), secret: "", db, log: () => {} });
  const text = await (await app.request("/openapi.json")).text();
  await db.close();
  return text;
}

/** Runs a command; what keeps it from starting is said in words, without a stack. */
export async function runCommand<T>(command: () => Promise<T>): Promise<T> {
  try {
    return await command();
  } catch (error) {
    complain(explainFailure(error, usableConfig()));
    Deno.exit(1);
  }
}

function usableConfig(): Config | undefined {
  try {
    return readConfig(readVariables());
  } catch {
    return undefined; // that is what the error says
  }
}
