import type * as z from "zod";
import { normalizeHeader } from "@/resources/importaciones/sheets/header.ts";
import { DF14 } from "./df14.ts";
import { JUICIOS } from "./juicios.ts";
import { PE04 } from "./pe04.ts";
import type { Report } from "./report.ts";
import type { Tipo } from "./tipos.ts";

/** What tells a report from the others of the same system. */
type Signs = {
  /** How people call it. */
  name: string;
  /** All of these headers are there. */
  headers: string[];
  /** Other reports have those headers too, but not one of each of these groups. */
  groups: string[][];
  /** The titles it goes by, and those that are of another report. */
  own: RegExp;
  foreign: RegExp;
};

/** A title that is the code of some report. */
export const SOME_CODE = /^[A-Z]{2,4}-\d/;

export const SIGNS: Record<Tipo, Signs> = {
  pe04: signsOf(PE04, /^PE-04/, SOME_CODE),
  df14: signsOf(DF14, /^DF-14A?$/, SOME_CODE),
  juicios: signsOf(JUICIOS, /juicio/i, /./),
};

function signsOf<S extends z.ZodObject>(
  { name, needed, marks, headers }: Report<S>,
  own: RegExp,
  foreign: RegExp,
): Signs {
  return {
    name,
    own,
    foreign,
    headers: needed.map((column) => headers[column]),
    groups: marks.map((group) => group.map((column) => headers[column])),
  };
}

/** What is looked for in a sheet. */
export const HEADERS: ReadonlySet<string> = new Set(
  [PE04.headers, DF14.headers, JUICIOS.headers].flatMap((it) => Object.values<string>(it))
    .map(normalizeHeader),
);
