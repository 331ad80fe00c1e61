import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { join, type Sql, sql } from "@/db/sql.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { inScope } from "@/http/scope.ts";
import { type Reason, reason } from "@/resources/programacion/rules/reasons.ts";
import { capacityReason } from "@/resources/programacion/rules/warnings.ts";
import { readableHours } from "@/time/spanish.ts";
import { SECONDS } from "./seconds.ts";

// What a change of a room, of the learners of a ficha or of the hours of a competencia means for
// sessions to come: they stay valid, and there is something to know about them.

const SHOWN = 20;

const Crowded = z.object({
  cod_ficha: z.int(),
  nombre_ambiente: z.string(),
  num_max_aprendices: z.int(),
  num_total_aprendices_activos: z.int(),
});

/** The fichas that have sessions to come in a room, and are too many for it now. */
export function crowdedInAmbiente(db: Db, id_ambiente: number, today: string): Promise<Reason[]> {
  return readCrowded(db, sql`p.id_ambiente = ${id_ambiente}`, today);
}

/** The rooms in which a ficha has sessions to come, and that are too small for it now. */
export function crowdedOfFicha(db: Db, cod_ficha: number, today: string): Promise<Reason[]> {
  return readCrowded(db, sql`p.cod_ficha = ${cod_ficha}`, today);
}

async function readCrowded(db: Db, condition: Sql, today: string): Promise<Reason[]> {
  const rows = await db.rows(sql`
    SELECT DISTINCT p.cod_ficha, p.id_ambiente, a.nombre_ambiente, a.num_max_aprendices,
      d.num_total_aprendices_activos
    FROM programacion p JOIN ambiente_formacion a ON a.id_ambiente = p.id_ambiente
    JOIN datos_grupo d ON d.cod_ficha = p.cod_ficha
    WHERE ${condition} AND p.estado = 'programada' AND p.fecha_programada >= ${today}
      AND d.num_total_aprendices_activos > a.num_max_aprendices
    ORDER BY p.cod_ficha, p.id_ambiente LIMIT ${SHOWN}`);
  return z.array(Crowded).parse(rows).map((row) => capacityReason(row, row));
}

const Spent = z.object({ cod_ficha: z.int(), segundos: z.coerce.number() });

/**
 * The fichas that the caller may see with sessions to come of a competencia, and more hours of it
 * than it has now. A competencia without hours is one whose hours are not known.
 */
export async function overBudget(
  db: Db,
  user: UsuarioSesion,
  { cod_competencia, horas }: { cod_competencia: number; horas: number | null },
  today: string,
): Promise<Reason[]> {
  if (!horas) return [];
  const matching = [sql`p.segundos > ${horas * 3600}`, ...inScope(user, sql`g.cod_centro`)];
  const rows = await db.rows(sql`
    SELECT p.cod_ficha, p.segundos
    FROM (
      SELECT cod_ficha, SUM(${SECONDS}) AS segundos FROM programacion
      WHERE cod_competencia = ${cod_competencia} AND estado = 'programada'
      GROUP BY cod_ficha HAVING MAX(fecha_programada) >= ${today}
    ) p JOIN grupo g ON g.cod_ficha = p.cod_ficha
    WHERE ${join(matching, " AND ")} ORDER BY p.cod_ficha LIMIT ${SHOWN}`);
  return z.array(Spent).parse(rows).map((row) => {
    const mensaje =
      `La ficha ${row.cod_ficha} tiene programadas ${readableHours(row.segundos / 60)} ` +
      `de la competencia ${cod_competencia}, que queda con ${horas} h; revise si aún hacen falta.`;
    return reason("presupuesto", mensaje);
  });
}
