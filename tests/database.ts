import type { Db } from "@/db/db.ts";
import { migrate } from "@/db/setup/migrate.ts";
import { type DatabaseSettings, openDb } from "@/db/setup/open.ts";
import { Sql, sql } from "@/db/sql.ts";

/** `mysql://user:password@host:port/`: where the MySQL half of the suite runs; unset for SQLite. */
const TEST_DB_URL = Deno.env.get("TEST_DB_URL");

/** A database of the server that a URL names, as settings. */
export function settingsOf(url: URL, database: string, poolSize = 8): DatabaseSettings {
  const host = { host: url.hostname, port: Number(url.port || 3306) };
  const { username: user, password } = url;
  return { mysql: { hosts: [host], user, password, database, poolSize } };
}

/** The name that a test's database has on its server. */
export async function databaseOf(db: Db): Promise<string> {
  const [row] = await db.rows(sql`SELECT DATABASE() AS name`);
  return String(row?.name);
}

/** Where a test's database is, for whoever opens it a second time. */
export async function whereIs(db: Db, file?: string): Promise<DatabaseSettings | undefined> {
  if (file) return { file };
  return TEST_DB_URL ? settingsOf(new URL(TEST_DB_URL), await databaseOf(db)) : undefined;
}

/** A migrated database of its own, gone when it is closed; or in a file of the embedded engine. */
export async function openTestDb(file?: string): Promise<Db> {
  const db = file ? await openDb({ file }) : await openEmptyDb();
  await migrate(db);
  return db;
}

/** The same without any table. */
export async function openEmptyDb(): Promise<Db> {
  if (!TEST_DB_URL) return await openDb({ file: ":memory:" });
  const url = new URL(TEST_DB_URL);
  const name = `prueba_${crypto.randomUUID().replaceAll("-", "")}`;
  const server = await openDb(settingsOf(url, ""));
  await server.execute(new Sql(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`, []));
  const db = await openDb(settingsOf(url, name));
  const close = db.close.bind(db);
  db.close = async () => {
    await close();
    await server.execute(new Sql(`DROP DATABASE ${name}`, []));
    await server.close();
  };
  return db;
}

export const engine = TEST_DB_URL ? "mysql" : "sqlite";
