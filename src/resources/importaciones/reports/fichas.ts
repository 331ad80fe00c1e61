import { fichaCode } from "./cells.ts";
import type { Lectura } from "./reader.ts";

/** The fichas of the rows that were rejected: they are in the file, so they are not gone from it. */
export function rejectedFichas(
  { rechazadas, encabezados }: Pick<Lectura, "rechazadas" | "encabezados">,
  header: string,
): number[] {
  const index = encabezados.indexOf(header);
  return rechazadas.flatMap(({ celdas }) => {
    const { success, data } = fichaCode.safeParse(celdas[index] ?? null);
    return success ? [data] : [];
  });
}
