import { createHash } from "node:crypto";
import type { Db, Row } from "@/db/db.ts";
import { type Sql, sql, where } from "@/db/sql.ts";
import { mapInSlices } from "@/db/turns.ts";
import { nonWorkingDays } from "@/resources/festivos/calendar.ts";
import { occupying } from "@/resources/programacion/context/occupancy.ts";
import { feedWindow, shownIn } from "./feed_queries.ts";
import type { CalendarFound } from "./queries.ts";
import { occupantsOf } from "./subject.ts";

/**
 * The version of what a calendar says, without reading what it says: its sessions as they are stored,
 * and each name that they show once. So that a name changed anywhere counts, and the calendars of the
 * same instructor, ficha or ambiente have one version as long as their owners see the same.
 */
export async function versionOfFeed(
  db: Db,
  calendar: CalendarFound,
  today: string,
): Promise<string> {
  const days = feedWindow(today);
  const matching = where([occupying(occupantsOf(calendar), days), ...shownIn(calendar, days)]);
  const hash = createHash("sha1");
  const add = (row: Row) => void hash.update(JSON.stringify(Object.values(row)));
  add({ nombre: calendar.nombre, cod_centro: calendar.cod_centro });
  for (const query of [storedAs(matching), namesIn(matching)]) {
    await mapInSlices(await db.rows(query), add);
  }
  hash.update(JSON.stringify([...await nonWorkingDays(db, calendar.cod_centro, days)]));
  return hash.digest("base64url");
}

/** The columns of `programacion` that a calendar shows, in an order of their own. */
function storedAs(matching: Sql): Sql {
  return sql`
    SELECT p.id_programacion, p.version, p.fecha_programada, p.hora_inicio, p.hora_fin, p.estado,
      p.motivo, p.creada_en, p.modificada_en, p.id_instructor, p.cod_ficha, p.id_ambiente,
      p.cod_competencia, p.cod_resultado
    FROM programacion p JOIN grupo g ON g.cod_ficha = p.cod_ficha ${matching}
    ORDER BY p.id_programacion`;
}

/** Each combination of names once: a series of 200 sessions has one. */
function namesIn(matching: Sql): Sql {
  return sql`
    SELECT k.cod_ficha, u.nombre_completo, c.nombre AS nombre_competencia,
      r.nombre AS nombre_resultado, f.nombre AS nombre_programa, a.nombre_ambiente,
      g.id_ambiente, g.modalidad_plano
    FROM (
      SELECT DISTINCT p.id_instructor, p.cod_ficha, p.id_ambiente, p.cod_competencia, p.cod_resultado
      FROM programacion p JOIN grupo g ON g.cod_ficha = p.cod_ficha ${matching}
    ) k
    JOIN grupo g ON g.cod_ficha = k.cod_ficha
    JOIN programa_formacion f ON f.cod_programa = g.cod_programa AND f.la_version = g.la_version
    JOIN usuario u ON u.id_usuario = k.id_instructor
    JOIN competencia c ON c.cod_competencia = k.cod_competencia
    JOIN resultado_aprendizaje r ON r.cod_resultado = k.cod_resultado
    LEFT JOIN ambiente_formacion a ON a.id_ambiente = COALESCE(k.id_ambiente, g.id_ambiente)
    ORDER BY k.cod_ficha, k.cod_resultado, k.cod_competencia, k.id_instructor, k.id_ambiente`;
}
