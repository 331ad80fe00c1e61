import { damaged, tooManyRows } from "@/resources/importaciones/files/errors.ts";
import { readAttributes, refuseDoctype, unescapeXml } from "@/resources/importaciones/files/xml.ts";
import { type Cell, checkWidth, MAX_SHEET_ROWS, type Row, type Wanted } from "./row.ts";

// The library would hold every tag of the document at once (360 MB for 9 MB of XML, measured), so
// this format, the simplest of them, is read here: `<Row>` holds `<Cell>` holds `<Data>`.
const TAG =
  /<(\/?)(?:[\w.-]+:)?(Worksheet|Row|Cell|Data|Comment)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g;

/** A cell has 32,767 letters at most; this is more, however each of them is written. */
const MAX_CONTENT = 400_000;

/**
 * The rows of the first sheet of an Excel 2003 XML workbook. Formulas are in attributes nobody reads:
 * what counts is the value beside them.
 */
export function* readSpreadsheetmlRows(xml: string, wanted: Wanted): Generator<Row> {
  refuseDoctype(xml);
  let row: Row = { fila: 0, celdas: [] };
  let column = 0, nextColumn = 1, type = "", start = -1, commented = false;
  for (const match of xml.matchAll(TAG)) {
    const [tag, closing, name, attributes = "", empty] = match;
    const opens = !closing, closes = closing || empty;
    switch (name) {
      case "Row":
        if (opens) {
          row = { fila: position(attributes, row.fila + 1), celdas: [] };
          nextColumn = 1;
        }
        if (closes) yield row;
        break;
      case "Cell":
        if (opens) {
          column = position(attributes, nextColumn);
          nextColumn = column + 1 + Number(readAttributes(attributes).get("MergeAcross") ?? 0);
        }
        break;
      case "Comment": // holds a Data of its own
        commented = Boolean(opens && !empty);
        break;
      case "Data":
        if (opens) {
          start = empty ? -1 : match.index + tag.length;
          type = readAttributes(attributes).get("Type") ?? "";
        } else if (start >= 0 && !commented) {
          checkWidth(column);
          row.celdas[column - 1] = toCell(xml.slice(start, match.index), type);
        }
        break;
      default:
        if (closes) return;
        wanted.sheetName = readAttributes(attributes).get("Name") ?? "";
    }
  }
  throw damaged();
}

function position(attributes: string, next: number): number {
  const index = readAttributes(attributes).get("Index");
  const place = index === undefined ? next : Number(index);
  if (!Number.isInteger(place) || place < 1) throw damaged();
  if (place > MAX_SHEET_ROWS) throw tooManyRows();
  return place;
}

function toCell(content: string, type: string): Cell {
  const text = unescapeXml(content.slice(0, MAX_CONTENT).replace(/<[^<>]*>/g, ""));
  if (type === "Number") return text.trim() === "" ? null : Number(text);
  if (type === "DateTime") return text.slice(0, 10);
  return text;
}
