import { tooLarge } from "@/resources/importaciones/files/errors.ts";

/** A cell as every format gives it: a date is `YYYY-MM-DD`, an empty cell null. */
export type Cell = string | number | null;

/** A row with its number on the sheet, counted from 1; where `celdas` has holes, cells are empty. */
export type Row = { fila: number; celdas: Cell[] };

/** A cell in which Excel shows an error (`#N/A`, `#REF!`). */
export const ERROR_CELL = "#ERROR";

/** What Excel itself goes up to. */
export const MAX_SHEET_ROWS = 1_048_576;

const MAX_COLUMNS = 256;

/** @throws UnreadableFileError when a row has content further right than any report */
export function checkWidth(columns: number): void {
  if (columns > MAX_COLUMNS) throw tooLarge(`${MAX_COLUMNS} columnas`);
}

/**
 * What somebody looks for in a sheet: the headers, in their normalized form, and the columns, once they
 * are known; cells of other columns may be left out.
 */
export type Wanted = {
  headers?: ReadonlySet<string>;
  columns?: number[];
  /** Filled in by the reader, where the format names its sheets. */
  sheetName?: string;
};
