import { ConstraintError, type Db } from "./db.ts";
import { isAlreadyDone } from "./mysql_errors.ts";
import { Sql, sql } from "./sql.ts";

const FOLDER = new URL("../../sql/", import.meta.url);
/** An index over a large table takes its time, in ms. */
const DEADLINE = 600_000;
/** How long a replica waits for the one that migrates; one that died holds the turn no longer, in ms. */
const LEASE = 120_000;

/** The files of `sql/<engine>/` that this database has not seen, in order. */
export async function pendingMigrations(db: Db): Promise<string[]> {
  const rows = await db.rows(sql`SELECT archivo FROM migracion`).catch((error) => {
    if (/migracion/.test(String(error))) return []; // not even the first one
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
  const patient = db.withDeadline(DEADLINE);
  await patient.execute(
    sql`CREATE TABLE IF NOT EXISTS migracion (archivo VARCHAR(80) PRIMARY KEY, turno BIGINT NULL)`,
  );
  if ((await pendingMigrations(db)).length === 0) return [];
  return await inTurn(patient, async () => {
    const pending = await pendingMigrations(db);
    for (const file of pending) await apply(patient, file);
    return pending;
  });
}

async function apply(db: Db, file: string): Promise<void> {
  const text = await Deno.readTextFile(new URL(`${db.engine}/${file}`, FOLDER));
  // MySQL commits every CREATE by itself, so a file that stopped half way runs again from its
  // first line: that is why the files say IF NOT EXISTS, and where MySQL does not know those words
  // (an index, a column) what is already there is passed over.
  await db.transaction(async (tx) => {
    for (const statement of text.split(/;\s*$/m).map((s) => s.trim()).filter(Boolean)) {
      await tx.execute(new Sql(statement, [])).catch((error) => {
        if (!isAlreadyDone(error)) throw error;
      });
    }
    await tx.execute(sql`INSERT INTO migracion (archivo) VALUES (${file})`);
  });
}

async function listFiles(db: Db): Promise<string[]> {
  const files: string[] = [];
  for await (const { name } of Deno.readDir(new URL(`${db.engine}/`, FOLDER))) files.push(name);
  return files.sort();
}

// A row and not GET_LOCK, which is local to one node of a cluster.
async function inTurn<T>(db: Db, task: () => Promise<T>): Promise<T> {
  while (!(await takeTurn(db))) await new Promise((resume) => setTimeout(resume, 100));
  try {
    return await task();
  } finally {
    await db.execute(sql`DELETE FROM migracion WHERE archivo = 'turno'`);
  }
}

async function takeTurn(db: Db): Promise<boolean> {
  const expired = Date.now() - LEASE;
  await db.execute(sql`DELETE FROM migracion WHERE archivo = 'turno' AND turno < ${expired}`);
  try {
    await db.execute(sql`INSERT INTO migracion (archivo, turno) VALUES ('turno', ${Date.now()})`);
    return true;
  } catch (error) {
    if (error instanceof ConstraintError) return false;
    throw error;
  }
}
