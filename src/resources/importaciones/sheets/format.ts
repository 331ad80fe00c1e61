import type { Buffer } from "node:buffer";
import { decodeText } from "@/resources/importaciones/files/encoding.ts";
import { damaged, unknown } from "@/resources/importaciones/files/errors.ts";
import {
  nameForeign,
  nameForeignText,
  nameForeignZip,
} from "@/resources/importaciones/files/foreign_formats.ts";
import { openZip, type ZipEntry } from "@/resources/importaciones/files/zip_guard.ts";

/** What the bytes of a file are, with whatever was opened to tell. The name of the file plays no part. */
export type Format =
  | { kind: "xls" }
  | { kind: "xlsx"; entries: ZipEntry[] }
  | { kind: "zip"; entries: ZipEntry[] }
  | { kind: "spreadsheetml"; text: string }
  | { kind: "text"; text: string };

const OLE = "d0cf11e0a1b11ae1";
const SPREADSHEETML = "urn:schemas-microsoft-com:office:spreadsheet";

/** @throws UnreadableFileError for what is none of the formats */
export function detectFormat(bytes: Buffer): Format {
  if (bytes.length === 0) throw unknown("está vacío");
  if (bytes.toString("hex", 0, 8) === OLE) return { kind: "xls" };
  if (bytes.toString("latin1", 0, 2) === "PK") return detectZip(bytes);
  const foreign = nameForeign(bytes);
  if (foreign) throw unknown(foreign);
  const text = decodeText(bytes);
  if (text === undefined) throw unknown("no es una hoja de cálculo");
  const opening = text.slice(0, 4096).trimStart();
  if (opening.startsWith("<") && opening.includes(SPREADSHEETML)) {
    return { kind: "spreadsheetml", text };
  }
  const other = nameForeignText(opening);
  if (other) throw unknown(other);
  return { kind: "text", text };
}

function detectZip(bytes: Buffer): Format {
  const entries = openZip(bytes).filter(({ name }) => !name.endsWith("/"));
  const foreign = nameForeignZip(entries);
  if (foreign) throw unknown(foreign);
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  if (names.has("[content_types].xml")) {
    if (!names.has("xl/workbook.xml")) throw unknown("no es una hoja de cálculo");
    return { kind: "xlsx", entries };
  }
  return { kind: "zip", entries };
}

// What computers put into a ZIP by themselves: locks of a file that is open, previews, settings of
// a folder, the bin, and where a file was downloaded from.
const ADDED_FOLDER = /(^|\/)(__MACOSX|@eaDir|\$RECYCLE\.BIN|System Volume Information|\.[^/]*)\//i;
const ADDED_FILE =
  /(^|\/)(\.[^/]*|~\$[^/]*|~[^/]*\.tmp|[^/]*~|(eh)?thumbs\.db|desktop\.ini|icon\r|[^/]*:zone\.identifier)$/i;

/**
 * The one file a ZIP holds. What a computer adds by itself does not count.
 * @throws UnreadableFileError when there is none, or more than one
 */
export function onlyEntry(entries: ZipEntry[]): ZipEntry {
  const files = entries.filter(({ name }) => !ADDED_FOLDER.test(name) && !ADDED_FILE.test(name));
  const [file] = files;
  if (!file) throw unknown("es un ZIP vacío");
  if (files.length > 1) {
    throw unknown(`es un ZIP con ${files.length} archivos y debe traer uno solo`);
  }
  if (file.size === 0) throw damaged();
  return file;
}
