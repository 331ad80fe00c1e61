import type { Buffer } from "node:buffer";
import { damaged, UnreadableFileError } from "./errors.ts";
import { decodeText } from "./text.ts";
import { openZip, type ZipEntry } from "./zip_guard.ts";

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
  const text = decodeText(bytes);
  if (text === undefined) throw unknown("no es una hoja de cálculo");
  const opening = text.slice(0, 4096).trimStart();
  if (!opening.startsWith("<")) return { kind: "text", text };
  if (opening.includes(SPREADSHEETML)) return { kind: "spreadsheetml", text };
  const isPage = /<(!doctype\s+html|html|table|head|body)\b/i.test(opening);
  throw unknown(isPage ? "es una página web" : "es un XML que no es hoja de cálculo");
}

function detectZip(bytes: Buffer): Format {
  const entries = openZip(bytes).filter(({ name }) => !name.endsWith("/"));
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  if (names.has("xl/workbook.bin")) throw unknown("es un libro binario (.xlsb)");
  if (names.has("meta-inf/manifest.xml")) throw unknown("es un libro de OpenDocument (.ods)");
  if (names.has("[content_types].xml")) {
    if (!names.has("xl/workbook.xml")) throw unknown("no es una hoja de cálculo");
    return { kind: "xlsx", entries };
  }
  return { kind: "zip", entries };
}

/**
 * The one file a ZIP holds. Notes that macOS leaves beside it do not count.
 * @throws UnreadableFileError when there is none, or more than one
 */
export function onlyEntry(entries: ZipEntry[]): ZipEntry {
  const files = entries.filter(({ name }) => !/(^|\/)(__MACOSX\/|\.)/.test(name));
  const [file] = files;
  if (!file) throw unknown("es un ZIP vacío");
  if (files.length > 1) {
    throw unknown(`es un ZIP con ${files.length} archivos y debe traer uno solo`);
  }
  if (file.size === 0) throw damaged();
  return file;
}

export function unknown(what: string): UnreadableFileError {
  return new UnreadableFileError(
    `El archivo ${what}: suba el reporte como sale de SOFIA Plus (.xlsx, .xls, texto separado por «;» o un ZIP con uno de ellos).`,
  );
}
