import { type DatabaseSettings, openDb } from "@/db/open.ts";
import { sql } from "@/db/sql.ts";
import { startMariadb } from "../servers/mariadb.ts";

/** A database to measure on, for the API, for our own module and for the bare driver. */
export type Place = {
  engine: "sqlite" | "mariadb";
  settings: Record<string, string>;
  database: DatabaseSettings;
  driver: { file: string } | { url: string };
  stop(): Promise<void>;
};

export async function sqlitePlace(): Promise<Place> {
  const folder = await Deno.makeTempDir();
  const file = `${folder}/bench.db`;
  return {
    engine: "sqlite",
    settings: { DB_FILE: file },
    database: { file },
    driver: { file },
    stop: () => Deno.remove(folder, { recursive: true }),
  };
}

export async function mariadbPlace(): Promise<Place> {
  const server = await startMariadb();
  const { hostname: host, port, username: user, password } = new URL(server.url("mysql"));
  const hosts = [{ host, port: Number(port) }];
  const account = { hosts, user, password, poolSize: 4 };
  const db = await openDb({ mysql: { ...account, database: "mysql" } });
  await db.execute(sql`CREATE DATABASE bench CHARACTER SET utf8mb4`);
  await db.close();
  return {
    engine: "mariadb",
    settings: {
      DB_HOST: host,
      DB_PORT: port,
      DB_USER: user,
      DB_PASSWORD: password,
      DB_NAME: "bench",
      DB_POOL_SIZE: "16",
    },
    database: { mysql: { ...account, database: "bench" } },
    driver: { url: server.url("bench") },
    stop: () => server.stop(),
  };
}
