import { UnreadableFileError } from "@/resources/importaciones/files/errors.ts";
import type { Cell } from "./row.ts";

/**
 * A header or label in the form in which they are compared: `Código de\nla Ficha:` and
 * `CODIGO_DE_LA_FICHA` are the same.
 */
export function normalizeHeader(cell: Cell | undefined): string {
  return String(cell ?? "").normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "").toUpperCase();
}

/** Where each of these headers stands, by its name; those the row does not have are left out. */
export function findColumns(row: Cell[], headers: Iterable<string>): Map<string, number> {
  const names = row.map(normalizeHeader);
  const found = new Map<string, number>();
  for (const header of headers) {
    const name = normalizeHeader(header);
    const index = names.indexOf(name);
    if (index < 0) continue;
    if (names.includes(name, index + 1)) {
      throw new UnreadableFileError(
        `La columna ${header} está dos veces: deje una sola y vuelva a subir el archivo.`,
      );
    }
    found.set(header, index);
  }
  return found;
}
