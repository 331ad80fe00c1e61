import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { type Sql, sql, where } from "@/db/sql.ts";

type Query = {
  columns: Sql;
  /** The table, and what is joined to it and the conditions name. */
  from: Sql;
  /** What only the columns need, one row for each: the count goes without it. */
  joined?: Sql;
  matching: Sql[];
  /** It must tell any two rows apart, or a row may show up on two pages. */
  order: Sql;
  skip: number;
  limit: number;
};

/** One page of rows, parsed as `item`, and how many match in all. */
export async function readPage<T extends z.ZodType>(db: Db, item: T, query: Query) {
  const { columns, from, joined = sql``, order, skip, limit } = query;
  const matching = where(query.matching);
  const rows = await db.rows(sql`
    SELECT ${columns} FROM ${from} ${joined} ${matching}
    ORDER BY ${order} LIMIT ${limit} OFFSET ${skip}`);
  const [count] = await db.rows(sql`SELECT COUNT(*) AS total FROM ${from} ${matching}`);
  return { items: z.array(item).parse(rows), total_items: z.int().parse(count?.total) };
}
