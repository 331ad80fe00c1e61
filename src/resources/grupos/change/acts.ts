import type { Db } from "@/db/db.ts";
import { dryRun, inTransaction } from "@/db/dry_run.ts";
import type { Actor } from "@/http/actor.ts";
import { refuse } from "@/http/router.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { getFicha } from "@/resources/grupos/ficha.ts";
import * as queries from "@/resources/grupos/queries.ts";
import { contradictionsOf } from "@/resources/grupos/rules.ts";
import type { CambiosGrupo, Grupo } from "@/resources/grupos/schemas.ts";
import { RetryBooking, retryingBooking } from "@/resources/programacion/agenda.ts";
import { refuseConflicts } from "@/resources/programacion/booking.ts";
import { type FichaField, hitByFicha } from "@/resources/programacion/upcoming/queries.ts";
import { holdFicha, moveWithFicha } from "@/resources/programacion/with_ficha/move.ts";

type Change = { cod_ficha: number; cambios: CambiosGrupo; simular: boolean };

/** What sessions take over from their ficha, and what each column bears on. */
const INHERITED = {
  fecha_inicio: "fechas",
  fecha_fin: "fechas",
  estado_grupo: "estado",
  cod_programa: "programa",
  la_version: "programa",
  modalidad: "ambiente",
  id_ambiente: "ambiente",
} as const satisfies Partial<Record<keyof CambiosGrupo, FichaField>>;

/**
 * Changes a grupo, and takes the sessions along that go with it: see `moveWithFicha()`.
 * @returns what became of it, or undefined when the caller sees no such grupo
 * @throws ApiError 409 with every session that would share a room, unless it is forced
 */
export function change(
  db: Db,
  user: UsuarioSesion,
  actor: Actor,
  { cod_ficha, cambios, simular }: Change,
) {
  const { forzar, mover_sesiones: mover = false } = cambios;
  return retryingBooking(db, async () => {
    const seen = await queries.get(db, user, cod_ficha);
    if (!seen) return undefined;
    const fields = changedFields(seen, cambios);
    refuse(contradictionsOf({ ...seen, ...cambios }));
    if (cambios.id_ambiente) {
      await queries.requireAmbiente(db, seen.cod_centro, cambios.id_ambiente);
    }
    const { id_ambiente = seen.id_ambiente } = cambios;
    const run = simular ? dryRun : inTransaction;
    return await run(db, write);

    async function write(tx: Db) {
      if (fields.length > 0) await holdFicha(tx, { cod_ficha, id_ambiente });
      const before = await getFicha(tx, user, cod_ficha);
      if (before.id_ambiente !== seen?.id_ambiente) throw new RetryBooking();
      const grupo = await queries.update(tx, user, actor, { cod_ficha, cambios });
      if (!grupo) return undefined;
      if (fields.length === 0) return told(grupo);
      const after = await getFicha(tx, user, cod_ficha);
      const moves = { before, after, mover, permisos: forzar ? { forzar } : {} };
      const { cruzadas, ...moved } = await moveWithFicha(tx, user, actor, moves);
      if (!simular) refuseConflicts(moved);
      const today = actor.now.slice(0, 10);
      const afectadas = await hitByFicha(tx, after, { fields, cruzadas }, today);
      return { ...told(grupo), ...moved, afectadas };
    }
  });
}

/** An older client sends back what it does not change. */
function changedFields(before: Grupo, { mover_sesiones, ...cambios }: CambiosGrupo): FichaField[] {
  const names = Object.keys(INHERITED) as (keyof typeof INHERITED)[];
  const changed = names.filter((name) =>
    cambios[name] !== undefined && cambios[name] !== before[name]
  );
  const fields = new Set(changed.map((name) => INHERITED[name]));
  if (mover_sesiones) fields.add("ambiente");
  return [...fields];
}

function told(grupo: Grupo) {
  return { grupo, movidas: 0, conflictos: [], avisos: [], afectadas: undefined };
}
