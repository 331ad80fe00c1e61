import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { readShared } from "@/db/shared_reads.ts";
import { type Sql, sql, where } from "@/db/sql.ts";
import { startingWith } from "@/db/text.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { ambienteLike, codeStartsWith, matchingText, visibleTo } from "./matching.ts";
import { type BusquedaRapida, GrupoSeleccion } from "./schemas.ts";

type Search = { matching: Sql[]; order: Sql };

/** The first grupos that match what somebody is typing, of those that are neither over nor unborn. */
export async function listForPicker(
  db: Db,
  user: UsuarioSesion,
  { search, limit }: BusquedaRapida,
) {
  const { matching, order } = searchFor(search);
  const conditions = where([...visibleTo(user), OPEN, ...matching]);
  // First the keys, from an index that holds all that is looked at; then the names of those few.
  const rows = await readShared(
    db,
    sql`
    SELECT g.cod_ficha, g.estado_grupo, g.jornada, g.fecha_inicio, g.fecha_fin, g.etapa,
      g.responsable, p.nombre AS nombre_programa, a.nombre_ambiente
    FROM (SELECT g.cod_ficha FROM grupo g ${conditions} ORDER BY ${order} LIMIT ${limit}) pagina
    JOIN grupo g ON g.cod_ficha = pagina.cod_ficha
    JOIN programa_formacion p ON p.cod_programa = g.cod_programa AND p.la_version = g.la_version
    LEFT JOIN ambiente_formacion a ON a.id_ambiente = g.id_ambiente
    ORDER BY ${order}`,
  );
  return z.array(GrupoSeleccion).parse(rows);
}

// Without a state it is not open either: NULL is in no list.
const OPEN = sql`
  g.estado_grupo_plano NOT IN ('cancelado', 'cancelada', 'cerrado', 'cerrada')`;

function searchFor(text: string): Search {
  if (text === "") return { matching: [], order: sql`g.cod_ficha DESC` };
  if (/^\d+$/.test(text)) return { matching: [codeStartsWith(text)], order: sql`g.cod_ficha` };
  return { matching: [matchingText(text)], order: sql`${rankOf(text)}, g.cod_ficha DESC` };
}

/** What starts with the text comes first: the programme, then the responsable, then the ambiente. */
function rankOf(text: string): Sql {
  const pattern = startingWith(text);
  // Both of these columns start with a code and a space.
  return sql`CASE
    WHEN (g.cod_programa, g.la_version) IN (
      SELECT p.cod_programa, p.la_version FROM programa_formacion p
      WHERE SUBSTR(p.busqueda, INSTR(p.busqueda, ' ') + 1) LIKE ${pattern} ESCAPE '!') THEN 0
    WHEN SUBSTR(g.busqueda, INSTR(g.busqueda, ' ') + 1) LIKE ${pattern} ESCAPE '!' THEN 1
    WHEN ${ambienteLike(pattern)} THEN 2 ELSE 3 END`;
}
