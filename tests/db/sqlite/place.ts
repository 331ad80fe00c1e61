import assert from "node:assert/strict";
import { DatabaseUnavailableError, type Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { openSqlite } from "@/db/sqlite/database.ts";

/** A database with one table in a file of its own. */
export async function openFile() {
  const folder = await Deno.makeTempDir();
  const file = `${folder}/a.db`;
  const db = openSqlite(file);
  await db.execute(sql`CREATE TABLE sala (nombre VARCHAR(4000))`);
  return {
    folder,
    file,
    db,
    async [Symbol.asyncDispose]() {
      await db.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

export function insert(db: Db, nombre = "A") {
  return db.execute(sql`INSERT INTO sala (nombre) VALUES (${nombre})`);
}

export function count(db: Db) {
  return db.rows(sql`SELECT COUNT(*) AS cuantas FROM sala`);
}

/** What a person is told to mend by what a task is refused with. */
export async function fault(task: Promise<unknown>): Promise<string | undefined> {
  const error: unknown = await task.then(() => undefined, (error) => error);
  assert(error instanceof DatabaseUnavailableError, String(error));
  return error.fault;
}
