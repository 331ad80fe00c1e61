import { type DatabaseSettings, openDb } from "@/db/setup/open.ts";
import { Sql } from "@/db/sql.ts";
import { startMariadb } from "../servers/mariadb.ts";
import type { Server } from "../servers/server.ts";

/** A database to measure on, for the API, for our own module and for the bare driver. */
export type Database = {
  engine: "sqlite" | "mariadb";
  settings: Record<string, string>;
  database: DatabaseSettings;
  driver: { file: string } | { url: string };
};

export type Place = Database & {
  /** A second one in the same place, to measure one against the other. */
  beside(): Promise<Database>;
  stop(): Promise<void>;
};

export async function sqlitePlace(): Promise<Place> {
  const folder = await Deno.makeTempDir();
  return {
    ...sqliteDatabase(`${folder}/bench.db`),
    beside: () => Promise.resolve(sqliteDatabase(`${folder}/beside.db`)),
    stop: () => Deno.remove(folder, { recursive: true }),
  };
}

function sqliteDatabase(file: string): Database {
  return {
    engine: "sqlite",
    settings: { DB_FILE: file },
    database: { file },
    driver: { file },
  };
}

/** The server may keep a million sessions in memory, as one that is meant for them would. */
const ARGS = ["--innodb-buffer-pool-size=1G"];

export async function mariadbPlace(): Promise<Place> {
  const server = await startMariadb({ args: ARGS });
  return {
    ...await mariadbDatabase(server, "bench"),
    beside: () => mariadbDatabase(server, "beside"),
    stop: () => server.stop(),
  };
}

async function mariadbDatabase(server: Server, name: string): Promise<Database> {
  const { hostname: host, port, username: user, password } = new URL(server.url("mysql"));
  const account = { hosts: [{ host, port: Number(port) }], user, password, poolSize: 4 };
  const db = await openDb({ mysql: { ...account, database: "mysql" } });
  await db.execute(new Sql(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`, []));
  await db.close();
  return {
    engine: "mariadb",
    settings: {
      DB_HOST: host,
      DB_PORT: port,
      DB_USER: user,
      DB_PASSWORD: password,
      DB_NAME: name,
      DB_POOL_SIZE: "16",
    },
    database: { mysql: { ...account, database: name } },
    driver: { url: server.url(name) },
  };
}
