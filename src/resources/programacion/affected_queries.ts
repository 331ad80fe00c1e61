import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { list, sql } from "@/db/sql.ts";
import { giveWay } from "@/db/turns.ts";
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
import { readerFor } from "./reader_queries.ts";
import { loadOthers } from "./sessions_queries.ts";

const DEFAULT_DAYS = 99;

/** Sessions of a centre that could not be programmed like that any more, with every reason. */
export async function listAffected(
  db: Db,
  user: UsuarioSesion,
  { desde: from, hasta: to, cod_centro = user.cod_centro, skip, limit }: FiltroAfectadas,
  today: string,
) {
  if (!reaches(user, cod_centro)) return { items: [], total_items: 0 };
  const desde = from ?? (to && to < today ? to : today);
  const hasta = to ?? addDays(desde, DEFAULT_DAYS);
  const own = user.id_rol === INSTRUCTOR ? { id_instructor: user.id_usuario } : {};
  const invalid = await findInvalid(db, { cod_centro, desde, hasta, ...own });
  const total_items = invalid.length;
  const ids = invalid.slice(skip, skip + limit).map(({ id_programacion }) => id_programacion);
  await giveWay();
  const rows = await db.rows(sql`
    SELECT ${COLUMNS} FROM ${SESSIONS} WHERE p.id_programacion IN (${list(ids)})
    ORDER BY ${BY_DATE}`);
  const items = z.array(Programacion).parse(rows);
  await giveWay();
  const motivos = await reasonsOf(db, user, items);
  return { items: items.map((item, i) => ({ ...item, motivos: motivos[i] ?? [] })), total_items };
}

async function reasonsOf(db: Db, user: UsuarioSesion, sesiones: readonly Programacion[]) {
  if (sesiones.length === 0) return [];
  const proposals = sesiones.map(asProposal);
  // The sessions are those that the caller may see, and so is all that they name.
  const known = await loadKnown(db, { ...user, id_rol: SUPERADMIN }, proposals);
  await giveWay();
  const others = await loadOthers(db, proposals, { limites: [] });
  await giveWay();
  const mayRead = await readerFor(db, user);
  return checkSessions(proposals, { ...known, ...others, mayRead, limites: [] })
    .map(({ conflictos }, i) => [
      ...conflictos,
      ...proposals[i] ? placeReasons(proposals[i], known) : [],
    ]);
}
