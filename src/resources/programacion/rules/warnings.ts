import { readableHours } from "@/time/spanish.ts";
import { byStart, minutesOf } from "@/time/times.ts";
import type { Proposal } from "./clashes.ts";
import { type BookingContext, budgetKey, outcomeKey } from "./facts.ts";
import { isOver } from "./hour_limits.ts";
import { type Reason, reason } from "./reasons.ts";
import { isVirtual } from "./validity.ts";

/** The room the session occupies: none where one is due, or one too small. */
export function roomWarnings(
  { cod_ficha, id_ambiente }: Proposal,
  { fichas, ambientes }: BookingContext,
): Reason[] {
  const ficha = fichas.get(cod_ficha);
  if (!ficha || isVirtual(ficha)) return [];
  if (id_ambiente === null) {
    const mensaje = `La ficha ${cod_ficha} no tiene ambiente para esta sesión; asígnele uno.`;
    return [reason("sin_ambiente", mensaje)];
  }
  const room = ambientes.get(id_ambiente);
  const learners = ficha.num_total_aprendices_activos ?? 0;
  if (!room || learners <= room.num_max_aprendices) return [];
  return [capacityReason(room, { cod_ficha, num_total_aprendices_activos: learners })];
}

/** That a ficha has more learners than a room holds. */
export function capacityReason(
  room: { nombre_ambiente: string; num_max_aprendices: number },
  ficha: { cod_ficha: number; num_total_aprendices_activos: number },
): Reason {
  const mensaje = `En ${room.nombre_ambiente} caben ${room.num_max_aprendices} aprendices y la ` +
    `ficha ${ficha.cod_ficha} tiene ${ficha.num_total_aprendices_activos} activos; elija un ` +
    "ambiente más grande.";
  return reason("capacidad", mensaje);
}

/** A resultado of the competencia that only other programmes have. */
export function foreignWarnings(proposal: Proposal, { ajenos }: BookingContext): Reason[] {
  if (!ajenos.has(outcomeKey(proposal))) return [];
  const mensaje = `El resultado ${proposal.cod_resultado} no es del programa de la ficha ` +
    `${proposal.cod_ficha}, según sus juicios evaluativos; revise si es el que se orienta.`;
  return [reason("resultado_ajeno", mensaje)];
}

/** The same resultado of one ficha in the hands of two instructors. */
export function outcomeWarnings(proposal: Proposal, { dictan }: BookingContext): Reason[] {
  return (dictan.get(outcomeKey(proposal)) ?? [])
    .filter(({ id_instructor }) => id_instructor !== proposal.id_instructor)
    .map(({ instructor }) => {
      const what = `El resultado ${proposal.cod_resultado} de la ficha ${proposal.cod_ficha}`;
      const mensaje = `${what} ya lo tiene programado ${instructor}; confirme quién lo orienta.`;
      return reason("resultado_repetido", mensaje);
    });
}

/**
 * Hours beyond the competencia's budget. By position; the proposals count one after another, so
 * the warning starts at the one that goes over.
 */
export function budgetWarnings(proposals: readonly Proposal[], facts: BookingContext): Reason[][] {
  const totals = new Map(facts.programados);
  const found = new Map<Proposal, Reason[]>();
  for (const proposal of proposals.toSorted(byStart)) {
    const { cod_competencia, cod_ficha } = proposal;
    const key = budgetKey(proposal);
    const total = (totals.get(key) ?? 0) + minutesOf(proposal);
    totals.set(key, total);
    const budget = facts.competencias.get(cod_competencia)?.horas ?? 0;
    // Imports bring competencias without hours: zero says nobody knows yet.
    if (budget === 0 || !isOver(total, budget)) continue;
    const mensaje = `Con esta sesión la ficha ${cod_ficha} llega a ${readableHours(total)} de la ` +
      `competencia ${cod_competencia}, que tiene ${budget} h; revise si aún hacen falta.`;
    found.set(proposal, [reason("presupuesto", mensaje)]);
  }
  return proposals.map((proposal) => found.get(proposal) ?? []);
}
