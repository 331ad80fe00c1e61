import { type CellObject, type ParsingOptions, read, SSF } from "@e965/xlsx";
import type { Buffer } from "node:buffer";
import { damaged } from "@/resources/importaciones/files/errors.ts";
import { serialToDate } from "./dates.ts";
import { type Cell, checkWidth, ERROR_CELL, type Row } from "./row.ts";

const OPTIONS: ParsingOptions = {
  type: "buffer",
  dense: true,
  cellNF: true, // tells a date from a number
  cellFormula: false,
  cellHTML: false,
  cellText: false,
  bookVBA: false,
};

/** The rows of the only sheet of a small workbook, read by the library. */
export function* readLibraryRows(workbook: Buffer): Generator<Row> {
  const rows = parse(workbook);
  for (const index in rows) {
    const cells = rows[index] ?? [];
    checkWidth(cells.length);
    yield { fila: Number(index) + 1, celdas: Array.from(cells, toCell) };
  }
}

function parse(workbook: Buffer): CellObject[][] {
  let book;
  try {
    book = read(workbook, OPTIONS);
  } catch (error) {
    throw damaged(error);
  }
  // The library keeps quiet about a sheet it could not read, and leaves it out.
  const sheet = book.Sheets[book.SheetNames[0] ?? ""];
  if (!sheet) throw damaged();
  return sheet["!data"] ?? [];
}

function toCell(cell: CellObject | undefined): Cell {
  switch (cell?.t) {
    case "s":
      return String(cell.v);
    case "n":
      return isDate(cell.z) ? serialToDate(Number(cell.v)) ?? Number(cell.v) : Number(cell.v);
    case "b":
      return cell.v ? "VERDADERO" : "FALSO";
    case "e":
      return ERROR_CELL;
    default:
      return null;
  }
}

function isDate(format: CellObject["z"]): boolean {
  return typeof format === "string" && format !== "General" && SSF.is_date(format);
}
