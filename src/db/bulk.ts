import { setImmediate } from "node:timers/promises";
import type { Db, Row } from "./db.ts";
import { join, list, Sql, sql, tuples, type Value } from "./sql.ts";

// Many rows of one table in few statements. Between two of them others get their turn on the event
// loop, on SQLite too.

/** A table that is read and written in bulk: its key, and the columns that are. */
export type BulkTable = {
  table: Sql;
  key: readonly string[];
  columns: readonly string[];
  /** What goes into a new row where nothing is said; NULL where nothing is said here. */
  empty?: Value;
  /** Holds of a row that nobody has touched in the columns that are not listed. */
  untouched?: Sql;
  /** Brings up to date what follows from the rows that were written, given as a condition. */
  derive?: (tx: Db, written: Sql) => Promise<void>;
};

/** Values in the order of the key, and those of columns by name. */
export type BulkRow = { key: readonly Value[]; values: Readonly<Record<string, Value>> };

const READ_AT_ONCE = 512, WRITTEN_AT_ONCE = 250, UPDATED_AT_ONCE = 100;

/** @param lock `tx.locking`, to keep what was read as it is until the transaction ends */
export async function readBulk(
  db: Db,
  { table, key, columns }: BulkTable,
  keys: readonly (readonly Value[])[],
  lock: Sql = sql``,
): Promise<Row[]> {
  const names = new Sql([...key, ...columns].join(", "), []);
  const found: Row[] = [];
  for await (const chunk of chunks(keys, READ_AT_ONCE)) {
    const matching = among(key, padded(chunk));
    for (const row of await db.rows(sql`SELECT ${names} FROM ${table} WHERE ${matching} ${lock}`)) {
      found.push(row);
    }
  }
  return found;
}

export async function insertBulk(
  tx: Db,
  { table, key, columns, empty = null, derive }: BulkTable,
  rows: readonly BulkRow[],
): Promise<void> {
  const names = new Sql([...key, ...columns].join(", "), []);
  for await (const chunk of chunks(rows, WRITTEN_AT_ONCE)) {
    const written = chunk.map((row) => [
      ...row.key,
      ...columns.map((column) => row.values[column] ?? empty),
    ]);
    await tx.execute(sql`INSERT INTO ${table} (${names}) VALUES ${tuples(written)}`);
    await derive?.(tx, among(key, chunk.map((row) => row.key)));
  }
}

/** Changes only the columns that a row brings. */
export async function updateBulk(
  tx: Db,
  { table, key, columns, derive }: BulkTable,
  rows: readonly BulkRow[],
): Promise<void> {
  for await (const chunk of chunks(rows, UPDATED_AT_ONCE)) {
    const sets = columns.flatMap((column) => {
      const changed = chunk.filter(({ values }) => values[column] !== undefined);
      if (changed.length === 0) return [];
      const cases = changed.map((row) =>
        sql`WHEN ${matches(key, row.key)} THEN ${row.values[column] ?? null}`
      );
      const name = new Sql(column, []);
      return [sql`${name} = CASE ${join(cases, " ")} ELSE ${name} END`];
    });
    if (sets.length === 0) continue;
    const matching = among(key, chunk.map((row) => row.key));
    await tx.execute(sql`UPDATE ${table} SET ${join(sets, ", ")} WHERE ${matching}`);
    await derive?.(tx, matching);
  }
}

/** @returns how many were there, and untouched, and are gone */
export async function deleteBulk(
  tx: Db,
  { table, key, untouched }: BulkTable,
  keys: readonly (readonly Value[])[],
): Promise<number> {
  const also = untouched ? sql`AND ${untouched}` : sql``;
  let gone = 0;
  for await (const chunk of chunks(keys, WRITTEN_AT_ONCE)) {
    const matching = among(key, chunk);
    gone += (await tx.execute(sql`DELETE FROM ${table} WHERE (${matching}) ${also}`)).affected;
  }
  return gone;
}

export async function* chunks<T>(all: Iterable<T>, size: number): AsyncGenerator<T[]> {
  let chunk: T[] = [];
  for (const item of all) {
    if (chunk.push(item) < size) continue;
    yield chunk;
    chunk = [];
    await setImmediate();
  }
  if (chunk.length > 0) yield chunk;
}

/** As many keys as a power of two, the last one repeated: few different texts to prepare. */
function padded<T>(keys: T[]): T[] {
  const [last] = keys.slice(-1);
  if (last === undefined) return keys;
  const length = 2 ** Math.ceil(Math.log2(keys.length));
  return [...keys, ...Array<T>(length - keys.length).fill(last)];
}

function among(key: readonly string[], keys: readonly (readonly Value[])[]): Sql {
  const [first = "", ...others] = key;
  // SQLite knows no list of pairs.
  if (others.length > 0) return join(keys.map((values) => sql`(${matches(key, values)})`), " OR ");
  return sql`${new Sql(first, [])} IN (${list(keys.map(([value = null]) => value))})`;
}

function matches(key: readonly string[], values: readonly Value[]): Sql {
  return join(key.map((column, i) => sql`${new Sql(column, [])} = ${values[i] ?? null}`), " AND ");
}
