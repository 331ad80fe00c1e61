import { Buffer } from "node:buffer";
import { damaged, datesFrom1904, encrypted, tooLarge } from "./errors.ts";

const BOF = 0x0809, EOF = 0x000a, CONTINUE = 0x003c, SST = 0x00fc;
const FILE_PASS = 0x002f, BOUND_SHEET = 0x0085, FORMULA = 0x0006, FORMULA_TEXT = 0x0207;
const CODE_PAGE = 0x0042, DATE_1904 = 0x0022, FORMAT = 0x041e, XF = 0x00e0;
// The library needs these and no others; links, drawings, notes and names never reach it.
const SHARED_RECORDS = new Set([BOF, CODE_PAGE, FORMAT, XF, SST]);
const NUMBER = 0x0203, RK = 0x027e, MUL_RK = 0x00bd;
const LABEL_SST = 0x00fd, LABEL = 0x0204, RICH_LABEL = 0x00d6, BOOL_OR_ERROR = 0x0205;
const CELL_RECORDS = new Set(
  [FORMULA, NUMBER, RK, MUL_RK, LABEL_SST, LABEL, RICH_LABEL, BOOL_OR_ERROR],
);
/** In bytes: pieces are cut between rows, so a row without end would make one without end. */
const MAX_ROW = 256 * 1024;
const HEAD = 4;
const FORMULA_VALUE = HEAD + 20; // row, column, format, value, flags; what follows is the formula

/** A workbook stream taken apart, so that its first sheet can be put together again in pieces. */
export type Biff = {
  /** Of its first sheet. */
  name: string;
  /** In bytes: what every piece has to carry along. */
  sharedSize: number;
  /** The sheet in workbook streams of some `size` bytes of cells each, their formulas cut off. */
  pieces(size: number): Generator<Buffer>;
};

/** @throws UnreadableFileError when the stream is encrypted, damaged or holds no sheet */
export function openBiff(stream: Buffer): Biff {
  const shared: Buffer[] = [];
  let sheet: Buffer | undefined, kept = false;
  for (const { type, record } of recordsFrom(stream, 0)) {
    if (shared.length === 0 && type !== BOF) throw damaged();
    if (type === EOF) break;
    if (type === FILE_PASS) throw encrypted();
    if (type === DATE_1904 && record[HEAD] === 1) throw datesFrom1904();
    if (type === BOUND_SHEET && isVisibleSheet(record)) sheet ??= Buffer.from(record);
    kept = type === CONTINUE ? kept : SHARED_RECORDS.has(type);
    if (kept) shared.push(record);
  }
  if (!sheet || sheet.length < HEAD + 6) throw damaged();
  const start = sheet.readUInt32LE(HEAD);
  const ending = Buffer.from([EOF, 0, 0, 0]);
  const head = Buffer.concat([...shared, sheet, ending]);
  // In each piece the sheet stands right after the shared part, and its entry has to say so.
  head.writeUInt32LE(head.length, head.length - ending.length - sheet.length + HEAD);
  return {
    name: nameOf(sheet),
    sharedSize: head.length,
    *pieces(size) {
      for (const cells of cellsFrom(stream, start, size)) {
        yield Buffer.concat([head, cells, ending]);
      }
    },
  };
}

/** A sheet of cells (there are sheets of charts and macros) that its reader sees. */
function isVisibleSheet(entry: Buffer): boolean {
  return entry[HEAD + 4] === 0 && entry[HEAD + 5] === 0;
}

/** Its length, whether its letters take two bytes, and the letters. */
function nameOf(entry: Buffer): string {
  const [length = 0, wide = 0] = entry.subarray(HEAD + 6, HEAD + 8);
  const letters = entry.subarray(HEAD + 8);
  return wide & 1
    ? letters.toString("utf16le", 0, 2 * length)
    : letters.toString("latin1", 0, length);
}

/** The opening of a sheet with whole rows of it, again and again until the last. */
function* cellsFrom(stream: Buffer, start: number, size: number): Generator<Buffer> {
  let opening: Buffer | undefined,
    cells: Buffer[] = [],
    held = 0,
    depth = 0,
    row = -1,
    kept = false;
  for (const { type, record } of recordsFrom(stream, start)) {
    if (!opening && type !== BOF) throw damaged();
    opening ??= record;
    if (type === BOF) depth++;
    if (type === EOF && --depth === 0) {
      yield Buffer.concat([opening, ...cells]);
      return;
    }
    if (depth > 1) continue; // a chart inside the sheet
    if (CELL_RECORDS.has(type) && record.length >= HEAD + 2) {
      const previous = row;
      row = record.readUInt16LE(HEAD);
      if (held >= size && row !== previous) {
        yield Buffer.concat([opening, ...cells]);
        [cells, held] = [[], 0];
      }
      kept = true;
    } else if (type !== CONTINUE) {
      kept = type === FORMULA_TEXT;
    }
    if (!kept) continue;
    cells.push(type === FORMULA ? withoutFormula(record) : record);
    held += record.length;
    if (held > size + MAX_ROW) throw tooLarge("256 columnas");
  }
  throw damaged();
}

function withoutFormula(record: Buffer): Buffer {
  if (record.length < FORMULA_VALUE) throw damaged();
  const value = Buffer.alloc(FORMULA_VALUE + 2); // with a length of 0 for the formula
  record.copy(value, 0, 0, FORMULA_VALUE);
  value.writeUInt16LE(value.length - HEAD, 2);
  return value;
}

/** Each record with its head, to the end of the stream. */
function* recordsFrom(stream: Buffer, start: number) {
  for (let at = start; at + HEAD <= stream.length;) {
    const next = at + HEAD + stream.readUInt16LE(at + 2);
    if (next > stream.length) throw damaged();
    yield { type: stream.readUInt16LE(at), record: stream.subarray(at, next) };
    at = next;
  }
}
