import type { Db } from "./db.ts";
import { inTurn } from "./migration_turn.ts";
import { isAlreadyDone } from "./mysql_errors.ts";
import { Sql, sql } from "./sql.ts";
import { isColumnThere } from "./sqlite_errors.ts";

const FOLDER = new URL("../../sql/", import.meta.url);
/** An index over a large table takes its time, in ms. */
const DEADLINE = 600_000;
const NO_TABLE = /no such table|doesn't exist/;

/** The files of `sql/<engine>/` that this database has not seen, in order. */
export async function pendingMigrations(db: Db): Promise<string[]> {
  const rows = await db.rows(sql`SELECT archivo FROM migracion`).catch((error) => {
    if (NO_TABLE.test(String(error))) return []; // not even the first one
    throw error;
  });
  const done = new Set(rows.map((row) => row.archivo));
  return (await listFiles(db)).filter((file) => !done.has(file));
}

/**
 * Applies the pending files, in order and once each, and says which. Safe when several replicas
 * start at once: one migrates, the others wait for it.
 */
export async function migrate(db: Db): Promise<string[]> {
  if ((await pendingMigrations(db)).length === 0) return [];
  const patient = db.withDeadline(DEADLINE);
  await patient.execute(
    sql`CREATE TABLE IF NOT EXISTS migracion (archivo VARCHAR(80) PRIMARY KEY, turno BIGINT NULL)`,
  );
  // SQLite lets one process write at a time, and a whole file is one transaction there.
  if (db.engine === "sqlite") return await applyPending(patient);
  return await inTurn(db, () => applyPending(patient));
}

async function applyPending(db: Db): Promise<string[]> {
  const applied: string[] = [];
  for (const file of await pendingMigrations(db)) {
    if (await apply(db, file)) applied.push(file);
  }
  return applied;
}

/** @returns false when another process was first */
async function apply(db: Db, file: string): Promise<boolean> {
  const text = await Deno.readTextFile(new URL(`${db.engine}/${file}`, FOLDER));
  // MySQL commits every CREATE by itself, so a file that stopped half way runs again from its
  // first line: that is why the files say IF NOT EXISTS, and where MySQL does not know those words
  // (an index, a column) what is already there is passed over.
  return await db.transaction(async (tx) => {
    const [done] = await tx.rows(sql`SELECT archivo FROM migracion WHERE archivo = ${file}`);
    if (done) return false;
    for (const statement of statementsOf(text)) {
      await tx.execute(statement).catch((error) => {
        if (!isAlreadyDone(error) && !isColumnThere(error)) throw error;
      });
    }
    await tx.execute(sql`INSERT INTO migracion (archivo) VALUES (${file})`);
    return true;
  });
}

/** Each statement ends its line with a semicolon; a comment has a line of its own. */
export function statementsOf(text: string): Sql[] {
  return text.replace(/^\s*--.*$/gm, "").split(/;\s*$/m).map((s) => s.trim()).filter(Boolean)
    .map((statement) => new Sql(statement, []));
}

async function listFiles(db: Db): Promise<string[]> {
  const files: string[] = [];
  for await (const { name } of Deno.readDir(new URL(`${db.engine}/`, FOLDER))) files.push(name);
  return files.sort();
}
