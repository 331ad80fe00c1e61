import type { Db } from "@/db/db.ts";
import type { Value } from "@/db/sql.ts";
import type { Rechazada } from "@/resources/importaciones/reports/report.ts";
import type { Tipo } from "@/resources/importaciones/reports/tipos.ts";
import type { Cell } from "@/resources/importaciones/sheets/row.ts";
import type { Tabla } from "./tables.ts";

/** The values of a record, by column. A null says nothing: it never empties what is there. */
export type Valores = Readonly<Record<string, Value>>;

/** What a row says of one record of one table. */
export type Parte = {
  tabla: Tabla;
  key: readonly number[];
  valores: Valores;
  /** `crear`: one that is there stays as it is. `leer`: what the row counts on and does not write. */
  modo?: "crear" | "leer";
};

/** What a report says of one ficha or resultado: a row of the preview. */
export type Registro = {
  /** Of the sheet; null where several rows say it together. */
  fila: number | null;
  /** As the preview calls it: `ficha 2847248`. */
  nombre: string;
  partes: Parte[];
  celdas: () => Cell[];
};

export type Motivo = { columna: string; motivo: string };

/** What is in the database now of the records that a plan names. */
export type Estado = ReadonlyMap<string, Valores>;

/** What a file that was read asks for, before the database is looked at. */
export type Plan = {
  tipo: Tipo;
  filas: number;
  encabezados: string[];
  /** What the file is about: centres, or one ficha. */
  centros: number[];
  cod_ficha: number | null;
  /** The table whose new records make a row of the preview a new one. */
  principal: Tabla;
  /** How many there are. All of them at once would take much memory: each is made when its turn comes. */
  total: number;
  registros: Iterable<Registro>;
  rechazadas: Iterable<Rechazada>;
  /** Why nothing of the file can be imported. */
  refuseAll?: (estado: Estado) => Motivo | undefined;
  /** Why one row cannot, once it is known what is there. */
  refuseOne: (registro: Registro, estado: Estado) => Motivo | undefined;
  /** What is there and not in the file, by name. */
  listGone: (db: Db) => Promise<string[]>;
};

export function nameOf(tabla: Tabla, key: readonly unknown[]): string {
  return `${tabla}/${key.join("/")}`;
}

export function stateOf(estado: Estado, registro: Registro, tabla: Tabla): Valores | undefined {
  const parte = registro.partes.find((it) => it.tabla === tabla);
  return parte && estado.get(nameOf(tabla, parte.key));
}

/**
 * The cells of a row that was read, in the order of the headers of its file.
 * @param headers the header of each of our names
 */
export function cellsOf(
  headers: Readonly<Record<string, string>>,
  encabezados: readonly string[],
  values: Valores,
): Cell[] {
  const names = new Map(Object.entries(headers).map(([name, header]) => [header, name]));
  return encabezados.map((header) => {
    const value = values[names.get(header) ?? ""] ?? null;
    return typeof value === "number" ? value : value === null ? null : String(value);
  });
}

/** Each by itself, when its turn comes. */
export function* each<T, U>(all: Iterable<T>, make: (item: T) => U): Generator<U> {
  for (const item of all) yield make(item);
}
