import type { BulkTable } from "@/db/bulk.ts";
import { sql } from "@/db/sql.ts";

/** What an import writes: hours are set by people alone. */
export const COMPETENCIA: BulkTable = {
  table: sql`competencia`,
  key: ["cod_competencia"],
  columns: ["nombre"],
  untouched: sql`horas = 0`,
};
