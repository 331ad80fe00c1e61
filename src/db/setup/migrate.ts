import type { Db, Row } from "@/db/db.ts";
import { isAlreadyDone } from "@/db/mysql/errors.ts";
import { Sql, sql } from "@/db/sql.ts";
import { isColumnThere } from "@/db/sqlite/errors.ts";
import { withMigrationLease } from "./migration_lease.ts";
import { checksumOf, findTables, refuseForeignNotes, refuseForeignTables } from "./schema_check.ts";

const FOLDER = new URL("../../../sql/", import.meta.url);
/** An index over a large table takes its time, in ms. */
const DEADLINE = 600_000;
const NO_TABLE = /no such table|doesn't exist/;

const NO_COLUMN = /no such column|Unknown column/;

/** The files of `sql/<engine>/` that this database has not seen, in order. */
export async function pendingMigrations(db: Db): Promise<string[]> {
  const done = new Set((await readNotes(db) ?? []).map(({ archivo }) => archivo));
  return (await listFiles(db)).filter((file) => !done.has(file));
}

/**
 * Holds a database to the files of this release before anything is written to it.
 * @throws SchemaError when it is of a later release, of another system, or a file was edited
 */
export async function checkSchema(db: Db): Promise<void> {
  const files = await readFiles(db);
  // In this order: another replica may be creating the first ones right now.
  const found = await findTables(db, files);
  const notes = await readNotes(db);
  refuseForeignNotes(notes ?? [], files);
  await refuseForeignTables(db, found, notes !== undefined);
}

/**
 * Applies the pending files, in order and once each, and says which. Safe when several replicas
 * start at once: one migrates, the others wait for it.
 * @throws SchemaError as `checkSchema()`
 */
export async function migrate(db: Db): Promise<string[]> {
  await checkSchema(db);
  if ((await pendingMigrations(db)).length === 0 && !await lacksSums(db)) return [];
  const patient = db.withDeadline(DEADLINE);
  await patient.execute(
    sql`CREATE TABLE IF NOT EXISTS migracion (archivo VARCHAR(80) PRIMARY KEY, turno BIGINT NULL)`,
  );
  // SQLite lets one process write at a time, and a whole file is one transaction there.
  if (db.engine === "sqlite") return await applyPending(patient);
  return await withMigrationLease(db, () => applyPending(patient));
}

/** What a database has noted; undefined where there is not even the table for it. */
async function readNotes(db: Db): Promise<Row[] | undefined> {
  try {
    return await db.rows(sql`SELECT archivo, suma FROM migracion WHERE archivo <> 'turno'`);
  } catch (error) {
    if (NO_TABLE.test(String(error))) return undefined;
    if (!NO_COLUMN.test(String(error))) throw error; // of a release that noted no sums
  }
  return await db.rows(sql`SELECT archivo FROM migracion WHERE archivo <> 'turno'`);
}

async function lacksSums(db: Db): Promise<boolean> {
  return (await readNotes(db) ?? []).some(({ suma }) => typeof suma !== "string");
}

/** The column may be younger than the files that were noted before it. */
async function noteSums(db: Db): Promise<void> {
  for (const { archivo, text } of await readFiles(db)) {
    await db.execute(sql`
      UPDATE migracion SET suma = ${checksumOf(text)} WHERE archivo = ${archivo} AND suma IS NULL`);
  }
}

async function applyPending(db: Db): Promise<string[]> {
  const applied: string[] = [];
  for (const file of await pendingMigrations(db)) {
    if (await apply(db, file)) applied.push(file);
  }
  if (await lacksSums(db)) await noteSums(db);
  return applied;
}

/** @returns false when another process was first */
async function apply(db: Db, file: string): Promise<boolean> {
  const text = await readFile(db, file);
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

function readFile(db: Db, archivo: string): Promise<string> {
  return Deno.readTextFile(new URL(`${db.engine}/${archivo}`, FOLDER));
}

async function readFiles(db: Db) {
  const files = await listFiles(db);
  return await Promise.all(files.map(async (archivo) => ({
    archivo,
    text: await readFile(db, archivo),
  })));
}

async function listFiles(db: Db): Promise<string[]> {
  const files: string[] = [];
  for await (const { name } of Deno.readDir(new URL(`${db.engine}/`, FOLDER))) files.push(name);
  return files.sort();
}
