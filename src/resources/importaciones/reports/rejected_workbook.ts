import { type CellObject, utils, type WorkSheet, write } from "@e965/xlsx";
import type { Cell } from "@/resources/importaciones/sheets/row.ts";
import type { Rechazada } from "./report.ts";

/** How a spreadsheet might take a text for a formula, once the file was saved as CSV or a cell edited. */
const RISKY = /^[=+@\t\r-]/;

/** More would take more memory than reading does; whoever has corrected these comes back for others. */
export const MAX_WRITTEN = 10_000;

/**
 * The rejected rows as an .xlsx, to correct and send again: their columns as they were, and beside
 * them the row of the first file, the column and the reason. Every text is a text cell. Heavy: it
 * belongs in a worker.
 */
export function writeRechazadas(encabezados: string[], rechazadas: Rechazada[]): ArrayBuffer {
  const rows = rechazadas.slice(0, MAX_WRITTEN)
    .map(({ celdas, fila, columna, motivo }) => [...celdas, fila, columna, motivo]);
  const book = utils.book_new(
    sheetOf([[...encabezados, "FILA", "COLUMNA", "MOTIVO"], ...rows]),
    "Rechazadas",
  );
  if (rechazadas.length > MAX_WRITTEN) {
    const notice =
      `Aquí están las primeras ${MAX_WRITTEN} filas rechazadas, de ${rechazadas.length}`;
    utils.book_append_sheet(book, sheetOf([[notice]]), "Aviso");
  }
  return write(book, { type: "array", bookType: "xlsx", compression: true, bookSST: true });
}

function sheetOf(rows: Cell[][]): WorkSheet {
  const width = Math.max(...rows.map((row) => row.length));
  return {
    "!data": rows.map((row) => row.map(toCellObject)),
    "!ref": `A1:${utils.encode_cell({ c: width - 1, r: rows.length - 1 })}`,
  };
}

function toCellObject(cell: Cell): CellObject {
  if (cell === null) return { t: "z" };
  if (typeof cell === "number") return { t: "n", v: cell };
  return { t: "s", v: RISKY.test(cell) ? `'${cell}` : cell };
}
