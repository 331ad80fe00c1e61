import type { Db, Row } from "@/db/db.ts";
import { Sql, sql } from "@/db/sql.ts";

/** What a schema is made of: one line for each piece, said the same way for both engines. */
export type Description = {
  columns: string[];
  primaryKeys: string[];
  foreignKeys: string[];
  uniqueKeys: string[];
  indexes: string[];
};

/** @param db of either engine, with its schema in place */
export async function describe(db: Db): Promise<Description> {
  const description = { ...EMPTY, ...await (db.engine === "mysql" ? ofMysql(db) : ofSqlite(db)) };
  for (const lines of Object.values(description)) lines.sort();
  return description;
}

const EMPTY = { columns: [], primaryKeys: [], foreignKeys: [], uniqueKeys: [], indexes: [] };

async function ofSqlite(db: Db): Promise<Description> {
  const all: Description = structuredClone(EMPTY);
  const tables = await db.rows(sql`
    SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`);
  for (const { name: table } of tables) {
    const pragma = (name: string, of: unknown) => db.rows(new Sql(`PRAGMA ${name}(${of})`, []));
    const columns = await pragma("table_xinfo", table);
    for (const { name, type, notnull, pk, dflt_value, hidden } of columns) {
      const value = hidden ? "generated" : dflt_value;
      all.columns.push(column(table, name, type, Boolean(notnull) || Number(pk) > 0, value));
    }
    const key = columns.filter(({ pk }) => Number(pk) > 0)
      .toSorted((a, b) => Number(a.pk) - Number(b.pk));
    all.primaryKeys.push(`${table} (${key.map(({ name }) => name).join()})`);
    for (const rows of groups(await pragma("foreign_key_list", table), "id")) {
      all.foreignKeys.push(
        reference(table, rows.toSorted((a, b) => Number(a.seq) - Number(b.seq))),
      );
    }
    for (const { name, unique, origin } of await pragma("index_list", table)) {
      const names = (await pragma("index_info", name)).map((row) => row.name ?? "plano(...)")
        .join();
      const kind = unique ? all.uniqueKeys : all.indexes;
      if (origin !== "pk") kind.push(`${table} (${names})`);
    }
  }
  return all;
}

async function ofMysql(db: Db): Promise<Description> {
  const all: Description = structuredClone(EMPTY);
  const columns = await db.rows(sql`
    SELECT table_name AS t, column_name AS name, column_type AS type, is_nullable AS nullable,
      column_default AS value, extra AS extra
    FROM information_schema.columns WHERE table_schema = DATABASE()`);
  for (const { t, name, type, nullable, value, extra } of columns) {
    const shown = /GENERATED/.test(String(extra)) ? "generated" : value;
    all.columns.push(column(t, name, type, nullable === "NO", shown));
  }
  const references = await db.rows(sql`
    SELECT table_name AS t, constraint_name AS id, column_name AS source,
      referenced_table_name AS target_table, referenced_column_name AS target
    FROM information_schema.key_column_usage
    WHERE table_schema = DATABASE() AND referenced_table_name IS NOT NULL
    ORDER BY table_name, constraint_name, ordinal_position`);
  for (const rows of groups(references, "t", "id")) {
    const asSqlite = rows.map((row) => ({
      from: row.source,
      to: row.target,
      table: row.target_table,
    }));
    all.foreignKeys.push(reference(rows[0]?.t, asSqlite));
  }
  const indexes = await db.rows(sql`
    SELECT table_name AS t, index_name AS id, column_name AS name, non_unique AS plain
    FROM information_schema.statistics WHERE table_schema = DATABASE()
    ORDER BY table_name, index_name, seq_in_index`);
  for (const rows of groups(indexes, "t", "id")) {
    const line = `${rows[0]?.t} (${rows.map(({ name }) => name).join()})`;
    if (rows[0]?.id === "PRIMARY") all.primaryKeys.push(line);
    else (rows[0]?.plain ? all.indexes : all.uniqueKeys).push(line);
  }
  return all;
}

function groups(rows: Row[], ...by: string[]): Row[][] {
  return [...Map.groupBy(rows, (row) => by.map((name) => row[name]).join()).values()];
}

function reference(table: unknown, rows: Row[]): string {
  const from = rows.map((row) => row.from).join(), to = rows.map((row) => row.to).join();
  return `${table} (${from}) -> ${rows[0]?.table} (${to})`;
}

function column(t: unknown, name: unknown, type: unknown, required: boolean, value: unknown) {
  const shown = defaultOf(value);
  return `${t}.${name} ${typeOf(type)}${required ? " NOT NULL" : ""}${shown && ` = ${shown}`}`;
}

const SAME_TYPE: [RegExp, string][] = [
  [/^TINYINT\(1\)$/, "BOOLEAN"],
  // SQLite has one size, which holds them all.
  [/^(TINY|SMALL|MEDIUM|BIG)?INT(EGER)?(\(\d+\))?( UNSIGNED)?$/, "INTEGER"],
];

function typeOf(type: unknown): string {
  const text = String(type).toUpperCase().replace(/,\s+/, ",");
  return SAME_TYPE.find(([pattern]) => pattern.test(text))?.[1] ?? text;
}

function defaultOf(value: unknown): string {
  const text = String(value ?? "NULL").replace(/^'(.*)'$/, "$1").toUpperCase();
  return { NULL: "", TRUE: "1", FALSE: "0" }[text] ?? text;
}
