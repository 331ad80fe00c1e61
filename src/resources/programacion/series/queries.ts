import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { type Sql, sql, tuples, where } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { INSTRUCTOR, type UsuarioSesion } from "@/http/schemas.ts";
import { inScope } from "@/http/scope.ts";
import { columnsOf } from "@/resources/programacion/queries.ts";
import type { Proposal } from "@/resources/programacion/rules/clashes.ts";
import { SeriesSession } from "./schemas/sesion.ts";

/** By date and hour. */
export async function listSessions(
  db: Db,
  conditions: readonly Sql[],
  locking: Sql = sql``,
): Promise<SeriesSession[]> {
  const rows = await db.rows(sql`
    SELECT id_programacion, id_serie, id_instructor, cod_ficha, id_ambiente, fecha_programada,
      hora_inicio, hora_fin, cod_competencia, cod_resultado, estado, motivo, version
    FROM programacion ${where(conditions)}
    ORDER BY fecha_programada, hora_inicio, id_programacion ${locking}`);
  return z.array(SeriesSession).parse(rows);
}

/** All at once, in one statement. @returns the new sessions, by date and hour */
export async function insertSessions(
  tx: Db,
  { user, now }: Actor,
  id_serie: number,
  proposals: readonly Proposal[],
): Promise<SeriesSession[]> {
  const ofSeries = [sql`id_serie = ${id_serie}`];
  // On a cluster a newer id may be smaller than an older one.
  const before = new Set((await listSessions(tx, ofSeries)).map((one) => one.id_programacion));
  const rows = proposals.map((proposal) => {
    const row = columnsOf(proposal);
    return [
      ...[row.id_instructor, row.cod_ficha, row.fecha_programada, row.hora_inicio, row.hora_fin],
      ...[row.horas_programadas, row.cod_competencia, row.cod_resultado, row.id_ambiente],
      ...[id_serie, user?.id_usuario ?? null, now],
    ];
  });
  await tx.execute(sql`
    INSERT INTO programacion (id_instructor, cod_ficha, fecha_programada, hora_inicio, hora_fin,
      horas_programadas, cod_competencia, cod_resultado, id_ambiente, id_serie, id_user, creada_en)
    VALUES ${tuples(rows)}`);
  const all = await listSessions(tx, ofSeries);
  return all.filter(({ id_programacion }) => !before.has(id_programacion));
}

const SerieRow = z.object({
  id_serie: z.int(),
  cod_ficha: z.int(),
  cod_centro: z.int(),
  creada_por: z.int().nullable(),
  creada_en: z.string(),
  plan: z.string().transform((text): unknown => JSON.parse(text)),
});

/** The condition on a series `s` that some session of it is this instructor's. */
export function taughtIn(id_instructor: number): Sql {
  return sql`EXISTS (
    SELECT 1 FROM programacion p
    WHERE p.id_serie = s.id_serie AND p.id_instructor = ${id_instructor})`;
}

/** When the caller sees it: an instructor, one in which he has a session. */
export async function getSerie(db: Db, user: UsuarioSesion, id_serie: number) {
  const [row] = await db.rows(sql`
    SELECT s.id_serie, s.cod_ficha, g.cod_centro, s.creada_por, s.creada_en, s.plan
    FROM serie s JOIN grupo g ON g.cod_ficha = s.cod_ficha ${
    where([
      sql`s.id_serie = ${id_serie}`,
      ...inScope(user, sql`g.cod_centro`),
      ...(user.id_rol === INSTRUCTOR ? [taughtIn(user.id_usuario)] : []),
    ])
  }`);
  return row && SerieRow.parse(row);
}
