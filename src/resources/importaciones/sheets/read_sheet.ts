import type { Buffer } from "node:buffer";
import { tooLarge, tooManyRows, unknown } from "@/resources/importaciones/files/errors.ts";
import { detectFormat, type Format, onlyEntry } from "./format.ts";
import { type Cell, checkWidth, type Row, type Wanted } from "./row.ts";
import { readSpreadsheetmlRows } from "./spreadsheetml.ts";
import { readTextRows } from "./text.ts";
import { readXlsRows } from "./xls.ts";
import { readXlsxRows } from "./xlsx.ts";

export const MAX_ROWS = 60_000;
/** Of any width together: the widest report, of 52 columns, fits with 28,800 rows. */
const MAX_CELLS = 1_500_000;
/** No column of the reports takes a third of it: what is longer is cut, and its row rejected by name. */
const MAX_TEXT = 2_000;

/**
 * The rows with content of the first sheet of a file in any of the formats, one by one, so that
 * memory holds only a few. Heavy: it belongs in a worker.
 * @param wanted may be filled in while the rows come; rows with nothing in these columns do not count
 * @throws UnreadableFileError
 */
export function* readSheet(bytes: Buffer, wanted: Wanted = {}): Generator<Row> {
  let rows = 0, cells = 0;
  for (const row of readRows(bytes, detectFormat(bytes), wanted)) {
    checkWidth(row.celdas.length);
    // Many a sheet goes on for a million empty rows: nothing is made of them.
    const isEmpty = wanted.columns
      ? wanted.columns.every((column) => isBlank(row.celdas[column]))
      : row.celdas.every(isBlank);
    if (isEmpty) continue;
    if (++rows > MAX_ROWS) throw tooManyRows();
    const celdas = Array.from(row.celdas, bounded);
    cells += celdas.length;
    if (cells > MAX_CELLS) throw tooLarge("1.500.000 celdas");
    yield { fila: row.fila, celdas };
  }
}

function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || cell === null || cell === "";
}

function bounded(cell: Cell | undefined): Cell {
  if (typeof cell === "string" && cell.length > MAX_TEXT) return cell.slice(0, MAX_TEXT);
  return cell ?? null;
}

function readRows(bytes: Buffer, format: Format, wanted: Wanted): Iterable<Row> {
  switch (format.kind) {
    case "xls":
      return readXlsRows(bytes, wanted);
    case "xlsx":
      return readXlsxRows(format.entries, wanted);
    case "spreadsheetml":
      return readSpreadsheetmlRows(format.text, wanted);
    case "text":
      return readTextRows(format.text, wanted);
    case "zip": {
      const inner = onlyEntry(format.entries).read();
      const innerFormat = detectFormat(inner);
      if (innerFormat.kind === "zip") throw unknown("es un ZIP dentro de otro ZIP");
      return readRows(inner, innerFormat, wanted);
    }
  }
}
