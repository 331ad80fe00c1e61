import { periodKey, type Periodo, periodsBetween, type Unidad } from "@/time/periods.ts";
import { minutesOf, type Slot, toHours } from "@/time/times.ts";
import { type Contrato, lightOf, type Limite, limitFor, type Luz } from "./hour_limits.ts";

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
  return loader(window, limites)(sumMinutes(sessions, window.unidad), contrato);
}

/**
 * The same for many instructors: the periods and their limits are looked up once.
 * @returns what makes a load of minutes by period, as `sumMinutes()` names them, and of a contract
 */
export function loader({ unidad, desde, hasta }: Window, limites: readonly Limite[]) {
  const periods = periodsBetween(unidad, desde, hasta);
  const known = new Map<string, (number | undefined)[]>();
  function limitsOf(contrato: Contrato) {
    const key = JSON.stringify([contrato.tipo_contrato, contrato.cod_centro]);
    const found = known.get(key) ??
      periods.map((period) => limitFor(limites, contrato, unidad, period)?.max_horas);
    known.set(key, found);
    return found;
  }
  return (totals: ReadonlyMap<string, number>, contrato: Contrato): Carga[] => {
    const limits = limitsOf(contrato);
    return periods.map((period, i) => cargaOf(period, totals.get(period.clave) ?? 0, limits[i]));
  };
}

function cargaOf(period: Periodo, minutes: number, max_horas: number | undefined): Carga {
  return {
    ...period,
    horas: toHours(minutes),
    max_horas: max_horas ?? null,
    horas_restantes: max_horas === undefined
      ? null
      : Math.max(0, toHours(max_horas * 60 - minutes)),
    luz: lightOf(minutes, max_horas),
  };
}
