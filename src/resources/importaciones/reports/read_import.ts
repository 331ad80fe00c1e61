import type { Buffer } from "node:buffer";
import type * as z from "zod";
import { UnreadableFileError } from "@/resources/importaciones/files/errors.ts";
import { readSheet } from "@/resources/importaciones/sheets/read_sheet.ts";
import type { Row, Wanted } from "@/resources/importaciones/sheets/row.ts";
import type { fichaCode } from "./cells.ts";
import { DF14, type RegistroDf14, toRegistroDf14 } from "./df14.ts";
import { createTally, JUICIOS, type Juicios, readFicha } from "./juicios.ts";
import { PE04, type RegistroPe04, toRegistroPe04 } from "./pe04.ts";
import { recognise } from "./recognise.ts";
import {
  type Columns,
  readColumns,
  readRow,
  type Rechazada,
  reject,
  type Report,
} from "./report.ts";
import { HEADERS } from "./signs.ts";
import type { Tipo } from "./tipos.ts";
import { findReportDate } from "./title.ts";

/** A file with more is not the report it seems to be, and nobody corrects so many by hand. */
const MAX_REJECTED = 3_000;

/** Takes what is read, one by one, while it is read. */
export type Sink = {
  pe04(registro: RegistroPe04): void;
  df14(registro: RegistroDf14): void;
  rechazada(rechazada: Rechazada): void;
};

/**
 * What there is to say once all is read. `filas` counts the rows under the header; `encabezados`
 * names the cells of the rejected rows; `ausentes` are columns the file does not have, whose null
 * means nothing; `fecha_reporte` is the day that the report says its data are of.
 */
export type Resumen =
  & { filas: number; encabezados: string[]; ausentes: string[]; fecha_reporte: string | null }
  & (
    | { tipo: "pe04" | "df14" }
    | { tipo: "juicios"; juicios: Juicios }
  );

/**
 * Reads a file of SOFIA Plus, whichever format it has. Heavy: it belongs in a worker.
 * @param expected which report it must be; else it is recognised
 * @throws UnreadableFileError
 */
export function readImport(bytes: Buffer, expected: Tipo | undefined, sink: Sink): Resumen {
  let rejected = 0;
  function rechazada(rechazada: Rechazada) {
    if (++rejected > MAX_REJECTED) throw tooManyRejected(rechazada);
    sink.rechazada(rechazada);
  }
  const wanted: Wanted = { headers: HEADERS };
  const rows = readSheet(bytes, wanted);
  const { tipo, header, above } = recognise(rows, expected, () => wanted.sheetName);
  const fecha_reporte = findReportDate(above);
  switch (tipo) {
    case "pe04": {
      const columns = readColumns(PE04, header.celdas);
      wanted.columns = indexesOf(columns);
      const filas = readFichas(PE04, columns, rows, rechazada, ({ fila, value }) => {
        sink.pe04(toRegistroPe04(fila, value));
      });
      return { tipo, filas, fecha_reporte, ...named(columns) };
    }
    case "df14": {
      const columns = readColumns(DF14, header.celdas);
      wanted.columns = indexesOf(columns);
      const filas = readFichas(DF14, columns, rows, rechazada, ({ fila, value }) => {
        sink.df14(toRegistroDf14(fila, value));
      });
      return { tipo, filas, fecha_reporte, ...named(columns) };
    }
    case "juicios": {
      const columns = readColumns(JUICIOS, header.celdas);
      const ficha = readFicha(above);
      const tally = createTally(columns, header.celdas);
      let filas = 0;
      for (const row of rows) {
        filas++;
        const refused = tally.add(row);
        if (refused) rechazada(refused);
      }
      const { encabezados, ausentes } = named(columns);
      return {
        ...{ tipo, filas, encabezados, ausentes: [...ausentes, ...tally.ausentes] },
        ...{ fecha_reporte: ficha.fecha_reporte, juicios: { ficha, ...tally.result() } },
      };
    }
  }
}

function tooManyRejected({ fila, motivo }: Rechazada): UnreadableFileError {
  return new UnreadableFileError(
    `Más de 3.000 filas tienen errores; la ${fila}, por ejemplo: ${motivo}. Revise que sea el reporte correcto y vuelva a subirlo.`,
  );
}

type OfFicha = z.ZodObject<{ cod_ficha: typeof fichaCode }>;

/** @returns how many rows there were */
function readFichas<S extends OfFicha>(
  report: Report<S>,
  columns: Columns,
  rows: Iterable<Row>,
  rejectRow: Sink["rechazada"],
  give: (read: { fila: number; value: z.output<S> }) => void,
): number {
  const seen = new Map<number, number>();
  let filas = 0;
  for (const row of rows) {
    filas++;
    const read = readRow(report, columns, row);
    if ("rechazada" in read) {
      rejectRow(read.rechazada);
      continue;
    }
    const { cod_ficha } = read.value;
    const first = seen.get(cod_ficha);
    if (first === undefined) {
      seen.set(cod_ficha, row.fila);
      give({ fila: row.fila, value: read.value });
    } else {
      const motivo = `La ficha ${cod_ficha} ya está en la fila ${first}`;
      rejectRow(reject(report.headers.cod_ficha, motivo, columns, row));
    }
  }
  return filas;
}

function indexesOf({ places }: Columns): number[] {
  return places.map(({ index }) => index).filter((index) => index >= 0);
}

function named({ encabezados, ausentes }: Columns) {
  return { encabezados, ausentes };
}
