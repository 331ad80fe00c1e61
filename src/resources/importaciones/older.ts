import type { Db } from "@/db/db.ts";
import { ApiError } from "@/http/text/problem.ts";
import { newestReport, storeCentros } from "./plans/newest_queries.ts";
import { leftNotes, missingNotes, olderNotes } from "./plans/notes.ts";
import type { Plan } from "./plans/plan.ts";
import type { Guardada } from "./queries.ts";
import type { Lectura } from "./reports/reader.ts";
import type { Conteos } from "./schemas.ts";

type Compared = { id: number; plan: Plan; lectura: Lectura; conteos: Conteos };

/** Whether data newer than a report are there, and all there is to say of it before it is confirmed. */
export async function judgeDate(db: Db, { id, plan, lectura, conteos }: Compared) {
  const { centros, tipo, cod_ficha } = plan;
  const { fecha_reporte } = lectura;
  await storeCentros(db, id, centros);
  const { nuevas, cambiadas, iguales } = conteos.filas;
  // Of a ficha that the caller may not see, he is not told what is there.
  const newest = nuevas + cambiadas + iguales > 0
    ? await newestReport(db, { id_importacion: id, tipo, cod_ficha })
    : null;
  return {
    anterior_a: takesBack({ fecha_reporte, conteos }, newest) ? newest : null,
    avisos: [
      ...missingNotes(lectura),
      ...leftNotes(lectura),
      ...olderNotes(fecha_reporte, newest),
    ],
  };
}

/** Whether a report would replace data that are newer than its own. */
function takesBack(
  { fecha_reporte, conteos }: Pick<Guardada, "fecha_reporte" | "conteos">,
  newest: string | null,
): boolean {
  if (fecha_reporte === null || newest === null || fecha_reporte >= newest) return false;
  return (conteos?.filas.cambiadas ?? 0) > 0;
}

/**
 * For a caller who has not said that he wants the older data.
 * @throws ApiError 409 when the report would replace newer ones
 */
export async function refuseOlder(db: Db, importacion: Guardada): Promise<void> {
  const newest = await newestReport(db, importacion);
  if (!takesBack(importacion, newest)) return;
  const [detail = ""] = olderNotes(importacion.fecha_reporte, newest);
  throw new ApiError("conflicto", detail);
}
