import type { Db } from "@/db/db.ts";
import { giveWay } from "@/db/turns.ts";
import type { Prepared } from "./booking.ts";
import type { Reason, Verdict } from "./reasons.ts";
import type { Permisos } from "./schemas.ts";
import { type Edit, proposalOf } from "./series_edit.ts";
import { partialVerdicts, verdictsOf } from "./series_verdicts.ts";
import { loadOthers } from "./sessions_queries.ts";

/** What stands against each proposal of a series, and what is worth knowing. */
export async function judgeAll(
  db: Db,
  { proposals, known }: Prepared,
  permisos: Permisos & { modo?: "todo" | "parcial" | undefined },
  { locking, leaving = [] }: { locking?: Db["locking"]; leaving?: Edit[] } = {},
): Promise<Verdict[]> {
  const gone = leaving.flatMap(({ before }) => before ? [proposalOf(before)] : []);
  const { limites } = known;
  const everything = [...proposals, ...gone];
  const others = await loadOthers(db, everything, { limites, ...locking && { locking } });
  await giveWay();
  const ids = new Set(gone.map(({ id_programacion }) => id_programacion));
  const stays = ({ id_programacion }: { id_programacion: number }) => !ids.has(id_programacion);
  const sesiones = others.sesiones.filter(stays), otrosDias = others.otrosDias.filter(stays);
  const { forzar, permitir_no_laborable = false, modo } = permisos;
  const granted = { forzar: forzar !== undefined, permitir_no_laborable };
  const judge = modo === "parcial" ? partialVerdicts : verdictsOf;
  return judge(proposals, { ...known, ...others, sesiones, otrosDias }, granted);
}

export function conflictsOf(verdicts: readonly Verdict[]): { conflictos: Reason[] } {
  return { conflictos: verdicts.flatMap(({ conflictos }) => conflictos) };
}
