import * as z from "zod";
import { count, id, line } from "@/http/schemas.ts";
import { visible } from "@/http/text/visible.ts";
import { serialToDate, textToDate } from "@/resources/importaciones/sheets/dates.ts";
import { type Cell, ERROR_CELL } from "@/resources/importaciones/sheets/row.ts";

// From cells to values, as SOFIA Plus writes them: numbers as text, text as numbers, dates in three
// ways. What comes out has passed the schemas of the API.

/** What spreadsheets show in a cell whose formula went wrong, in English and in Spanish. */
const ERROR_TEXT = /^#(N\/[AD]|¡?(REF|VALUE|VALOR|DIV\/0|NUM|NULL|NULO)!|¿?(NAME|NOMBRE)\?)$/;

function from<T extends z.ZodType>(read: (cell: Cell) => unknown, schema: T) {
  return z.preprocess((cell: Cell) => read(typeof cell === "string" ? clean(cell) : cell), schema);
}

const BREAKS = /[\t-\r\u0085]+/g;
// A NUL stays, and its row is refused: the file is damaged there.
// deno-lint-ignore no-control-regex
const CONTROLS = /[\u0001-\u001f\u007f-\u009f]/g;

/** Line breaks and runs of blanks are one blank, what nobody sees is left out; nothing is nothing. */
function clean(text: string): string | null {
  return visible(text.replace(BREAKS, " ").replace(CONTROLS, "")) || null;
}

const wordsOf = (cell: Cell) => cell === null ? null : String(cell).replace(/^'(?=[=+@-])/, "");

function words(max: number) {
  return line(1, max).refine(
    (text) => text !== ERROR_CELL && !ERROR_TEXT.test(text),
    "La celda tiene un error de Excel",
  );
}

/** A text that may be missing. */
export function text(max: number) {
  return from(wordsOf, words(max).nullable());
}

/** A text that must be there. */
export function neededText(max: number) {
  return from(wordsOf, words(max));
}

// 2,847,248 and 2.847.248 are thousands; 2847248.0 is a number that passed for a fraction. A single
// 2.847 could be either and is refused.
const GROUPED = /^-?\d{1,3}(?:(?:,\d{3})+|(?:\.\d{3}){2,})$/, PLAIN = /^(-?\d{1,15})(?:[.,]0+)?$/;

function toInteger(cell: Cell): unknown {
  if (typeof cell !== "string") return cell;
  if (GROUPED.test(cell)) return Number(cell.replace(/[.,]/g, ""));
  const [, digits] = PLAIN.exec(cell) ?? [];
  return digits === undefined ? cell : Number(digits);
}

/** A code or an id: a whole number from 1 on. */
export const code = from(toInteger, id);

export const codeOrNull = from(toInteger, id.nullable());

/** A count of people or hours, or nothing. */
export const countOrNull = from(toInteger, count.nullable());

/** The code of a ficha. Those with a letter (`3228973A`) have no place in the system. */
export const fichaCode = from(
  (cell) => toInteger(cell),
  z.unknown().refine(
    (value) => typeof value !== "string" || !/^\d+ ?[A-Z]+$/i.test(value),
    {
      message: "Es una ficha con letra: el sistema guarda códigos de ficha de solo números",
      abort: true,
    },
  ).pipe(id),
);

/** `36180 - NAME` taken apart at the first hyphen; the name may hold others. */
export const codeAndName = from(
  (cell) => {
    const [, codigo, nombre] = /^(\d+) ?- ?(.+)$/.exec(String(cell ?? "")) ?? [];
    return codigo === undefined ? cell : { codigo: Number(codigo), nombre };
  },
  z.object({ codigo: id, nombre: words(500) }),
);

const TWO_DIGIT_YEAR = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}(\s|$)/;

function toDate(cell: Cell): unknown {
  if (cell === null) return null;
  if (typeof cell === "number") return serialToDate(cell) ?? String(cell);
  const serial = /^\d{5}(?:\.\d+)?$/.test(cell) ? serialToDate(Number(cell)) : undefined;
  return serial ?? textToDate(cell) ?? cell;
}

/** A day, as `YYYY-MM-DD`, or nothing. */
export const dateOrNull = from(
  toDate,
  z.iso.date({
    error: ({ input }) =>
      TWO_DIGIT_YEAR.test(String(input))
        ? "La fecha tiene el año de dos cifras: escriba DD/MM/AAAA"
        : "No es una fecha que exista: escriba DD/MM/AAAA",
    abort: true, // what two dates say against each other counts on both being dates
  }).nullable(),
);
