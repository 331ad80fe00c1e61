import type { BulkTable } from "@/db/bulk.ts";
import { sql } from "@/db/sql.ts";

/** What an import writes. */
export const RESULTADO: BulkTable = {
  table: sql`resultado_aprendizaje`,
  key: ["cod_resultado"],
  columns: ["nombre", "cod_competencia"],
};
