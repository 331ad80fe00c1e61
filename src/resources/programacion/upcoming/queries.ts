import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { join, list, type Sql, sql } from "@/db/sql.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { inScope } from "@/http/scope.ts";
import { isClosed } from "@/resources/programacion/rules/validity.ts";
import { Afectadas } from "./schemas.ts";

/** How many sessions are shown; the others are counted. */
export const SHOWN = 5;

/** That the competencia of a session `p` is not in a programme. */
export function unlinkedFrom(cod_programa: Sql, la_version: Sql): Sql {
  return sql`NOT EXISTS (
    SELECT 1 FROM programa_competencia pc
    WHERE pc.cod_programa = ${cod_programa} AND pc.la_version = ${la_version}
      AND pc.cod_competencia = p.cod_competencia)`;
}

/** The sessions from a day on that an instructor, an ambiente or a closed day takes with it. */
export function upcomingOfInstructor(db: Db, id_instructor: number, today: string) {
  return readHit(db, [sql`p.id_instructor = ${id_instructor}`], today);
}

/** Those of an instructor that are not of the centre where he is now. */
export function hitByMove(
  db: Db,
  { id_usuario, cod_centro }: { id_usuario: number; cod_centro: number },
  today: string,
) {
  const elsewhere = [sql`p.id_instructor = ${id_usuario}`, sql`g.cod_centro <> ${cod_centro}`];
  return readHit(db, elsewhere, today);
}

export function upcomingInAmbiente(db: Db, id_ambiente: number, today: string) {
  return readHit(db, [sql`p.id_ambiente = ${id_ambiente}`], today);
}

export function upcomingOnClosedDay(
  db: Db,
  { cod_centro, fecha }: { cod_centro: number; fecha: string },
  today: string,
) {
  const onThatDay = [sql`g.cod_centro = ${cod_centro}`, sql`p.fecha_programada = ${fecha}`];
  return readHit(db, onThatDay, today);
}

/** What of a ficha's sessions a change of it bears on. */
export type FichaField = "fechas" | "estado" | "programa" | "ambiente";

/**
 * The sessions to come that a change of their ficha leaves invalid.
 * @param cruzadas those that share a room since, of other fichas too
 */
export function hitByFicha(
  db: Db,
  { cod_ficha, estado_grupo }: { cod_ficha: number; estado_grupo: string | null },
  { fields, cruzadas = [] }: { fields: readonly FichaField[]; cruzadas?: readonly number[] },
  today: string,
): Promise<Afectadas> {
  const isOutside = sql`(p.fecha_programada < g.fecha_inicio OR p.fecha_programada > g.fecha_fin)`;
  const isUnlinked = unlinkedFrom(sql`g.cod_programa`, sql`g.la_version`);
  const found = [
    sql`p.id_programacion IN (${list([0, ...cruzadas])})`,
    ...(fields.includes("fechas") ? [sql`(p.cod_ficha = ${cod_ficha} AND ${isOutside})`] : []),
    ...(fields.includes("estado") && isClosed(estado_grupo)
      ? [sql`p.cod_ficha = ${cod_ficha}`]
      : []),
    ...(fields.includes("programa") ? [sql`(p.cod_ficha = ${cod_ficha} AND ${isUnlinked})`] : []),
  ];
  return readHit(db, [sql`(${join(found, " OR ")})`], today);
}

/** The sessions to come of a competencia in the caller's fichas of a programme without it. */
export function hitByUnlinking(
  db: Db,
  user: UsuarioSesion,
  { cod_programa, la_version, cod_competencia }: {
    cod_programa: number;
    la_version: number;
    cod_competencia: number;
  },
  today: string,
): Promise<Afectadas> {
  const conditions = [
    sql`g.cod_programa = ${cod_programa}`,
    sql`g.la_version = ${la_version}`,
    sql`p.cod_competencia = ${cod_competencia}`,
    ...inScope(user, sql`g.cod_centro`),
  ];
  return readHit(db, conditions, today);
}

/** @param conditions on sessions `p` and their fichas `g` */
export async function readHit(
  db: Db,
  conditions: readonly Sql[],
  today: string,
): Promise<Afectadas> {
  const upcoming = [sql`p.estado = 'programada'`, sql`p.fecha_programada >= ${today}`];
  const from = sql`
    programacion p JOIN grupo g ON g.cod_ficha = p.cod_ficha
    JOIN usuario u ON u.id_usuario = p.id_instructor
    WHERE ${join([...conditions, ...upcoming], " AND ")}`;
  const primeras = await db.rows(sql`
    SELECT p.id_programacion, p.cod_ficha, p.fecha_programada, p.hora_inicio, p.hora_fin,
      u.nombre_completo AS nombre_instructor
    FROM ${from} ORDER BY p.fecha_programada, p.hora_inicio, p.id_programacion LIMIT ${SHOWN}`);
  if (primeras.length < SHOWN) return Afectadas.parse({ total: primeras.length, primeras });
  const [count] = await db.rows(sql`SELECT COUNT(*) AS total FROM ${from}`);
  return Afectadas.parse({ total: z.int().parse(count?.total), primeras });
}
