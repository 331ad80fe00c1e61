import type { Db } from "@/db/db.ts";
import { list, type Sql, sql } from "@/db/sql.ts";
import { readPage } from "@/http/page.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { INSTRUCTOR, reaches, SUPERADMIN } from "@/http/scope.ts";
import { nonWorkingDays } from "@/resources/festivos/calendar.ts";
import { addDays, datesBetween } from "@/resources/festivos/dates.ts";
import type { FiltroAfectadas } from "./affected_schemas.ts";
import { checkSessions } from "./checks.ts";
import { asProposal } from "./edits.ts";
import { loadKnown } from "./facts_queries.ts";
import { BY_DATE, COLUMNS, SESSIONS } from "./queries.ts";
import { Programacion } from "./schemas.ts";
import { loadOthers } from "./sessions_queries.ts";
import { closedDay } from "./validity.ts";

const DEFAULT_DAYS = 99;

/** Sessions of a centre that could not be programmed like that any more, with every reason. */
export async function listAffected(
  db: Db,
  user: UsuarioSesion,
  { desde: from, hasta: to, cod_centro = user.cod_centro, ...pagina }: FiltroAfectadas,
  today: string,
) {
  if (!reaches(user, cod_centro)) return { items: [], total_items: 0 };
  const desde = from ?? (to && to < today ? to : today);
  const hasta = to ?? addDays(desde, DEFAULT_DAYS);
  const cerrados = await nonWorkingDays(db, cod_centro, { desde, hasta });
  const closed = [...datesBetween(desde, hasta)].filter((fecha) => closedDay(fecha, cerrados));
  const own = user.id_rol === INSTRUCTOR ? [sql`p.id_instructor = ${user.id_usuario}`] : [];
  const { items, total_items } = await readPage(db, Programacion, {
    columns: COLUMNS,
    from: SESSIONS,
    matching: [
      sql`g.cod_centro = ${cod_centro}`,
      sql`p.fecha_programada BETWEEN ${desde} AND ${hasta}`,
      sql`p.estado = 'programada'`,
      ...own,
      standsInvalid(closed),
    ],
    order: BY_DATE,
    ...pagina,
  });
  const motivos = await reasonsOf(db, user, items);
  return { items: items.map((item, i) => ({ ...item, motivos: motivos[i] ?? [] })), total_items };
}

async function reasonsOf(db: Db, user: UsuarioSesion, sesiones: readonly Programacion[]) {
  if (sesiones.length === 0) return [];
  const proposals = sesiones.map(asProposal);
  // The sessions are those that the caller may see, and so is all that they name.
  const known = await loadKnown(db, { ...user, id_rol: SUPERADMIN }, proposals);
  const others = await loadOthers(db, proposals, { limites: [] });
  return checkSessions(proposals, { ...known, ...others, limites: [] })
    .map(({ conflictos }) => conflictos);
}

/** What `checkSessions()` would refuse, as far as time may have changed it. */
function standsInvalid(closed: readonly string[]): Sql {
  return sql`(
    p.fecha_programada IN (${list(closed)})
    OR p.fecha_programada < g.fecha_inicio OR p.fecha_programada > g.fecha_fin
    OR g.estado_grupo_plano LIKE 'terminad%' OR g.estado_grupo_plano LIKE 'cancelad%'
    OR g.estado_grupo_plano LIKE 'cerrad%'
    OR u.estado = ${false} OR u.id_rol <> ${INSTRUCTOR} OR u.cod_centro <> g.cod_centro
    OR a.estado = ${false} OR a.cod_centro <> g.cod_centro
    OR EXISTS (${clashing(sql`o.id_instructor = p.id_instructor`)})
    OR EXISTS (${clashing(sql`o.cod_ficha = p.cod_ficha`)})
    OR EXISTS (${clashing(sql`o.id_ambiente = p.id_ambiente`)}))`;
}

function clashing(same: Sql): Sql {
  return sql`
    SELECT 1 FROM programacion o
    WHERE ${same} AND o.fecha_programada = p.fecha_programada AND o.hora_inicio < p.hora_fin
      AND o.hora_fin > p.hora_inicio AND o.id_programacion <> p.id_programacion
      AND o.estado = 'programada'`;
}
