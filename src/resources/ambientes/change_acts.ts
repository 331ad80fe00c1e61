import type { Db } from "@/db/db.ts";
import { dryRun, inTransaction } from "@/db/dry_run.ts";
import type { Actor } from "@/http/actor.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { upcomingInAmbiente } from "@/resources/programacion/upcoming/queries.ts";
import { crowdedInAmbiente } from "@/resources/programacion/upcoming/warnings.ts";
import * as queries from "./queries.ts";
import type { CambiosAmbiente } from "./schemas.ts";

type Change = { id_ambiente: number; cambios: CambiosAmbiente; simular: boolean | undefined };

/**
 * Changes an ambiente, or simulates it, and says what that means for sessions to come.
 * @returns undefined when the caller sees no such ambiente
 */
export function change(
  db: Db,
  user: UsuarioSesion,
  actor: Actor,
  { id_ambiente, cambios, simular }: Change,
) {
  const today = actor.now.slice(0, 10);
  const run = simular ? dryRun : inTransaction;
  return run(db, async (tx) => {
    const ambiente = await queries.update(tx, user, actor, { id_ambiente, cambios });
    if (!ambiente) return undefined;
    const isResized = cambios.num_max_aprendices !== undefined;
    const avisos = isResized ? await crowdedInAmbiente(tx, id_ambiente, today) : [];
    const told = { ambiente, ...avisos.length > 0 && { avisos } };
    if (cambios.estado !== false) return told;
    return { ...told, afectadas: await upcomingInAmbiente(tx, id_ambiente, today) };
  });
}
