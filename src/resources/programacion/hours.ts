import { type Contrato, lightOf, type Limite, limitFor, type Luz } from "./limits.ts";
import { periodKey, type Periodo, periodsBetween, type Unidad } from "./periods.ts";
import { minutesOf, type Slot, toHours } from "./times.ts";

export type Carga = Periodo & {
  horas: number;
  max_horas: number | null;
  /** Never below zero; null without a limit. */
  horas_restantes: number | null;
  luz: Luz;
};

/** Period (`2026-W30`, `2026-07`) -> minutes of the sessions dated in it. */
export function sumMinutes(sessions: readonly Slot[], unidad: Unidad): Map<string, number> {
  const totals = new Map<string, number>();
  for (const session of sessions) {
    const clave = periodKey(unidad, session.fecha_programada);
    totals.set(clave, (totals.get(clave) ?? 0) + minutesOf(session));
  }
  return totals;
}

type Window = { unidad: Unidad; desde: string; hasta: string };

/**
 * What one instructor has in each period of the window. Periods are whole: pass the sessions (not
 * the cancelled ones) from the first day of the first period to the last day of the last.
 */
export function loadByPeriod(
  sessions: readonly Slot[],
  window: Window,
  contrato: Contrato,
  limites: readonly Limite[],
): Carga[] {
  return loadOf(sumMinutes(sessions, window.unidad), window, contrato, limites);
}

/** The same from minutes that are already added up by period, as `sumMinutes()` names them. */
export function loadOf(
  totals: ReadonlyMap<string, number>,
  window: Window,
  contrato: Contrato,
  limites: readonly Limite[],
): Carga[] {
  return periodsBetween(window.unidad, window.desde, window.hasta).map((period) => {
    const minutes = totals.get(period.clave) ?? 0;
    const max_horas = limitFor(limites, contrato, window.unidad, period)?.max_horas;
    return {
      ...period,
      horas: toHours(minutes),
      max_horas: max_horas ?? null,
      horas_restantes: max_horas === undefined
        ? null
        : Math.max(0, toHours(max_horas * 60 - minutes)),
      luz: lightOf(minutes, max_horas),
    };
  });
}
