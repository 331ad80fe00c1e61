import { backup, DatabaseSync } from "node:sqlite";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { addFunctions } from "@/db/sqlite/connection.ts";
import { openSqlite } from "@/db/sqlite/database.ts";
import { checkSchema } from "./migrate.ts";

/** All pages in one step: the copy is of one moment, and a write of others does not start it again. */
const ALL_PAGES = 1_000_000_000;
/** How long the copy waits for another process to let it read, in ms. */
const WAIT = 10_000;

/**
 * Copies a database with SQLite's own backup, whether others write to it or not: what was acknowledged
 * before is in the copy. The copy is one file, without others beside it.
 * @param to an empty file, whose mode stays as it is
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new DatabaseSync(from, { timeout: WAIT });
  try {
    await backup(source, to, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
  asOneFile(to);
}

/** What is wrong with a copy, in the words of SQLite; undefined where nothing is. */
export function damageOf(file: string): string | undefined {
  const database = new DatabaseSync(file, { timeout: WAIT });
  addFunctions(database);
  try {
    const rows = database.prepare("PRAGMA integrity_check(1)").all();
    const told = rows.map((row) => String(Object.values(row)[0])).join("; ");
    return told === "ok" ? undefined : told;
  } finally {
    database.close();
  }
}

/** Whether a file holds a database of ours: any release of it has noted its migrations. */
export function isOurs(file: string): boolean {
  const database = new DatabaseSync(file, { timeout: WAIT });
  try {
    return database.prepare("SELECT archivo FROM migracion LIMIT 1").all().length > 0;
  } catch {
    return false;
  } finally {
    database.close();
  }
}

/** @throws SchemaError when this release cannot work with what the file holds */
export async function checkSchemaOf(file: string): Promise<void> {
  const db: Db = openSqlite(file);
  try {
    await checkSchema(db);
    await db.rows(sql`SELECT archivo FROM migracion`);
  } finally {
    await db.close();
  }
  asOneFile(file);
}

/**
 * Keeps every other process out of a database until the result is called, with all that was written in
 * the file itself.
 * @returns undefined when another process has it open
 */
export function keepOthersOut(file: string): (() => void) | undefined {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.prepare("PRAGMA locking_mode = EXCLUSIVE").get();
    // Only who is alone with a file can take it out of WAL.
    database.prepare("PRAGMA journal_mode = DELETE").get();
    database.prepare("BEGIN EXCLUSIVE").run();
  } catch (error) {
    database.close();
    if (/locked|busy/.test(String(error))) return undefined;
    return () => {}; // damaged, or no database: nobody works with it
  }
  return () => database.close();
}

function asOneFile(file: string): void {
  const database = new DatabaseSync(file, { timeout: WAIT });
  try {
    database.prepare("PRAGMA journal_mode = DELETE").get();
  } finally {
    database.close();
  }
}
