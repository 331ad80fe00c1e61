import * as z from "zod";
import { type Importing, toApiError } from "./imports.ts";
import { type Guardada, readRows } from "./queries.ts";
import type { Rechazada } from "./reports/report.ts";

const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export const XLSX = {
  description: "Un libro de Excel",
  content: { [TYPE]: { schema: z.string().meta({ format: "binary" }) } },
};

/** The rejected rows of an import as a workbook, and the headers that it goes out with. */
export async function writeRejected(
  { db, reader }: Pick<Importing, "db" | "reader">,
  { id_importacion, encabezados }: Guardada,
) {
  const rechazadas: Rechazada[] = [];
  for await (const rows of readRows(db, id_importacion, ["rechazada"])) {
    for (const { fila, detalle } of rows) {
      if (!("celdas" in detalle)) continue;
      const { columna, motivo, celdas } = detalle;
      rechazadas.push({ fila: fila ?? 0, columna, motivo, celdas });
    }
  }
  const file = await reader.writeRechazadas(encabezados ?? [], rechazadas).catch(toApiError);
  return {
    file: new Uint8Array(file),
    headers: {
      "Content-Type": TYPE,
      "Content-Disposition": `attachment; filename="rechazadas-${id_importacion}.xlsx"`,
    },
  };
}
