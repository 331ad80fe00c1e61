import type { BulkTable } from "@/db/bulk.ts";
import { sql } from "@/db/sql.ts";

/** What an import writes. */
export const REGIONAL: BulkTable = {
  table: sql`regional`,
  key: ["cod_regional"],
  columns: ["nombre"],
};
