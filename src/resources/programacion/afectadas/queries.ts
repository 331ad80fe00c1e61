import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { list, sql } from "@/db/sql.ts";
import { giveWay } from "@/db/turns.ts";
import { INSTRUCTOR, SUPERADMIN, type UsuarioSesion } from "@/http/schemas.ts";
import { canUseCentre } from "@/http/scope.ts";
import { loadKnown } from "@/resources/programacion/context/catalogue.ts";
import { readerFor } from "@/resources/programacion/context/reader.ts";
import { loadOthers } from "@/resources/programacion/context/sessions.ts";
import { asProposal } from "@/resources/programacion/proposal.ts";
import { BY_DATE, COLUMNS, SESSIONS } from "@/resources/programacion/queries.ts";
import { placeReasons } from "@/resources/programacion/rules/place.ts";
import { checkSessions } from "@/resources/programacion/rules/verdict.ts";
import { Programacion } from "@/resources/programacion/schemas.ts";
import { addDays } from "@/time/dates.ts";
import { findInvalid } from "./invalid.ts";
import type { FiltroAfectadas } from "./schemas.ts";

const DEFAULT_DAYS = 99;

/** Sessions of a centre that could not be programmed like that any more, with every reason. */
export async function listAffected(
  db: Db,
  user: UsuarioSesion,
  { desde: from, hasta: to, cod_centro = user.cod_centro, skip, limit }: FiltroAfectadas,
  today: string,
) {
  if (!canUseCentre(user, cod_centro)) return { items: [], total_items: 0 };
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
