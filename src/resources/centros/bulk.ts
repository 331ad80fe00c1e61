import type { BulkTable } from "@/db/bulk.ts";
import { sql } from "@/db/sql.ts";

/** What an import writes. */
export const CENTRO: BulkTable = {
  table: sql`centro_formacion`,
  key: ["cod_centro"],
  columns: ["nombre_centro", "cod_regional"],
};
