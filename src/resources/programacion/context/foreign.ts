import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { type Sql, sql } from "@/db/sql.ts";
import { outcomeKey } from "@/resources/programacion/rules/facts.ts";

const Pair = z.object({ cod_ficha: z.int(), cod_resultado: z.int() });

/**
 * Of these fichas and resultados, the pairs that do not go together, by `outcomeKey`: of the
 * competencia, the judgements on the ficha show other resultados; or there are none on the ficha, and
 * those on its programme do.
 */
export async function listForeign(db: Db, fichas: Sql, resultados: Sql): Promise<Set<string>> {
  const rows = await db.rows(sql`
    SELECT f.cod_ficha, r.cod_resultado
    FROM grupo f JOIN resultado_aprendizaje r ON r.cod_resultado IN (${resultados})
    WHERE f.cod_ficha IN (${fichas})
      AND EXISTS (SELECT 1 FROM conteo_juicios a WHERE a.cod_resultado = r.cod_resultado)
      AND NOT EXISTS (
        SELECT 1 FROM conteo_juicios j
        WHERE j.cod_ficha = f.cod_ficha AND j.cod_resultado = r.cod_resultado)
      AND (EXISTS (
        SELECT 1 FROM resultado_aprendizaje o
        JOIN conteo_juicios j ON j.cod_ficha = f.cod_ficha AND j.cod_resultado = o.cod_resultado
        WHERE o.cod_competencia = r.cod_competencia)
      OR (EXISTS (
        SELECT 1 FROM grupo g JOIN resultado_aprendizaje o ON o.cod_competencia = r.cod_competencia
        JOIN conteo_juicios j ON j.cod_ficha = g.cod_ficha AND j.cod_resultado = o.cod_resultado
        WHERE g.cod_programa = f.cod_programa AND g.la_version = f.la_version)
      AND NOT EXISTS (
        SELECT 1 FROM grupo g
        JOIN conteo_juicios j ON j.cod_ficha = g.cod_ficha AND j.cod_resultado = r.cod_resultado
        WHERE g.cod_programa = f.cod_programa AND g.la_version = f.la_version)))`);
  return new Set(z.array(Pair).parse(rows).map(outcomeKey));
}
