import { CFB } from "@e965/xlsx";
import { Buffer } from "node:buffer";
import { damaged, tooLarge } from "@/resources/importaciones/files/errors.ts";
import { find } from "@/resources/importaciones/files/xml.ts";
import type { ZipEntry } from "@/resources/importaciones/files/zip_guard.ts";
import type { Row, Wanted } from "./row.ts";
import { readSharedStrings } from "./shared_strings.ts";
import { readLibraryRows } from "./sheetjs.ts";
import { readXlsxParts } from "./xlsx_parts.ts";
import { pruneRows } from "./xlsx_rows.ts";

/** Of XML: some 2,500 rows of a PE-04. The library holds every cell it reads, so it reads few. */
const PIECE = 4 * 1024 * 1024;
/**
 * The headers are in here, and once they are known, so are the columns that matter. Each piece is twice
 * the one before: of a file that is refused for its first rows, few more are read.
 */
const FIRST_PIECE = 128 * 1024;
/** Pieces are cut between rows, so a row without end would make one without end. */
const MAX_ROW = 2 * 1024 * 1024;

const BOOK = `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
  <sheets><sheet name="H" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
const TYPES = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Override PartName="/xl/workbook.xml" ContentType="${TYPE}sheet.main+xml"/>
  <Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}worksheet+xml"/>
  <Override PartName="/xl/styles.xml" ContentType="${TYPE}styles+xml"/>
  <Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}sharedStrings+xml"/></Types>`;

const NO_STYLES = Buffer.from("<styleSheet/>");

/** The rows of the first visible sheet, piece by piece. */
export function* readXlsxRows(entries: ZipEntry[], wanted: Wanted): Generator<Row> {
  const { name, sheet, styles = NO_STYLES, strings } = readXlsxParts(entries);
  wanted.sheetName = name;
  const texts = readSharedStrings(strings);
  for (const rows of cut(sheet, styles.length + (strings?.length ?? 0), wanted)) {
    yield* readLibraryRows(pack({
      "[Content_Types].xml": Buffer.from(TYPES),
      "xl/workbook.xml": Buffer.from(BOOK),
      "xl/styles.xml": styles,
      "xl/sharedStrings.xml": texts.for(rows),
      "xl/worksheets/sheet1.xml": Buffer.from(rows, "latin1"),
    }));
  }
}

/**
 * The sheet in many small ones: its rows with content, and nothing of what stands around them.
 * @param carried what each of them has to carry along, in bytes: when it is much, they are fewer
 */
function* cut(sheet: Buffer, carried: number, wanted: Wanted): Generator<string> {
  const opening = /<(\w+:)?sheetData\b[^<>]*?(\/?)>/.exec(sheet.toString("latin1", 0, 65_536));
  const [, prefix = "", closed] = opening ?? [];
  if (closed) return;
  const end = find(sheet, `</${prefix}sheetData>`);
  if (end < 0) throw damaged();
  let from = find(sheet, `<${prefix}row`), size = FIRST_PIECE, counted = 0;
  while (from >= 0 && from < end) {
    const next = find(sheet, `<${prefix}row`, from + size);
    const to = next < 0 || next > end ? end : next;
    if (to - from > size + MAX_ROW) throw tooLarge("2 MB en una fila");
    const { rows, unnumbered } = pruneRows(sheet.toString("latin1", from, to), prefix, wanted);
    if (rows) {
      // A row without a number comes after the one before it: here, the last of the piece before.
      const before = unnumbered && counted ? `<${prefix}row r="${counted}"></${prefix}row>` : "";
      const body = `<${prefix}sheetData>${before}${rows}</${prefix}sheetData>`;
      yield `<${prefix}worksheet>${body}</${prefix}worksheet>`;
    }
    counted += unnumbered;
    from = to;
    size = Math.max(Math.min(2 * size, PIECE), 2 * carried);
  }
}

/** A ZIP of files as they are, which costs next to nothing to write and to read. */
function pack(files: Record<string, Buffer>): Buffer {
  const zip = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(files)) CFB.utils.cfb_add(zip, name, content);
  return CFB.write(zip, { fileType: "zip", type: "buffer" });
}
