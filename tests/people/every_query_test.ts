import assert from "node:assert/strict";
import type { Db, Row } from "@/db/db.ts";
import { Sql, sql } from "@/db/sql.ts";
import { ADMIN, INSTRUCTOR, SUPERADMIN } from "../support.ts";
import { GETS, prepareEight } from "./eight.ts";
import { urlsOf } from "./places.ts";

/** A column of a query as it comes out of another one, without what the server knows of the first. */
const FORMS: Record<string, (query: Sql, names: readonly string[]) => Sql> = {
  "UNION ALL": (query, names) =>
    sql`SELECT ${each(names, (name) => name)} FROM (${query}) t
      UNION ALL SELECT ${each(names, () => "NULL")} FROM (SELECT 1 AS uno) u WHERE uno = 0`,
  "MAX": (query, names) =>
    sql`SELECT ${each(names, (name) => `MAX(${name})`)}
      FROM (SELECT t.*, ROW_NUMBER() OVER () AS fila_de_prueba FROM (${query}) t) n
      GROUP BY fila_de_prueba`,
  "COALESCE": (query, names) =>
    sql`SELECT ${each(names, (name) => `COALESCE(NULL, ${name})`)} FROM (${query}) t`,
  "CASE": (query, names) =>
    sql`SELECT ${each(names, (name) => `CASE WHEN 1 = 1 THEN ${name} END`)} FROM (${query}) t`,
  "LEFT JOIN": (query, names) =>
    sql`SELECT ${each(names, (name) => `t.${name}`)}
      FROM (SELECT 1 AS uno) u LEFT JOIN (${query}) t ON u.uno = 1`,
};

function each(names: readonly string[], write: (name: string) => string): Sql {
  return new Sql(names.map((name) => `${write(`\`${name}\``)} AS \`${name}\``).join(", "), []);
}

/** Every query that brings rows goes through each form too, which must bring the same values. */
function holdForms(db: Db): () => number {
  const tried = new Set<string>();
  const rows = db.rows.bind(db);
  db.rows = async (query) => {
    const found = await rows(query);
    const key = JSON.stringify([query.text, query.values]);
    if (found[0] && !tried.has(key) && /^\s*(SELECT|WITH)\b/.test(query.text)) {
      tried.add(key);
      const names = Object.keys(found[0]);
      for (const [form, write] of Object.entries(FORMS)) {
        const again = await rows(write(query, names));
        assert.deepEqual(linesOf(again), linesOf(found), `${form} of ${query.text}`);
      }
    }
    return found;
  };
  return () => tried.size;
}

/** The rows in any order: a query within another one keeps none. */
function linesOf(rows: readonly Row[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

Deno.test("what a GET reads is the same through UNION, MAX, COALESCE, CASE and LEFT JOIN", async () => {
  await using api = (await prepareEight()).api;
  const tried = holdForms(api.db);
  for (const operation of GETS) {
    for (const url of urlsOf(operation)) {
      for (const as of [SUPERADMIN, ADMIN, INSTRUCTOR]) {
        const { status } = await api.request("GET", url, { as });
        assert(status < 500, `${url}: ${api.lines.at(-1)}`);
      }
    }
  }
  assert(tried() > 200, `only ${tried()} queries`);
});
