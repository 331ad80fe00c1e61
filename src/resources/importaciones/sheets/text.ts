import { tooManyRows, UnreadableFileError } from "@/resources/importaciones/files/errors.ts";
import { normalizeHeader } from "./header.ts";
import { type Cell, checkWidth, MAX_SHEET_ROWS, type Row, type Wanted } from "./row.ts";

/** What spreadsheets put between the fields: the first one counts where nothing speaks for another. */
const SEPARATORS = [";", ",", "\t", "|"];
const QUOTE = '"';
/** How many rows are tried with each separator, and how many letters at most. */
const TRIED_ROWS = 60, TRIED_LETTERS = 512 * 1024;

/**
 * The rows of a text. A quoted field may hold separators, `""` and line breaks. The separator is the
 * one that gives a row with the most of the headers that are wanted.
 */
export function readTextRows(text: string, { headers }: Wanted): Iterable<Row> {
  return rowsOf(text, headers ? separatorOf(text, headers) : ";");
}

function separatorOf(text: string, headers: ReadonlySet<string>): string {
  const opening = text.slice(0, TRIED_LETTERS);
  const found = SEPARATORS.map((separator) => headersWith(opening, separator, headers));
  return SEPARATORS[found.indexOf(Math.max(...found))] ?? ";";
}

/** The most headers that any of the first rows has when it is cut here. */
function headersWith(text: string, separator: string, headers: ReadonlySet<string>): number {
  const isHeader = (cell: Cell) => cell !== null && headers.has(normalizeHeader(cell));
  let most = 0;
  try {
    for (const { fila, celdas } of rowsOf(text, separator)) {
      if (fila > TRIED_ROWS) break;
      most = Math.max(most, celdas.filter(isHeader).length);
    }
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
  }
  return most;
}

function* rowsOf(text: string, separator: string): Generator<Row> {
  let at = 0;
  for (let fila = 1; at < text.length; fila++) {
    if (fila > MAX_SHEET_ROWS) throw tooManyRows();
    const celdas: Row["celdas"] = [];
    let more = true;
    while (more) {
      const { value, end } = readField(text, at, separator);
      checkWidth(celdas.push(value || null));
      more = text[end] === separator;
      at = end + 1;
    }
    if (text[at - 1] === "\r" && text[at] === "\n") at++;
    yield { fila, celdas };
  }
}

function readField(text: string, start: number, separator: string): { value: string; end: number } {
  if (text[start] !== QUOTE) {
    const end = endOf(text, start, separator);
    return { value: text.slice(start, end), end };
  }
  let value = "";
  for (let from = start + 1;;) {
    const quote = text.indexOf(QUOTE, from);
    if (quote < 0) {
      throw new UnreadableFileError(
        "El texto tiene unas comillas que no se cierran: descargue el archivo de nuevo y vuelva a subirlo.",
      );
    }
    value += text.slice(from, quote);
    if (text[quote + 1] !== QUOTE) {
      const end = endOf(text, quote + 1, separator);
      return { value: value + text.slice(quote + 1, end), end };
    }
    value += QUOTE;
    from = quote + 2;
  }
}

function endOf(text: string, start: number, separator: string): number {
  let end = start;
  for (; end < text.length; end++) {
    const character = text[end];
    if (character === separator || character === "\n" || character === "\r") break;
  }
  return end;
}
