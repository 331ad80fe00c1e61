import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { list, type Sql, sql } from "@/db/sql.ts";

const Misplaced = z.object({
  cod_ficha: z.int(),
  cod_competencia: z.int(),
  cod_resultado: z.int(),
});

/**
 * Sessions of a competencia that their ficha's programme has no longer, or of a resultado that left it.
 * @param mine the condition for the rows `s` that count
 */
export async function outsideProgramme(
  db: Db,
  codes: readonly number[],
  mine: Sql,
): Promise<Sql[]> {
  const rows = await db.rows(sql`
    SELECT d.cod_ficha, d.cod_competencia, d.cod_resultado FROM (
      SELECT DISTINCT s.cod_ficha, s.cod_competencia, s.cod_resultado FROM programacion s
      WHERE s.cod_ficha IN (${list(codes)}) AND ${mine}
    ) d JOIN grupo g ON g.cod_ficha = d.cod_ficha
    JOIN resultado_aprendizaje r ON r.cod_resultado = d.cod_resultado
    LEFT JOIN programa_competencia pc ON pc.cod_programa = g.cod_programa
      AND pc.la_version = g.la_version AND pc.cod_competencia = d.cod_competencia
    WHERE pc.cod_competencia IS NULL OR r.cod_competencia <> d.cod_competencia`);
  const misplaced = Map.groupBy(
    z.array(Misplaced).parse(rows),
    ({ cod_resultado, cod_competencia }) => `${cod_resultado} ${cod_competencia}`,
  );
  return [...misplaced.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    return [sql`SELECT s.id_programacion FROM programacion s
      WHERE s.cod_ficha IN (${list(group.map(({ cod_ficha }) => cod_ficha))}) AND ${mine}
        AND s.cod_competencia = ${first.cod_competencia}
        AND s.cod_resultado = ${first.cod_resultado}`];
  });
}
