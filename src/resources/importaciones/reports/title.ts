import { serialToDate, textToDate } from "@/resources/importaciones/sheets/dates.ts";
import { normalizeHeader } from "@/resources/importaciones/sheets/header.ts";
import type { Cell, Row } from "@/resources/importaciones/sheets/row.ts";

/** What stands above a table, or on its tab, and says which report it is. */
export type Title = {
  /** As it is written. */
  text: string;
  /** As people call it: `PE-14`, `Reporte de Aprendices`. */
  name: string;
};

/** Titles stand at the top; further down there are data already. */
const TOP_ROWS = 12;
const SHOWN = 60;

// A code of the system anywhere in the text, or what looks like one at its start.
const CODE = /(?<![A-Z0-9])(PE|DF)[ _-]{0,3}(\d{1,3})([A-Z]?)(?![A-Z0-9])/;
const CODE_AT_START = /^([A-Z]{2,4})[_-](\d{1,3})([A-Z]?)(?![A-Z0-9])/;

/** Every title that the rows above a table, or the name of their sheet, give it. */
export function findTitles(above: readonly Row[], sheet = ""): Title[] {
  const cells = above.filter(({ fila }) => fila <= TOP_ROWS).flatMap(({ celdas }) => celdas);
  return [...cells, sheet].flatMap((cell) => typeof cell === "string" ? titlesOf(cell) : []);
}

function titlesOf(cell: string): Title[] {
  const text = cell.replace(/\s+/g, " ").trim();
  const upper = text.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase();
  const [, letters, number, part] = CODE.exec(upper) ?? CODE_AT_START.exec(upper) ?? [];
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  if (letters) return [{ text: shown, name: `${letters}-${number?.padStart(2, "0")}${part}` }];
  return /^(REPORTE|INFORME|LISTADO) (DE|DEL) ./.test(upper) ? [{ text: shown, name: shown }] : [];
}

// How reports call the day whose data they have; those of a ficha or a learner are no such days.
const OF_REPORT = /^(FECHA(Y?HORA)?(?!.*(INICI|FIN|TERMIN|MATRIC|NACIM))|.*CORTE)/;
const WRITTEN = /\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}/;
const MONTHS = "ENE FEB MAR ABR MAY JUN JUL AGO SEP OCT NOV DIC".split(" ");

/** The day that a report says its data are of; null where what stands above the table says none. */
export function findReportDate(above: readonly Row[]): string | null {
  const found = new Set<string>();
  for (const { celdas } of above) {
    const cells = celdas.filter((cell) => cell !== null && cell !== "");
    for (const [i, cell] of cells.entries()) {
      if (typeof cell !== "string") continue;
      const own = dateIn(cell);
      if (OF_REPORT.test(normalizeHeader(cell))) {
        const date = own ?? dateIn(cells[i + 1] ?? null, { serial: true });
        if (date) return date;
      } else if (own && !/^FECHA/.test(normalizeHeader(cells[i - 1] ?? null))) found.add(own);
    }
  }
  // Without a label: a title that ends in a date, and there is no other.
  const [only] = found;
  return found.size === 1 ? only ?? null : null;
}

function dateIn(cell: Cell, { serial = false } = {}): string | undefined {
  if (typeof cell === "number") return serial ? serialToDate(cell) : undefined;
  if (cell === null) return undefined;
  const [written] = WRITTEN.exec(cell) ?? [];
  if (written) return textToDate(written);
  const [, day = "", month = "", year = ""] =
    /(\d{1,2}) DE ([A-Z]{3})[A-Z]* (?:DE |DEL )?(\d{4})/i.exec(cell) ?? [];
  return textToDate(`${day}/${MONTHS.indexOf(month.toUpperCase()) + 1}/${year}`);
}
