import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";

// The judgements on the learners of a grupo, counted per resultado: how many, never who.

export const ConteoJuicios = z.object({
  cod_resultado: z.int(),
  aprobados: z.int(),
  no_aprobados: z.int(),
  por_evaluar: z.int(),
  retirados: z.int(),
  fecha_reporte: z.string().nullable(),
});
export type ConteoJuicios = z.infer<typeof ConteoJuicios>;

export async function listConteos(db: Db, cod_ficha: number): Promise<ConteoJuicios[]> {
  const rows = await db.rows(sql`
    SELECT cod_resultado, aprobados, no_aprobados, por_evaluar, retirados, fecha_reporte
    FROM conteo_juicios WHERE cod_ficha = ${cod_ficha} ORDER BY cod_resultado`);
  return z.array(ConteoJuicios).parse(rows);
}
