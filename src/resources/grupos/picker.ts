import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { readShared } from "@/db/shared_reads.ts";
import { join, type Sql, sql, where } from "@/db/sql.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { codeStartsWith, matchingText, startsWith, visibleTo } from "./matching.ts";
import { type BusquedaRapida, GrupoSeleccion } from "./schemas.ts";

/** The first grupos that match what somebody is typing, but for the cancelled and the closed ones. */
export async function listForPicker(
  db: Db,
  user: UsuarioSesion,
  { search, limit }: BusquedaRapida,
) {
  const { matching, rank, order } = searchFor(search);
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

function searchFor(text: string): Search {
  if (text === "") return { matching: [], rank: [], order: sql`g.cod_ficha DESC` };
  if (/^\d+$/.test(text)) {
    return { matching: [codeStartsWith(text)], rank: [], order: sql`g.cod_ficha` };
  }
  return {
    matching: [matchingText(text)],
    rank: [sql`${rankOf(text)} AS rango`],
    order: sql`rango, g.cod_ficha DESC`,
  };
}

/** What starts with the text comes first: the programme, then the responsable, then the ambiente. */
function rankOf(text: string): Sql {
  return sql`CASE
    WHEN ${startsWith("nombre_programa", text)} THEN 0
    WHEN ${startsWith("responsable", text)} THEN 1
    WHEN ${startsWith("nombre_ambiente", text)} THEN 2 ELSE 3 END`;
}
