import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { type Sql, sql } from "@/db/sql.ts";
import { engine } from "../database.ts";

/** How a query reaches the rows of a table. */
export type Access = {
  table: string;
  /** `table`: all of its rows; `index`: all entries of an index; `search`: only what it looks for. */
  by: "table" | "index" | "search";
  /** The index holds all that the query asks of the table, whose rows it leaves alone. */
  isCovered: boolean;
  /** As the engine puts it. */
  detail: string;
};

/** The way in which the engine goes about a query, for each of the tables that it names. */
export async function explain(rows: Db["rows"], query: Sql): Promise<Access[]> {
  const aliases = aliasesIn(query.text);
  const steps = engine === "sqlite"
    ? (await rows(sql`EXPLAIN QUERY PLAN ${query}`)).flatMap(sqliteStep)
    : (await rows(sql`EXPLAIN FORMAT=TRADITIONAL ${query}`)).flatMap(mysqlStep);
  return steps.flatMap(({ alias, ...step }) => {
    const table = aliases.get(alias);
    return table ? [{ table, ...step }] : [];
  });
}

type Step = Omit<Access, "table"> & { alias: string };

function sqliteStep(row: unknown): Step[] {
  const { detail } = z.object({ detail: z.string() }).parse(row);
  const [, verb, alias = ""] = /^(SCAN|SEARCH) (\w+)/.exec(detail) ?? [];
  if (!verb) return [];
  const scan = detail.includes(" INDEX ") ? "index" : "table";
  const isCovered = detail.includes(" COVERING INDEX ");
  return [{ alias, by: verb === "SEARCH" ? "search" : scan, isCovered, detail }];
}

const MysqlRow = z.object({
  table: z.string().nullable(),
  type: z.string().nullable(),
  key: z.string().nullable(),
  Extra: z.string().nullable(),
});

function mysqlStep(row: unknown): Step[] {
  const { table: alias, type, key, Extra: extra } = MysqlRow.parse(row);
  if (!alias || !type) return [];
  const by = type === "ALL" ? "table" : type === "index" ? "index" : "search";
  const isCovered = /Using index(?! condition)/.test(extra ?? "");
  return [{ alias, by, isCovered, detail: `${type} by ${key} of ${alias}` }];
}

/** `grupo g`, `usuario AS u` and `programacion` alone, in FROM and JOIN. */
function aliasesIn(text: string): Map<string, string> {
  const KEYWORDS = /^(where|on|join|left|order|group|limit|using|union|for)$/i;
  const named = text.matchAll(/\b(?:FROM|JOIN)\s+(\w+)(?:\s+(?:AS\s+)?(\w+))?/gi);
  return new Map([...named].map(([, table = "", alias = ""]) => [
    alias && !KEYWORDS.test(alias) ? alias : table,
    table,
  ]));
}
