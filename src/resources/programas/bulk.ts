import type { BulkTable } from "@/db/bulk.ts";
import { sql } from "@/db/sql.ts";
import { refreshSearch } from "@/resources/grupos/search_text.ts";

const PROGRAMA = { table: sql`programa_formacion`, key: ["cod_programa", "la_version"] };

/** What the PE-04 writes: programmes come without hours. */
export const NOMBRE_PROGRAMA: BulkTable = {
  ...PROGRAMA,
  columns: ["nombre"],
  untouched: sql`horas_lectivas = 0 AND horas_productivas = 0`,
  derive: refreshSearch, // a grupo names its programme by the same columns
};

/** What the DF-14A writes, of programmes that are there. */
export const HORAS_PROGRAMA: BulkTable = {
  ...PROGRAMA,
  columns: ["horas_lectivas", "horas_productivas"],
  empty: 0,
};

/** That a programme has a competencia. */
export const VINCULO: BulkTable = {
  table: sql`programa_competencia`,
  key: ["cod_programa", "la_version", "cod_competencia"],
  columns: [],
};
