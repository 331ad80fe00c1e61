import type { Buffer } from "node:buffer";
import { tooManyRows, UnreadableFileError } from "./errors.ts";
import { checkWidth, MAX_SHEET_ROWS, type Row } from "./row.ts";

/**
 * Bytes as text: by their mark when they carry one, else UTF-8 and, where that does not fit, Latin-1
 * (as Windows writes it). Undefined when they are no text at all.
 */
export function decodeText(bytes: Buffer): string | undefined {
  const mark = bytes.toString("hex", 0, 2);
  const text = mark === "fffe"
    ? new TextDecoder("utf-16le").decode(bytes)
    : mark === "feff"
    ? new TextDecoder("utf-16be").decode(bytes)
    : decodeBytes(bytes);
  return text.slice(0, 4096).includes("\0") ? undefined : text;
}

function decodeBytes(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

const SEPARATOR = ";", QUOTE = '"';

/** The rows of a text whose fields end in `;`; a quoted field may hold `;`, `""` and line breaks. */
export function* readTextRows(text: string): Generator<Row> {
  let at = 0;
  for (let fila = 1; at < text.length; fila++) {
    if (fila > MAX_SHEET_ROWS) throw tooManyRows();
    const celdas: Row["celdas"] = [];
    let more = true;
    while (more) {
      const { value, end } = readField(text, at);
      checkWidth(celdas.push(value || null));
      more = text[end] === SEPARATOR;
      at = end + 1;
    }
    if (text[at - 1] === "\r" && text[at] === "\n") at++;
    yield { fila, celdas };
  }
}

function readField(text: string, start: number): { value: string; end: number } {
  if (text[start] !== QUOTE) {
    let end = start;
    while (end < text.length && !isEnd(text[end])) end++;
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
      let end = quote + 1;
      while (end < text.length && !isEnd(text[end])) end++;
      return { value: value + text.slice(quote + 1, end), end };
    }
    value += QUOTE;
    from = quote + 2;
  }
}

function isEnd(character: string | undefined): boolean {
  return character === SEPARATOR || character === "\n" || character === "\r";
}
