import { UnreadableFileError } from "@/resources/importaciones/files/errors.ts";
import { normalizeHeader } from "@/resources/importaciones/sheets/header.ts";
import type { Row } from "@/resources/importaciones/sheets/row.ts";
import { SIGNS, SOME_CODE } from "./signs.ts";
import { type Tipo, TIPOS } from "./tipos.ts";
import { findTitles, type Title } from "./title.ts";

/** How far down headers are looked for. */
const SEARCHED_ROWS = 40;

export type Recognised = { tipo: Tipo; header: Row; above: Row[] };

/**
 * Finds the header row and, with it and the title, which report this is.
 * @param rows left standing at the first row under the header
 * @param sheetName of the sheet that they are on, once the first of them was read
 * @throws UnreadableFileError when it is none of the reports, or not the expected one
 */
export function recognise(
  rows: Iterator<Row>,
  expected: Tipo | undefined,
  sheetName: () => string | undefined,
): Recognised {
  const above: Row[] = [];
  for (let next = rows.next(); !next.done && above.length < SEARCHED_ROWS; next = rows.next()) {
    const header = next.value;
    const tipo = TIPOS.find((candidate) => missing(SIGNS[candidate].headers, header).length === 0);
    if (!tipo) {
      above.push(header);
      continue;
    }
    refuseOthers(tipo, header, findTitles(above, sheetName()), expected);
    if (!expected || tipo === expected) return { tipo, header, above };
    throw new UnreadableFileError(
      `El archivo es un ${SIGNS[tipo].name} y aquí se esperaba un ${
        SIGNS[expected].name
      }: súbalo donde corresponde.`,
    );
  }
  throw unrecognised(above, findTitles(above, sheetName()), expected);
}

/** Refuses a report that has the headers of this one, but another title or less of its columns. */
function refuseOthers(tipo: Tipo, header: Row, titles: Title[], expected?: Tipo): void {
  const { headers, groups } = SIGNS[tipo];
  const isOwn = titles.some(({ name }) => SIGNS[tipo].own.test(name));
  const absent = groups.filter((group) => missing(group, header).length === group.length);
  const foreign = isOwn ? undefined : titles.find(({ name }) => SIGNS[tipo].foreign.test(name));
  if (foreign) throw otherReport(foreign, tipo, absent.flat(), expected);
  // Nothing but those headers: a list that somebody typed, and no other report.
  const known = new Set(headers.map(normalizeHeader));
  if (header.celdas.every((cell) => !cell || known.has(normalizeHeader(cell)))) return;
  const present = groups.length - absent.length;
  if (present >= Math.min(groups.length, isOwn ? 1 : 2)) return;
  throw new UnreadableFileError(
    `El archivo parece otro reporte, y no un ${SIGNS[tipo].name}: ${
      lackOf(header, absent.flat())
    }. Descargue el ${SIGNS[tipo].name}, con todas sus columnas, y vuelva a subirlo.`,
  );
}

function otherReport(title: Title, tipo: Tipo, lacks: string[], expected?: Tipo) {
  const called = !SOME_CODE.test(title.name)
    ? `«${title.text}»`
    : title.name === title.text
    ? title.name
    : `${title.name} («${title.text}»)`;
  const why = lacks.length > 0
    ? ` Le faltan, para ser un ${SIGNS[tipo].name}: ${lacks.join(", ")}.`
    : "";
  return new UnreadableFileError(
    `El archivo es un ${called}, y aquí se recibe ${namesOf(expected)}.${why} ` +
      "Descargue el reporte que corresponde y vuelva a subirlo.",
  );
}

function namesOf(expected?: Tipo): string {
  if (expected) return `un ${SIGNS[expected].name}`;
  return TIPOS.map((tipo) => `un ${SIGNS[tipo].name}`).join(" o ");
}

function missing(headers: string[], { celdas }: Row): string[] {
  const names = new Set(celdas.map(normalizeHeader));
  return headers.filter((header) => !names.has(normalizeHeader(header)));
}

function lackOf({ fila }: Row, lacks: string[]): string {
  return `a los encabezados de la fila ${fila} les falta: ${lacks.join(", ")}`;
}

/** Says what is missing in the row that comes closest to a header, if one comes close at all. */
function unrecognised(rows: Row[], titles: Title[], expected?: Tipo): UnreadableFileError {
  const candidates = rows.flatMap((row) =>
    (expected ? [expected] : TIPOS).map((tipo) => {
      return { tipo, row, lacks: missing(SIGNS[tipo].headers, row) };
    })
  );
  const [closest] = candidates
    .filter(({ tipo, lacks }) => lacks.length * 2 <= SIGNS[tipo].headers.length)
    .sort((a, b) => a.lacks.length - b.lacks.length);
  const tipo = closest?.tipo ?? expected;
  const own = tipo ? [SIGNS[tipo].own] : TIPOS.map((tipo) => SIGNS[tipo].own);
  const other = titles.find(({ name }) => !own.some((title) => title.test(name)));
  if (other) return otherReport(other, tipo ?? "pe04", closest?.lacks ?? [], expected);
  const names = TIPOS.map((tipo) => `un ${SIGNS[tipo].name}`).join(", ni ");
  return new UnreadableFileError(
    closest
      ? `Parece un ${SIGNS[closest.tipo].name}, pero ${
        lackOf(closest.row, closest.lacks)
      }. Descargue el reporte de nuevo, con todas sus columnas, y vuelva a subirlo.`
      : `El archivo no es ${
        expected ? `un ${SIGNS[expected].name}` : names
      }: no se encuentran sus encabezados en las primeras ${SEARCHED_ROWS} filas de la primera hoja.`,
  );
}
