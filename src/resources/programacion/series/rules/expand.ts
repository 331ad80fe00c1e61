import { type FieldError } from "@/resources/programacion/rules/validity.ts";
import { addDays, closedDay } from "@/time/dates.ts";
import {
  MIN_MINUTES,
  minutesOf,
  type Slot,
  sumOf,
  toHours,
  toMinutes,
  toTime,
} from "@/time/times.ts";
import {
  occurrences,
  type Patron,
  patternErrors,
  type PlannedSession,
  share,
  type Tema,
} from "./patterns.ts";

export type SeriesPlan = {
  patrones: readonly Patron[];
  temas: readonly Tema[];
  desde: string;
  /** The last date, or null with `horas_objetivo`. */
  hasta: string | null;
  horas_objetivo: number | null;
  /** What falls on a closed day before `hasta` is lost, or made up after it. */
  festivos: "saltar" | "reponer";
  permitir_no_laborable: boolean;
  ficha: { fecha_inicio: string | null; fecha_fin: string | null };
  /** Holidays and closed days, by date, for the whole life of the ficha; Sundays are known. */
  cerrados: ReadonlyMap<string, string>;
};

export type Series = {
  sesiones: PlannedSession[];
  /** Dates up to `hasta` on which nobody works, and why. */
  omitidas: (Slot & { motivo: string })[];
  horas_programadas: number;
  /** Of `horas_objetivo`, or of what was to be made up: what found no place. */
  horas_pendientes: number;
  /** What ended it; `tope` is the cap on sessions and days. */
  fin: "hasta" | "horas" | "temas" | "fin_ficha" | "tope";
};

export const MAX_SESSIONS = 500;
/** A little over three years, the longest programme. */
export const MAX_DAYS = 1100;

/**
 * The sessions of a series, all inside the ficha's dates. With `horas_objetivo` it ends by itself
 * and a closed day costs nothing. The last session is shortened to what is due, and so is the last
 * one of a tema, but none lasts less than 30 minutes. The plan must have no `seriesErrors`.
 */
export function expandSeries(plan: SeriesPlan): Series {
  const { hasta, horas_objetivo, festivos } = plan;
  const first = plan.ficha.fecha_inicio ?? plan.desde;
  const desde = first > plan.desde ? first : plan.desde;
  const last = lastDay(desde, plan.ficha.fecha_fin);
  const temas = plan.temas.map((tema) => ({ ...tema, left: inMinutes(tema.horas) }));
  const sesiones: PlannedSession[] = [];
  const omitidas: Series["omitidas"] = [];
  let due = inMinutes(horas_objetivo);
  let owed = 0; // lost before `hasta`, to be made up after it
  let isCapped = false;

  const closed = (fecha: string) =>
    plan.permitir_no_laborable ? undefined : closedDay(fecha, plan.cerrados);
  for (const { slot, motivo } of occurrences(plan.patrones, { desde, hasta: last.fecha }, closed)) {
    const late = hasta !== null && slot.fecha_programada > hasta;
    if (due <= 0 || temas.length === 0 || (late && owed <= 0)) break;
    isCapped = sesiones.length >= MAX_SESSIONS;
    if (isCapped) break;
    if (motivo === undefined) {
      const wanted = Math.max(MIN_MINUTES, late ? owed : due);
      const pieces = share(shorten(slot, wanted), temas);
      const minutes = sumOf(pieces);
      sesiones.push(...pieces);
      due -= minutes;
      if (late) owed -= minutes;
    } else if (!late) {
      omitidas.push({ ...slot, motivo });
      if (festivos === "reponer") owed += minutesOf(slot);
    }
  }

  const fin = (): Series["fin"] => {
    if (due <= 0) return "horas";
    if (temas.length === 0) return "temas";
    if (isCapped) return "tope";
    return hasta !== null && hasta <= last.fecha && owed <= 0 ? "hasta" : last.fin;
  };
  return {
    sesiones,
    omitidas,
    horas_programadas: toHours(sumOf(sesiones)),
    horas_pendientes: toHours(Math.max(0, horas_objetivo === null ? owed : due)),
    fin: fin(),
  };
}

/** What a plan says that makes no sense; fields are named as in the request. */
export function seriesErrors(plan: SeriesPlan): FieldError[] {
  const { patrones, temas, desde, hasta, horas_objetivo } = plan;
  const errors = patternErrors(patrones);
  const say = (campo: string, mensaje: string) => errors.push({ campo, mensaje });
  if (temas.length === 0) say("temas", "Indique al menos una competencia y su resultado.");
  if (temas.some(({ horas }) => horas !== null && horas * 60 < MIN_MINUTES)) {
    say("temas", "Cada resultado lleva al menos media hora.");
  }
  if ((hasta === null) === (horas_objetivo === null)) {
    say("hasta", "Indique hasta qué fecha o cuántas horas, una de las dos.");
  }
  if (hasta !== null && hasta < desde) say("hasta", "La última fecha es anterior a la primera.");
  if (horas_objetivo !== null && horas_objetivo * 60 < MIN_MINUTES) {
    say("horas_objetivo", "Una serie tiene al menos media hora.");
  }
  return errors;
}

function lastDay(desde: string, fecha_fin: string | null): { fecha: string; fin: Series["fin"] } {
  const cap = addDays(desde, MAX_DAYS - 1);
  return fecha_fin !== null && fecha_fin <= cap
    ? { fecha: fecha_fin, fin: "fin_ficha" }
    : { fecha: cap, fin: "tope" };
}

function shorten(slot: Slot, minutes: number): Slot {
  const start = toMinutes(slot.hora_inicio);
  return { ...slot, hora_fin: toTime(Math.min(toMinutes(slot.hora_fin), start + minutes)) };
}

/** Whole minutes: a rest of rounding would ask for one more session. */
function inMinutes(hours: number | null): number {
  return hours === null ? Infinity : Math.round(hours * 60);
}
