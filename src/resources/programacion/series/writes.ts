import type { Db } from "@/db/db.ts";
import { assignments, list, sql } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { columnsOf } from "@/resources/programacion/queries.ts";
import { CHANGEABLE, proposalOf } from "./rules/edit.ts";
import type { SeriesSession } from "./schemas/sesion.ts";

const WRITTEN = [...CHANGEABLE, "horas_programadas", "estado", "motivo"] as const;

export type Rewrite = { before: SeriesSession; after: SeriesSession };

/** Writes what has changed, in one statement for all the sessions that change alike. */
export async function rewriteSessions(
  tx: Db,
  { user, now }: Actor,
  rewrites: readonly Rewrite[],
): Promise<void> {
  const alike = Map.groupBy(rewrites, (rewrite) => JSON.stringify(changesOf(rewrite)));
  for (const group of alike.values()) {
    const [first] = group;
    if (!first) continue;
    const ids = group.map(({ before }) => before.id_programacion);
    await tx.execute(sql`
      UPDATE programacion SET ${assignments(changesOf(first), WRITTEN)}, version = version + 1,
        modificada_por = ${user?.id_usuario ?? null}, modificada_en = ${now}
      WHERE id_programacion IN (${list(ids)})`);
  }
}

function changesOf({ before, after }: Rewrite) {
  const [old, now] = [before, after].map((sesion) => ({
    ...columnsOf(proposalOf(sesion)),
    estado: sesion.estado,
    motivo: sesion.motivo,
  }));
  return Object.fromEntries(
    WRITTEN.filter((name) => old?.[name] !== now?.[name]).map((name) => [name, now?.[name]]),
  );
}

export async function removeSessions(tx: Db, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`DELETE FROM programacion WHERE id_programacion IN (${list(ids)})`);
}
