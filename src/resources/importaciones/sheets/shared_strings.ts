import { Buffer } from "node:buffer";

const OPENING = /<(\w+:)?sst\b[^<>]*>/, END_OF_TEXT = /<\/(?:\w+:)?(?:si|sstItem)>/;
const NUMBER = /<(?:\w+:)?v\b[^<>]*>\s*(\d+)/g;
/** The opening tag is in here, in bytes. */
const HEAD = 65_536;

/**
 * The texts of a workbook, to take along only those that some rows use: the library parses every text
 * that it is given, whether a cell shows it or not.
 */
export type SharedStrings = {
  /** The part of the workbook for these rows: each text keeps its number, those not used are empty. */
  for(rows: string): Buffer;
};

/** @param part the XML of the texts, where the workbook has any */
export function readSharedStrings(part: Buffer | undefined): SharedStrings {
  const [tag = "<sst>", prefix = ""] = part?.toString("latin1", 0, HEAD).match(OPENING) ?? [];
  const xml = part?.toString("latin1") ?? "";
  const start = xml.indexOf(tag);
  const texts = start < 0 ? [] : xml.slice(start + tag.length).split(END_OF_TEXT).slice(0, -1);
  return {
    for(rows) {
      const used: string[] = [];
      // Of a cell that holds a number, it may be one that no cell refers to: that does no harm.
      for (const [, number] of rows.matchAll(NUMBER)) {
        const text = texts[Number(number)];
        if (text !== undefined) used[Number(number)] = text;
      }
      const items = Array.from(used, (text = "") => `${text}</${prefix}si>`);
      return Buffer.from(`${tag}${items.join("")}</${prefix}sst>`, "latin1");
    },
  };
}
