import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { readShared } from "@/db/shared_reads.ts";
import { type Sql, sql, where } from "@/db/sql.ts";

type Query = {
  columns: Sql;
  /** The table, and what is joined to it and the conditions name. */
  from: Sql;
  /** What only the columns need, one row for each: the count goes without it. */
  joined?: Sql;
  /**
   * The key of `from`, for a large table: the rows before the page are skipped in an index alone,
   * and `joined` starts from the keys of the page, with CROSS JOIN because SQLite would start from
   * the table again: sql`CROSS JOIN grupo g ON g.cod_ficha = pagina.cod_ficha`.
   */
  key?: Sql;
  matching: Sql[];
  /** It must tell any two rows apart, or a row may show up on two pages. */
  order: Sql;
  skip: number;
  limit: number;
};

/** One page of rows, parsed as `item`, and how many match in all. */
export async function readPage<T extends z.ZodType>(db: Db, item: T, query: Query) {
  const { columns, from, joined = sql``, key, order, skip, limit } = query;
  const matching = where(query.matching);
  const slice = sql`ORDER BY ${order} LIMIT ${limit} OFFSET ${skip}`;
  const page = key
    ? sql`(SELECT ${key} FROM ${from} ${matching} ${slice}) pagina ${joined} ORDER BY ${order}`
    : sql`${from} ${joined} ${matching} ${slice}`;
  const rows = await readShared(db, sql`SELECT ${columns} FROM ${page}`);
  const items = z.array(item).parse(rows);
  // A page that is not full is the last one, and says how many there are.
  const isLast = rows.length < limit && (rows.length > 0 || skip === 0);
  if (isLast) return { items, total_items: skip + rows.length };
  const [count] = await readShared(db, sql`SELECT COUNT(*) AS total FROM ${from} ${matching}`);
  return { items, total_items: z.int().parse(count?.total) };
}
