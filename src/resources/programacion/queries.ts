import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { insertion, list, type Sql, sql, where } from "@/db/sql.ts";
import { chunksOf, giveWay, mapInSlices } from "@/db/turns.ts";
import type { Actor } from "@/http/actor.ts";
import { INSTRUCTOR, type UsuarioSesion } from "@/http/schemas.ts";
import { inScope } from "@/http/scope.ts";
import { minutesOf, toHours } from "@/time/times.ts";
import { byDate } from "./rules/by_date.ts";
import type { Proposal } from "./rules/clashes.ts";
import { Programacion } from "./schemas.ts";

/** A session as `Programacion` shows it, from `SESSIONS`. */
export const COLUMNS = sql`
  p.id_instructor, p.cod_ficha, p.fecha_programada, p.horas_programadas, p.hora_inicio, p.hora_fin,
  p.cod_competencia, p.cod_resultado, p.id_programacion, p.id_user,
  u.nombre_completo AS nombre_instructor, c.nombre AS nombre_competencia,
  r.nombre AS nombre_resultado, p.id_ambiente, a.nombre_ambiente, g.cod_centro, p.id_serie,
  p.estado, p.motivo, p.version`;

/** Sessions `p` with their ficha `g`, instructor `u`, competencia `c`, resultado `r`, ambiente `a`. */
export const SESSIONS = sql`
  programacion p JOIN grupo g ON g.cod_ficha = p.cod_ficha
  JOIN usuario u ON u.id_usuario = p.id_instructor
  JOIN competencia c ON c.cod_competencia = p.cod_competencia
  JOIN resultado_aprendizaje r ON r.cod_resultado = p.cod_resultado
  LEFT JOIN ambiente_formacion a ON a.id_ambiente = p.id_ambiente`;

export const BY_DATE = sql`p.fecha_programada, p.hora_inicio, p.id_programacion`;

/** Sessions that one statement reads with all their names. */
export const AT_ONCE = 800;

export const Key = z.object({ id_programacion: z.int() });

const LAST_DAYS_FIRST = sql`p.fecha_programada DESC, p.hora_inicio, p.id_programacion`;

/** Older clients ask for all sessions there are: so many of the latest are what they can show. */
const MAX_LISTED = 5_000;

/** Superadmin all, admin those of his centre, instructor there his own and those of his fichas. */
export function visibleTo(user: UsuarioSesion): Sql[] {
  const ofCentre = inScope(user, sql`g.cod_centro`);
  if (user.id_rol !== INSTRUCTOR) return ofCentre;
  return [
    ...ofCentre,
    sql`(p.id_instructor = ${user.id_usuario} OR p.cod_ficha IN (
    SELECT cod_ficha FROM grupo_instructor WHERE id_instructor = ${user.id_usuario}))`,
  ];
}

export async function get(db: Db, user: UsuarioSesion, id_programacion: number) {
  const matching = where([sql`p.id_programacion = ${id_programacion}`, ...visibleTo(user)]);
  const [row] = await db.rows(sql`SELECT ${COLUMNS} FROM ${SESSIONS} ${matching}`);
  return row && Programacion.parse(row);
}

/** The latest sessions of an instructor that the caller sees, by date. */
export function listByInstructor(db: Db, user: UsuarioSesion, id_instructor: number) {
  return listLatest(db, [sql`p.id_instructor = ${id_instructor}`, ...visibleTo(user)]);
}

/** The latest sessions of a ficha that the caller sees, by date. */
export function listByFicha(db: Db, user: UsuarioSesion, cod_ficha: number) {
  return listLatest(db, [sql`p.cod_ficha = ${cod_ficha}`, ...visibleTo(user)]);
}

/** Sessions that the caller sees, the last days first. */
export async function listAll(
  db: Db,
  user: UsuarioSesion,
  { skip, limit }: { skip: number; limit: number },
) {
  // The page first, in an index alone: the names of all that there is would take seconds. Whoever
  // sees all need not look at older days than those of the last so many sessions.
  const visible = visibleTo(user);
  const among = visible.length
    ? sql`programacion p JOIN grupo g ON g.cod_ficha = p.cod_ficha ${where(visible)}`
    : sql`programacion p WHERE p.fecha_programada >= (SELECT MIN(d.fecha_programada) FROM (
        SELECT s.fecha_programada FROM programacion s
        ORDER BY s.fecha_programada DESC LIMIT ${skip + limit}) d)`;
  const page = sql`
    SELECT p.id_programacion FROM ${among}
    ORDER BY ${LAST_DAYS_FIRST} LIMIT ${limit} OFFSET ${skip}`;
  const rows = await db.rows(sql`
    SELECT ${COLUMNS} FROM ${SESSIONS}
    WHERE p.id_programacion IN (SELECT k.id_programacion FROM (${page}) k)
    ORDER BY ${LAST_DAYS_FIRST}`);
  return await mapInSlices(rows, (row) => Programacion.parse(row));
}

async function listLatest(db: Db, matching: Sql[]): Promise<Programacion[]> {
  const keys = await db.rows(sql`
    SELECT p.id_programacion FROM programacion p JOIN grupo g ON g.cod_ficha = p.cod_ficha
    ${where(matching)}
    ORDER BY p.fecha_programada DESC, p.hora_inicio DESC, p.id_programacion DESC
    LIMIT ${MAX_LISTED}`);
  const found: Programacion[] = [];
  for (const some of chunksOf(z.array(Key).parse(keys), AT_ONCE)) {
    await giveWay();
    const ids = list(some.map(({ id_programacion }) => id_programacion));
    const rows = await db.rows(sql`
      SELECT ${COLUMNS} FROM ${SESSIONS} WHERE p.id_programacion IN (${ids})`);
    found.push(...await mapInSlices(rows, (row) => Programacion.parse(row)));
  }
  return found.sort(byDate);
}

/**
 * Writes one session that has passed every check.
 * @param sesion with the ambiente that it occupies, see `roomFor()`
 * @returns the new id
 */
export async function insert(
  tx: Db,
  actor: Actor,
  sesion: Proposal & { id_serie?: number },
): Promise<number> {
  const row = { ...columnsOf(sesion), id_serie: sesion.id_serie, ...origin(actor) };
  const { insertId } = await tx.execute(sql`
    INSERT INTO programacion ${insertion(row, [...WRITTEN, "id_serie", "id_user", "creada_en"])}`);
  return insertId;
}

/** The columns of `columnsOf()`. */
export const WRITTEN = [
  "id_instructor",
  "cod_ficha",
  "fecha_programada",
  "hora_inicio",
  "hora_fin",
  "horas_programadas",
  "cod_competencia",
  "cod_resultado",
  "id_ambiente",
] as const;

/** What a session occupies and teaches, as columns; the hours follow from the times. */
export function columnsOf(sesion: Proposal) {
  const { id_programacion: _, ...row } = sesion;
  return { ...row, horas_programadas: toHours(minutesOf(sesion)) };
}

function origin({ user, now }: Actor) {
  return { id_user: user?.id_usuario, creada_en: now };
}
