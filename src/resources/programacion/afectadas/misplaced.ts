import { list, type Sql, sql } from "@/db/sql.ts";

/**
 * Sessions `s` of a competencia that their ficha's programme has no longer, or of a resultado that
 * left it.
 * @param columns of `s`, to be selected
 * @param mine the condition for the rows `s` that count
 */
export function outsideProgramme(columns: Sql, codes: readonly number[], mine: Sql): Sql {
  return sql`
    SELECT ${columns} FROM (
      SELECT DISTINCT s.cod_ficha, s.cod_competencia, s.cod_resultado FROM programacion s
      WHERE s.cod_ficha IN (${list(codes)}) AND ${mine}
    ) d JOIN grupo g ON g.cod_ficha = d.cod_ficha
    JOIN resultado_aprendizaje r ON r.cod_resultado = d.cod_resultado
    LEFT JOIN programa_competencia pc ON pc.cod_programa = g.cod_programa
      AND pc.la_version = g.la_version AND pc.cod_competencia = d.cod_competencia
    JOIN programacion s ON s.cod_ficha = d.cod_ficha
      AND s.cod_competencia = d.cod_competencia AND s.cod_resultado = d.cod_resultado
    WHERE (pc.cod_competencia IS NULL OR r.cod_competencia <> d.cod_competencia) AND ${mine}`;
}
