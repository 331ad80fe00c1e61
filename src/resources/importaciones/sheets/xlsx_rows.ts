import { utils } from "@e965/xlsx";
import { damaged } from "@/resources/importaciones/files/errors.ts";
import type { Wanted } from "./row.ts";

// Formats without content go down to the last row of a sheet as often as not, and half of the columns
// are of no interest. To leave them out takes a tenth of what the library would to read them.
// (`[^<>]`, for a tag that never closes must not be looked through to the end of all, again and again.)
const ROW = /<(?:\w+:)?row\b[^<>]*>/g, NUMBERED_ROW = /<(?:\w+:)?row\b[^<>]*\sr="/g;
const UNPLACED_CELL = /<(?:\w+:)?c\b(?![^<>]*\sr=")/;
const EMPTY_CELL = /<(?:\w+:)?c\b[^<>]*(?:\/>|><\/(?:\w+:)?c>)/g;
const EMPTY_ROW = /<(?:\w+:)?row\b[^<>]*(?:\/>|>\s*<\/(?:\w+:)?row>)/g;

/**
 * The XML of rows without what nobody will look at. Cells and rows that do not say where they stand
 * come after those before them, and so all are left in.
 * @param prefix of their tags
 * @returns with how many of its rows do not say their number
 * @throws UnreadableFileError when some do and some do not, which no program writes
 */
export function pruneRows(
  xml: string,
  prefix: string,
  wanted: Wanted,
): { rows: string; unnumbered: number } {
  const rows = countText(xml, `<${prefix}row`), cellTags = countText(xml, `<${prefix}c`);
  // As nearly every program writes them, the number comes first; a pattern takes ten times as long.
  const isUsual = countText(xml, `<${prefix}row r="`) === rows;
  const all = isUsual ? rows : count(xml, ROW),
    numbered = isUsual ? rows : count(xml, NUMBERED_ROW);
  if (numbered > 0 && numbered < all) throw damaged();
  const arePlaced = countText(xml, `<${prefix}c r="`) === cellTags;
  const cells = !arePlaced && UNPLACED_CELL.test(xml)
    ? xml
    : withoutUnwanted(xml.replace(EMPTY_CELL, ""), wanted);
  return { rows: numbered ? cells.replace(EMPTY_ROW, "") : cells, unnumbered: all - numbered };
}

function countText(xml: string, text: string): number {
  let found = 0;
  for (let at = xml.indexOf(text); at >= 0; at = xml.indexOf(text, at + text.length)) found++;
  return found;
}

function count(xml: string, tag: RegExp): number {
  let found = 0;
  for (tag.lastIndex = 0; tag.test(xml);) found++;
  return found;
}

function withoutUnwanted(xml: string, { columns }: Wanted): string {
  if (!columns) return xml;
  const letters = columns.map((column) => utils.encode_col(column)).join("|");
  // A longer cell is left in: nor must one that never closes be looked for to the end.
  const unwanted = new RegExp(
    `<(?:\\w+:)?c r="(?!(?:${letters})\\d)[A-Z]+\\d+"[^<>]*>[^]{0,400}?</(?:\\w+:)?c>`,
    "g",
  );
  return xml.replace(unwanted, "");
}
