import { periodKey, type Periodo, periodOf, type Unidad } from "@/time/periods.ts";
import { readableDate, readableHours, readableMonth } from "@/time/spanish.ts";
import { byStart, minutesOf, type Slot } from "@/time/times.ts";
import { blocking, type Proposal } from "./clashes.ts";
import type { BookingContext } from "./facts.ts";
import { isOver, type Limite, limitFor } from "./hour_limits.ts";
import { type Reason, reason } from "./reasons.ts";

const UNIDADES: Unidad[] = ["semana", "mes"];

type Timed = Slot & { id_instructor: number };
export type Excess = { efecto: Limite["efecto"]; motivo: Reason };

/**
 * The hour limits that each proposal breaks, by position. They count one after another by date; a
 * change that leaves the instructor with no more hours than before in that period breaks none.
 */
export function findExcess(proposals: readonly Proposal[], facts: BookingContext): Excess[][] {
  const stored = [...facts.sesiones, ...facts.otrosDias];
  const active = stored.filter(({ estado }) => estado !== "cancelada");
  const before = totalsOf(active);
  const running = totalsOf(blocking(proposals, stored));
  const after = totalsOf(proposals, running);
  const found = new Map<Proposal, Excess[]>();
  for (const proposal of proposals.toSorted(byStart)) {
    found.set(
      proposal,
      UNIDADES.flatMap((unidad) => {
        const key = keyOf(unidad, proposal);
        const total = (running.get(key) ?? 0) + minutesOf(proposal);
        running.set(key, total);
        const grows = (after.get(key) ?? 0) > (before.get(key) ?? 0);
        return grows ? excessOf(unidad, proposal, total, facts) : [];
      }),
    );
  }
  return proposals.map((proposal) => found.get(proposal) ?? []);
}

function excessOf(
  unidad: Unidad,
  proposal: Proposal,
  total: number,
  facts: BookingContext,
): Excess[] {
  const instructor = facts.instructores.get(proposal.id_instructor);
  if (!instructor) return [];
  const period = periodOf(unidad, proposal.fecha_programada);
  const limite = limitFor(facts.limites, instructor, unidad, period);
  if (!limite || !isOver(total, limite.max_horas)) return [];
  const mensaje = `Con esta sesión ${instructor.nombre_completo} llega a ${readableHours(total)} ` +
    `en ${readablePeriod(unidad, period)} y su límite (${limite.tipo_contrato}) es ` +
    `${readableHours(limite.max_horas * 60)}; elija otra fecha u otro instructor.`;
  return [{ efecto: limite.efecto, motivo: reason("limite_horas", mensaje) }];
}

function readablePeriod(unidad: Unidad, { desde }: Periodo): string {
  return unidad === "mes" ? readableMonth(desde) : `la semana del ${readableDate(desde)}`;
}

function totalsOf(sessions: readonly Timed[], start?: Map<string, number>): Map<string, number> {
  const totals = new Map(start);
  for (const session of sessions) {
    for (const unidad of UNIDADES) {
      const key = keyOf(unidad, session);
      totals.set(key, (totals.get(key) ?? 0) + minutesOf(session));
    }
  }
  return totals;
}

function keyOf(unidad: Unidad, { id_instructor, fecha_programada }: Timed): string {
  return `${id_instructor} ${periodKey(unidad, fecha_programada)}`;
}
