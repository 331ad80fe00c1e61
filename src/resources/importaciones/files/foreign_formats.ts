import type { Buffer } from "node:buffer";
import type { ZipEntry } from "./zip_guard.ts";

// What people send instead of a report, by the name and ending that they know it by.

const BY_FIRST_BYTES: [bytes: string, what: string][] = [
  ["%PDF", "es un PDF (.pdf)"],
  ["{\\rtf", "es un documento de texto (.rtf)"],
  ["Rar!", "es un archivo comprimido (.rar)"],
  ["7z\xbc\xaf\x27\x1c", "es un archivo comprimido (.7z)"],
  ["\x1f\x8b", "es un archivo comprimido (.gz)"],
  ["\x89PNG", "no es una hoja de cálculo: es una imagen (.png)"],
  ["\xff\xd8\xff", "no es una hoja de cálculo: es una imagen (.jpg)"],
  ["GIF8", "no es una hoja de cálculo: es una imagen (.gif)"],
];

/** What the first bytes say that the file is; undefined where they say none of these. */
export function nameForeign(bytes: Buffer): string | undefined {
  const start = bytes.toString("latin1", 0, 16);
  return BY_FIRST_BYTES.find(([first]) => start.startsWith(first))?.[1];
}

/** Of OpenDocument: what it is, with its ending in a ZIP and as one XML. */
const OPEN_DOCUMENTS: Record<string, [what: string, zipped: string, flat: string]> = {
  spreadsheet: ["un libro de OpenDocument", ".ods", ".fods"],
  text: ["un documento de texto de OpenDocument", ".odt", ".fodt"],
  presentation: ["una presentación de OpenDocument", ".odp", ".fodp"],
  graphics: ["un dibujo de OpenDocument", ".odg", ".fodg"],
};
const OPEN_DOCUMENT = /application\/vnd\.oasis\.opendocument\.(\w+)/;

function openDocument(type: string, isFlat: boolean): string {
  const [, kind = ""] = OPEN_DOCUMENT.exec(type) ?? [];
  const [what, zipped, flat] = OPEN_DOCUMENTS[kind] ??
    ["un libro de OpenDocument", ".ods", ".fods"];
  return `es ${what} (${isFlat ? flat : zipped})`;
}

const PAGE = /<(!doctype\s+html|html|table|head|body|meta|style)\b/i;

/** @param opening the first lines of a text */
export function nameForeignText(opening: string): string | undefined {
  if (/^MIME-Version:/i.test(opening)) return "es una página web de un solo archivo (.mht)";
  if (opening.startsWith("ID;P")) return "es un libro de SYLK (.slk)";
  if (/^[[{]\s*["[{]/.test(opening)) return "es un JSON (.json)";
  if (!opening.startsWith("<")) return undefined;
  if (/<office:document\b/.test(opening)) return openDocument(opening, true);
  return PAGE.test(opening) ? "es una página web" : "es un XML que no es hoja de cálculo";
}

const BY_PART: [part: RegExp, what: string][] = [
  [/^xl\/workbook\.bin$/i, "es un libro binario (.xlsb)"],
  [/^word\/document\.xml$/i, "es un documento de Word (.docx)"],
  [/^ppt\/presentation\.xml$/i, "es una presentación (.pptx)"],
  [/^index\/.*\.iwa$|^index\.zip$/i, "es un libro de Numbers (.numbers)"],
];

/** What a ZIP is that is no report and holds none. */
export function nameForeignZip(entries: readonly ZipEntry[]): string | undefined {
  const found = BY_PART.find(([part]) => entries.some(({ name }) => part.test(name)));
  if (found) return found[1];
  if (!entries.some(({ name }) => /^meta-inf\/manifest\.xml$/i.test(name))) return undefined;
  const mimetype = entries.find(({ name, size }) => name === "mimetype" && size < 200);
  return openDocument(mimetype?.read().toString() ?? "", false);
}

const BY_STREAM: [stream: RegExp, what: string][] = [
  [/^WordDocument$/i, "es un documento de Word (.doc)"],
  [/^PowerPoint Document$/i, "es una presentación (.ppt)"],
  [/^__substg1\.0_/i, "es un correo de Outlook (.msg)"],
];

/** @param streams what an OLE container without a workbook holds */
export function nameForeignOle(streams: readonly string[]): string | undefined {
  return BY_STREAM.find(([stream]) => streams.some((name) => stream.test(name)))?.[1];
}
