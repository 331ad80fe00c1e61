import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { list, sql, tuples } from "@/db/sql.ts";

// The judgements on the learners of a grupo, counted per resultado: how many, never who.

export const ConteoJuicios = z.object({
  cod_resultado: z.int(),
  aprobados: z.int(),
  no_aprobados: z.int(),
  por_evaluar: z.int(),
  fecha_reporte: z.string().nullable(),
});
export type ConteoJuicios = z.infer<typeof ConteoJuicios>;

export async function listConteos(db: Db, cod_ficha: number): Promise<ConteoJuicios[]> {
  const rows = await db.rows(sql`
    SELECT cod_resultado, aprobados, no_aprobados, por_evaluar, fecha_reporte
    FROM conteo_juicios WHERE cod_ficha = ${cod_ficha} ORDER BY cod_resultado`);
  return z.array(ConteoJuicios).parse(rows);
}

/**
 * Puts these counts in the place of those of the same resultados; the others stay.
 * @param gone resultados that are left without any
 */
export async function saveConteos(
  tx: Db,
  cod_ficha: number,
  conteos: readonly ConteoJuicios[],
  gone: readonly number[] = [],
): Promise<void> {
  const touched = [...conteos.map(({ cod_resultado }) => cod_resultado), ...gone];
  await tx.execute(sql`
    DELETE FROM conteo_juicios
    WHERE cod_ficha = ${cod_ficha} AND cod_resultado IN (${list(touched)})`);
  if (conteos.length === 0) return;
  const rows = conteos.map((conteo) => [
    cod_ficha,
    conteo.cod_resultado,
    conteo.aprobados,
    conteo.no_aprobados,
    conteo.por_evaluar,
    conteo.fecha_reporte,
  ]);
  await tx.execute(sql`
    INSERT INTO conteo_juicios
      (cod_ficha, cod_resultado, aprobados, no_aprobados, por_evaluar, fecha_reporte)
    VALUES ${tuples(rows)}`);
}
