import { tooLarge } from "./errors.ts";

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

/** The columns that somebody will look at, once they are known; cells of others may be left out. */
export type Wanted = { columns?: number[] };
