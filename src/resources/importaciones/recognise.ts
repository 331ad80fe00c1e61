import { DF14 } from "./df14.ts";
import { UnreadableFileError } from "./errors.ts";
import { normalizeHeader } from "./header.ts";
import { JUICIOS } from "./juicios.ts";
import { PE04 } from "./pe04.ts";
import type { Cell, Row } from "./row.ts";
import { TIPOS } from "./schemas.ts";

export { TIPOS };
export type Tipo = typeof TIPOS[number];

/** How people call each report, and the headers that tell it from the others. */
const SIGNS: Record<Tipo, { name: string; headers: string[] }> = {
  pe04: { name: PE04.name, headers: PE04.needed.map((column) => PE04.headers[column]) },
  df14: { name: DF14.name, headers: DF14.needed.map((column) => DF14.headers[column]) },
  juicios: { name: JUICIOS.name, headers: JUICIOS.needed.map((column) => JUICIOS.headers[column]) },
};

/** How far down headers are looked for. */
const SEARCHED_ROWS = 40;

export type Recognised = { tipo: Tipo; header: Row; above: Row[] };

/**
 * Finds the header row, by its text alone, and with it which report this is.
 * @param rows left standing at the first row under the header
 * @throws UnreadableFileError when it is none of the reports, or not the expected one
 */
export function recognise(rows: Iterator<Row>, expected?: Tipo): Recognised {
  const above: Row[] = [];
  for (let next = rows.next(); !next.done && above.length < SEARCHED_ROWS; next = rows.next()) {
    const header = next.value;
    const tipo = TIPOS.find((candidate) => missing(candidate, header.celdas).length === 0);
    if (!tipo) {
      above.push(header);
    } else if (expected && tipo !== expected) {
      throw new UnreadableFileError(
        `El archivo es un ${SIGNS[tipo].name} y aquí se esperaba un ${
          SIGNS[expected].name
        }: súbalo donde corresponde.`,
      );
    } else {
      return { tipo, header, above };
    }
  }
  throw unrecognised(above, expected);
}

function missing(tipo: Tipo, cells: Cell[]): string[] {
  const names = new Set(cells.map(normalizeHeader));
  return SIGNS[tipo].headers.filter((header) => !names.has(normalizeHeader(header)));
}

/** Says what is missing in the row that comes closest to a header, if one comes close at all. */
function unrecognised(rows: Row[], expected?: Tipo): UnreadableFileError {
  const candidates = rows.flatMap(({ fila, celdas }) =>
    (expected ? [expected] : TIPOS).map((tipo) => ({ tipo, fila, lacks: missing(tipo, celdas) }))
  );
  const [closest] = candidates
    .filter(({ tipo, lacks }) => lacks.length * 2 <= SIGNS[tipo].headers.length)
    .sort((a, b) => a.lacks.length - b.lacks.length);
  const names = expected
    ? `un ${SIGNS[expected].name}`
    : TIPOS.map((tipo) => `un ${SIGNS[tipo].name}`).join(", ni ");
  return new UnreadableFileError(
    closest
      ? `Parece un ${
        SIGNS[closest.tipo].name
      }, pero a los encabezados de la fila ${closest.fila} les falta: ${
        closest.lacks.join(", ")
      }. Descargue el reporte de nuevo, con todas sus columnas, y vuelva a subirlo.`
      : `El archivo no es ${names}: no se encuentran sus encabezados en las primeras ${SEARCHED_ROWS} filas de la primera hoja.`,
  );
}
