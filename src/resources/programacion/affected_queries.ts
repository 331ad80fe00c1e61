import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { list, type Sql, sql } from "@/db/sql.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { INSTRUCTOR, reaches, SUPERADMIN } from "@/http/scope.ts";
import { addDays } from "@/resources/festivos/dates.ts";
import type { FiltroAfectadas } from "./affected_schemas.ts";
import { checkSessions } from "./checks.ts";
import { asProposal } from "./edits.ts";
import { loadKnown } from "./facts_queries.ts";
import { findInvalid } from "./invalid_queries.ts";
import { BY_DATE, COLUMNS, SESSIONS } from "./queries.ts";
import { Programacion } from "./schemas.ts";
import { placeReasons } from "./place.ts";
import { loadOthers } from "./sessions_queries.ts";

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
  const own = user.id_rol === INSTRUCTOR ? { id_instructor: user.id_usuario } : {};
  const invalid = await findInvalid(db, { cod_centro, desde, hasta, ...own });
  const { ids, total_items } = await readPage(db, invalid, pagina);
  const rows = await db.rows(sql`
    SELECT ${COLUMNS} FROM ${SESSIONS} WHERE p.id_programacion IN (${list(ids)})
    ORDER BY ${BY_DATE}`);
  const items = z.array(Programacion).parse(rows);
  const motivos = await reasonsOf(db, user, items);
  return { items: items.map((item, i) => ({ ...item, motivos: motivos[i] ?? [] })), total_items };
}

const Found = z.object({ id: z.int(), total: z.int() });

/** Once for the page and for how many there are: it is the search that takes its time. */
async function readPage(
  db: Db,
  search: Sql,
  { skip, limit }: Pick<FiltroAfectadas, "skip" | "limit">,
) {
  const from = sql`
    FROM (${search}) f JOIN programacion p ON p.id_programacion = f.id_programacion`;
  const found = z.array(Found).parse(
    await db.rows(sql`
      SELECT p.id_programacion AS id, COUNT(*) OVER () AS total ${from}
      ORDER BY ${BY_DATE} LIMIT ${limit} OFFSET ${skip}`),
  );
  const ids = found.map(({ id }) => id);
  const [first] = found;
  if (first || skip === 0) return { ids, total_items: first?.total ?? 0 };
  const [count] = await db.rows(sql`SELECT COUNT(*) AS total ${from}`);
  return { ids, total_items: z.int().parse(count?.total) };
}

async function reasonsOf(db: Db, user: UsuarioSesion, sesiones: readonly Programacion[]) {
  if (sesiones.length === 0) return [];
  const proposals = sesiones.map(asProposal);
  // The sessions are those that the caller may see, and so is all that they name.
  const known = await loadKnown(db, { ...user, id_rol: SUPERADMIN }, proposals);
  const others = await loadOthers(db, proposals, { limites: [] });
  return checkSessions(proposals, { ...known, ...others, limites: [] })
    .map(({ conflictos }, i) => [
      ...conflictos,
      ...proposals[i] ? placeReasons(proposals[i], known) : [],
    ]);
}
