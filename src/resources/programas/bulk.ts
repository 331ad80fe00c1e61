import type { BulkTable } from "@/db/bulk.ts";
import { join, sql, type Value } from "@/db/sql.ts";
import { refreshSearch } from "@/resources/grupos/search_text.ts";

const PROGRAMA = { table: sql`programa_formacion`, key: ["cod_programa", "la_version"] };

/** What the PE-04 writes: programmes come without hours. */
export const NOMBRE_PROGRAMA: BulkTable = {
  ...PROGRAMA,
  columns: ["nombre"],
  untouched: sql`horas_lectivas = 0 AND horas_productivas = 0`,
  derive: (tx, keys) => refreshSearch(tx, join(keys.map(ofPrograma), " OR ")),
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

function ofPrograma([cod_programa = null, la_version = null]: readonly Value[]) {
  return sql`(g.cod_programa = ${cod_programa} AND g.la_version = ${la_version})`;
}
