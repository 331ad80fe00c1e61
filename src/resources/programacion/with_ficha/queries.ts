import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { list, type Sql, sql } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import type { FichaFacts } from "@/resources/programacion/rules/facts.ts";
import { roomFor } from "@/resources/programacion/rules/place.ts";
import { isVirtual } from "@/resources/programacion/rules/validity.ts";

const FichaSession = z.object({
  id_programacion: z.int(),
  id_instructor: z.int(),
  cod_ficha: z.int(),
  id_ambiente: z.int().nullable(),
  fecha_programada: z.string(),
  hora_inicio: z.string(),
  hora_fin: z.string(),
  cod_competencia: z.int(),
  cod_resultado: z.int(),
});
export type FichaSession = z.infer<typeof FichaSession>;

export type FichaChange = { before: FichaFacts; after: FichaFacts; mover: boolean };

/**
 * The sessions to come that go with their ficha when its room or modality changes: those without a
 * room get the new one, those of a ficha that becomes virtual leave theirs, and on request those that
 * were in the old one go to the new one. All others stay where they are.
 */
export async function listFollowing(
  tx: Db,
  { before, after, mover }: FichaChange,
  now: string,
): Promise<FichaSession[]> {
  const following = followingOf({ before, after, mover });
  if (!following) return [];
  const [today = "", time = ""] = now.split(" ");
  const rows = await tx.rows(sql`
    SELECT s.id_programacion, s.id_instructor, s.cod_ficha, s.id_ambiente, s.fecha_programada,
      s.hora_inicio, s.hora_fin, s.cod_competencia, s.cod_resultado
    FROM programacion s
    WHERE s.cod_ficha = ${after.cod_ficha} AND s.estado = 'programada'
      AND (s.fecha_programada > ${today}
        OR (s.fecha_programada = ${today} AND s.hora_inicio > ${time}))
      AND ${following}
    ORDER BY s.fecha_programada, s.hora_inicio, s.id_programacion ${tx.locking}`);
  return z.array(FichaSession).parse(rows);
}

function followingOf({ before, after, mover }: FichaChange): Sql | undefined {
  const was = roomFor(undefined, before), is = roomFor(undefined, after);
  const isMoved = was !== is || isVirtual(before) !== isVirtual(after);
  if (!isMoved && !mover) return undefined;
  if (isVirtual(after)) return sql`s.id_ambiente IS NOT NULL`;
  const leaving = mover && was !== null && was !== is ? sql`s.id_ambiente = ${was}` : sql`1 = 0`;
  return is === null ? leaving : sql`(s.id_ambiente IS NULL OR ${leaving})`;
}

/** Puts sessions into a room, or out of any. */
export async function writeRoom(
  tx: Db,
  { user, now }: Actor,
  ids: readonly number[],
  id_ambiente: number | null,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`
    UPDATE programacion SET id_ambiente = ${id_ambiente}, version = version + 1,
      modificada_por = ${user?.id_usuario ?? null}, modificada_en = ${now}
    WHERE id_programacion IN (${list(ids)})`);
}
