import type { Db } from "@/db/db.ts";
import { giveWay } from "@/db/turns.ts";
import type { Prepared } from "@/resources/programacion/booking.ts";
import { loadOthers } from "@/resources/programacion/context/sessions.ts";
import type { Permisos } from "@/resources/programacion/rules/permisos.ts";
import type { Reason, Verdict } from "@/resources/programacion/rules/reasons.ts";
import { type Edit, proposalOf } from "./rules/edit.ts";
import { partialVerdicts, verdictsOf } from "./rules/verdicts.ts";

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
