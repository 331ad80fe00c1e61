import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { list, sql } from "@/db/sql.ts";

/** The fichas of these centres that go on and that a report does not have, by name. */
export async function listMissingFichas(
  db: Db,
  centros: ReadonlySet<number>,
  known: ReadonlySet<number>,
): Promise<string[]> {
  const rows = await db.rows(sql`
    SELECT cod_ficha FROM grupo
    WHERE cod_centro IN (${list([...centros])})
      AND (estado_grupo_plano IS NULL
        OR estado_grupo_plano NOT LIKE 'terminada%' AND estado_grupo_plano NOT LIKE 'cancelada%')
    ORDER BY cod_ficha`);
  const fichas = z.array(z.object({ cod_ficha: z.int() })).parse(rows);
  return fichas.filter(({ cod_ficha }) => !known.has(cod_ficha))
    .map(({ cod_ficha }) => `ficha ${cod_ficha}`);
}
