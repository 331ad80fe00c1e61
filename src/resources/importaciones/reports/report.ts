import type * as z from "zod";
import { findColumns } from "@/resources/importaciones/sheets/header.ts";
import type { Cell, Row } from "@/resources/importaciones/sheets/row.ts";

/** A row that is not imported: where, why, and what it held in the columns that are read. */
export type Rechazada = { fila: number; columna: string; motivo: string; celdas: Cell[] };

/**
 * A report of SOFIA Plus with one record per row.
 * @template S what a row must be, by our names
 */
export type Report<S extends z.ZodObject> = {
  /** As people call it. */
  name: string;
  schema: S;
  /** The report's header for each of our names. */
  headers: Record<keyof z.output<S> & string, string>;
  /** By these columns the report is found; the rest may be missing. */
  needed: (keyof z.output<S> & string)[];
  /** Of each of these groups it has a column: other reports of the same system may have those above. */
  marks: (keyof z.output<S> & string)[][];
};

/** Where each of our names stands in a row (-1 where the file does not have it), and under what header. */
export type Place = { name: string; header: string; index: number };

/** What the header row says: `ausentes` are the columns that could be there and are not. */
export type Columns = { places: Place[]; encabezados: string[]; ausentes: string[] };

export function readColumns<S extends z.ZodObject>(
  { headers }: Pick<Report<S>, "headers">,
  header: Cell[],
): Columns {
  const entries = Object.entries<string>(headers);
  const indexes = findColumns(header, Object.values(headers));
  const isThere = (name: string) => indexes.has(name);
  return {
    places: entries.map(([name, header]) => ({ name, header, index: indexes.get(header) ?? -1 })),
    encabezados: entries.map(([, header]) => header).filter(isThere),
    ausentes: entries.map(([, header]) => header).filter((header) => !isThere(header)),
  };
}

/** A row as the report's record, or as rejected with every reason at once. */
export function readRow<S extends z.ZodObject>(
  { schema }: Pick<Report<S>, "schema">,
  columns: Columns,
  row: Row,
): { value: z.output<S> } | { rechazada: Rechazada } {
  const cells: Record<string, Cell> = {};
  for (const { name, index } of columns.places) cells[name] = row.celdas[index] ?? null;
  const { success, data, error } = schema.safeParse(cells);
  if (success) return { value: data };
  const problems = error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const header = columns.places.find((place) => place.name === name)?.header ?? name;
    return { header, text: `${header} ${explain(issue, cells[name] ?? null)}` };
  });
  const columna = [...new Set(problems.map(({ header }) => header))].join(", ");
  return { rechazada: reject(columna, problems.map(({ text }) => text).join(". "), columns, row) };
}

export function reject(columna: string, motivo: string, { places }: Columns, row: Row): Rechazada {
  const celdas = places.filter(({ index }) => index >= 0).map(({ index }) => {
    const cell = row.celdas[index] ?? null;
    return typeof cell === "string" && cell.length > KEPT ? `${cell.slice(0, KEPT)}…` : cell;
  });
  return { fila: row.fila, columna, motivo, celdas };
}

/** Of a text in a rejected row: what is cut off here is too long for any column all the same. */
const KEPT = 600;
const SHOWN = 40;

function explain(issue: z.core.$ZodIssue, cell: Cell): string {
  if (cell === null || String(cell).trim() === "") return "está vacía y hace falta";
  const shown = String(cell).length > SHOWN ? `${String(cell).slice(0, SHOWN)}…` : String(cell);
  const value = JSON.stringify(shown);
  switch (issue.code) {
    case "invalid_type":
      return issue.expected === "object"
        ? `debe ser «código - nombre» y dice ${value}`
        : `debe ser un número entero y dice ${value}`;
    case "too_big":
      return issue.origin === "string"
        ? `tiene más de ${issue.maximum} caracteres (${value})`
        : `dice ${value} y lo más que puede ser es ${issue.maximum}`;
    case "too_small":
      return `dice ${value} y lo menos que puede ser es ${issue.minimum}`;
    default:
      return `dice ${value}: ${issue.message}`;
  }
}
