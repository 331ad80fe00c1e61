import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { readShared } from "@/db/shared_reads.ts";
import { join, type Sql, sql, where } from "@/db/sql.ts";
import { startingWith } from "@/db/text.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { ambienteLike, centreOf, codeStartsWith, matchingText, visibleTo } from "./matching.ts";
import { type BusquedaRapida, GrupoSeleccion } from "./schemas.ts";

/** The first grupos that match what somebody is typing, but for the cancelled and the closed ones. */
export async function listForPicker(
  db: Db,
  user: UsuarioSesion,
  { search, limit }: BusquedaRapida,
) {
  const { matching, rank, order } = searchFor(search, centreOf(user));
  // First the keys, looking at as little as possible; then all that is shown of those few.
  const rows = await readShared(
    db,
    sql`
    SELECT g.cod_ficha, g.estado_grupo, g.jornada, g.fecha_inicio, g.fecha_fin, g.etapa,
      g.responsable, p.nombre AS nombre_programa, a.nombre_ambiente
    FROM (SELECT ${join([sql`g.cod_ficha`, ...rank], ", ")} FROM grupo g
      ${where([...visibleTo(user), ...matching, OPEN])}
      ORDER BY ${order} LIMIT ${limit}) pagina
    CROSS JOIN grupo g ON g.cod_ficha = pagina.cod_ficha
    JOIN programa_formacion p ON p.cod_programa = g.cod_programa AND p.la_version = g.la_version
    LEFT JOIN ambiente_formacion a ON a.id_ambiente = g.id_ambiente
    ORDER BY ${order}`,
  );
  return z.array(GrupoSeleccion).parse(rows);
}

// Without a state it is not open either: NULL is in no list.
const OPEN = sql`
  g.estado_grupo_plano NOT IN ('cancelado', 'cancelada', 'cerrado', 'cerrada')`;

type Search = { matching: Sql[]; rank: Sql[]; order: Sql };

function searchFor(text: string, cod_centro: number | undefined): Search {
  if (text === "") return { matching: [], rank: [], order: sql`g.cod_ficha DESC` };
  if (/^\d+$/.test(text)) {
    return { matching: [codeStartsWith(text)], rank: [], order: sql`g.cod_ficha` };
  }
  return {
    matching: [matchingText(text, cod_centro)],
    rank: [sql`${rankOf(text, cod_centro)} AS rango`],
    order: sql`rango, g.cod_ficha DESC`,
  };
}

/** What starts with the text comes first: the programme, then the responsable, then the ambiente. */
function rankOf(text: string, cod_centro: number | undefined): Sql {
  const pattern = startingWith(text);
  // Both of these columns start with a code and a space.
  return sql`CASE
    WHEN (g.cod_programa, g.la_version) IN (
      SELECT p.cod_programa, p.la_version FROM programa_formacion p
      WHERE SUBSTR(p.busqueda, INSTR(p.busqueda, ' ') + 1) LIKE ${pattern} ESCAPE '!') THEN 0
    WHEN SUBSTR(g.busqueda, INSTR(g.busqueda, ' ') + 1) LIKE ${pattern} ESCAPE '!' THEN 1
    WHEN ${ambienteLike(pattern, cod_centro)} THEN 2 ELSE 3 END`;
}
