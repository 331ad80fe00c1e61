import type * as z from "zod";
import type { Db } from "@/db/db.ts";
import { sql, where } from "@/db/sql.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { BY_DATE, COLUMNS, SESSIONS, visibleTo } from "@/resources/programacion/queries.ts";
import { sumOf, toHours } from "@/time/times.ts";
import { listLotes } from "./batches.ts";
import { getSerie } from "./queries.ts";
import { Serie } from "./schemas/serie.ts";

const Sesiones = Serie.shape.sesiones;

/** A series with the sessions that the caller sees, or undefined where he does not see it. */
export async function readSerie(db: Db, user: UsuarioSesion, id_serie: number) {
  const serie = await getSerie(db, user, id_serie);
  if (!serie) return undefined;
  const rows = await db.rows(sql`
    SELECT ${COLUMNS} FROM ${SESSIONS}
    ${where([sql`p.id_serie = ${id_serie}`, ...visibleTo(user)])} ORDER BY ${BY_DATE}`);
  const sesiones = Sesiones.parse(rows);
  const lotes = await listLotes(db, user, id_serie);
  return Serie.parse({ ...serie, resumen: summaryOf(sesiones), sesiones, lotes });
}

function summaryOf(sesiones: z.infer<typeof Sesiones>): Serie["resumen"] {
  const standing = sesiones.filter(({ estado }) => estado === "programada");
  return {
    programadas: standing.length,
    canceladas: sesiones.length - standing.length,
    horas_programadas: toHours(sumOf(standing)),
    desde: sesiones.at(0)?.fecha_programada ?? null,
    hasta: sesiones.at(-1)?.fecha_programada ?? null,
  };
}
