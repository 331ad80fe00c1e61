import type { Buffer } from "node:buffer";
import { damaged, datesFrom1904, tooLarge } from "@/resources/importaciones/files/errors.ts";
import { readAttributes, refuseDoctype } from "@/resources/importaciones/files/xml.ts";
import type { ZipEntry } from "@/resources/importaciones/files/zip_guard.ts";

/** What of an .xlsx is ever looked at. Links, drawings, notes and macros stay unopened. */
export type XlsxParts = {
  name: string;
  sheet: Buffer;
  styles: Buffer | undefined;
  strings: Buffer | undefined;
};

const MAX_STRINGS = 8 * 1024 * 1024, MAX_STYLES = 4 * 1024 * 1024, MAX_BOOK = 1024 * 1024;

/** @throws UnreadableFileError */
export function readXlsxParts(entries: ZipEntry[]): XlsxParts {
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  const part = (name: string, most: number) => {
    const entry = byName.get(name.toLowerCase());
    if (!entry) return undefined;
    if (entry.size > most) throw tooLarge(`${most / 1024 / 1024} MB de textos y estilos`);
    const content = entry.read();
    refuseDoctype(content);
    return content;
  };

  const book = part("xl/workbook.xml", MAX_BOOK)?.toString();
  const relations = part("xl/_rels/workbook.xml.rels", MAX_BOOK)?.toString();
  if (!book || !relations) throw damaged();
  if (/<(?:\w+:)?workbookPr\b[^<>]*\bdate1904="(1|true)"/.test(book)) throw datesFrom1904();
  const targets = tagsOf("Relationship", relations).map((relation) => {
    const target = relation.get("Target") ?? "";
    return {
      id: relation.get("Id"),
      kind: relation.get("Type")?.replace(/.*\//, ""),
      name: target.startsWith("/") ? target.slice(1) : `xl/${target}`,
    };
  });
  const sheets = tagsOf("sheet", book);
  const first = sheets.find((sheet) => (sheet.get("state") ?? "visible") === "visible") ??
    sheets[0];
  const target = targets.find(({ id, kind }) => kind === "worksheet" && id === first?.get("id"));
  const sheet = target && part(target.name, Infinity);
  if (!sheet) throw damaged();
  const nameOf = (wanted: string) => targets.find(({ kind }) => kind === wanted)?.name ?? "";
  return {
    name: first?.get("name") ?? "",
    sheet,
    styles: part(nameOf("styles"), MAX_STYLES),
    strings: part(nameOf("sharedStrings"), MAX_STRINGS),
  };
}

function tagsOf(name: string, xml: string): Map<string, string>[] {
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\b[^<>]*>`, "g"))]
    .map(([tag]) => readAttributes(tag));
}
