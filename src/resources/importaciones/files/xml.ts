import type { Buffer } from "node:buffer";
import { UnreadableFileError } from "./errors.ts";

const ATTRIBUTE = /\s([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(quot|apos|lt|gt|amp));/gi;
const NAMED: Record<string, string> = { quot: '"', apos: "'", lt: "<", gt: ">", amp: "&" };

/** @throws UnreadableFileError when the XML declares a document type: entities hide in there */
export function refuseDoctype(xml: Buffer | string): void {
  const has = (text: string) => typeof xml === "string" ? xml.includes(text) : find(xml, text) >= 0;
  if (!has("<!DOCTYPE") && !has("<!ENTITY")) return;
  throw new UnreadableFileError(
    "El archivo trae definiciones XML (DTD o entidades), que ningún reporte de SOFIA Plus necesita: genérelo de nuevo y vuelva a subirlo.",
  );
}

const WINDOW = 1024 * 1024;

/** `indexOf` for text in bytes: as a string it is found ten times faster, window after window. */
export function find(bytes: Buffer, text: string, from = 0): number {
  for (let start = from; start < bytes.length; start += WINDOW) {
    const at = bytes.toString("latin1", start, start + WINDOW + text.length - 1).indexOf(text);
    if (at >= 0) return start + at;
  }
  return -1;
}

/** The attributes of a tag by their local name: `ss:Index="3"` is `Index`. */
export function readAttributes(tag: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = "", double, single] of tag.matchAll(ATTRIBUTE)) {
    attributes.set(name.slice(name.indexOf(":") + 1), unescapeXml(double ?? single ?? ""));
  }
  return attributes;
}

export function unescapeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(ENTITY, (_, hex, decimal, named) => {
    if (named) return NAMED[named.toLowerCase()] ?? "";
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}
