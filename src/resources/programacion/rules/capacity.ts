import { closedDay, datesBetween, dayOfWeek } from "@/time/dates.ts";
import { freeSpans } from "@/time/gaps.ts";
import { readableHours, sameText } from "@/time/spanish.ts";
import { MIN_MINUTES, type Slot, sumOf, toMinutes } from "@/time/times.ts";

/** On which days (1 Monday to 7 Sunday) and for how many hours a day a ficha is taught. */
export type Jornada = { dias: readonly number[]; horas: number };

const WEEKDAYS_AND_SATURDAY = [1, 2, 3, 4, 5, 6];
const SATURDAY = 6;

/**
 * No norm says how long a jornada is: these are the centre's usual hours, and what counts only for
 * a ficha without hours of its own. Sundays are closed to all, so a weekend is its Saturday.
 */
export const JORNADAS: Readonly<Record<string, Jornada>> = {
  "DIURNA": { dias: WEEKDAYS_AND_SATURDAY, horas: 8 },
  "MIXTA": { dias: WEEKDAYS_AND_SATURDAY, horas: 8 },
  "MAÑANA": { dias: WEEKDAYS_AND_SATURDAY, horas: 6 },
  "TARDE": { dias: WEEKDAYS_AND_SATURDAY, horas: 6 },
  "NOCTURNA": { dias: WEEKDAYS_AND_SATURDAY, horas: 4 },
  "FINES DE SEMANA": { dias: [SATURDAY], horas: 8 },
};
const UNKNOWN: Jornada = { dias: WEEKDAYS_AND_SATURDAY, horas: 8 };

export type CapacityQuestion = {
  /** The first day that still counts. */
  desde: string;
  fecha_fin: string;
  ficha: { jornada: string | null; hora_inicio: string | null; hora_fin: string | null };
  cerrados: ReadonlyMap<string, string>;
  /** The ficha's sessions of that time, without the cancelled ones: where they are nothing fits. */
  sesiones: readonly Slot[];
};

/** Working days and minutes in which a ficha can still be programmed up to its last day. */
export function remainingCapacity(
  { desde, fecha_fin, ficha, cerrados, sesiones }: CapacityQuestion,
  jornadas: Readonly<Record<string, Jornada>> = JORNADAS,
): { dias: number; minutos: number } {
  const jornada = jornadaOf(ficha.jornada, jornadas);
  const byDate = Map.groupBy(sesiones, ({ fecha_programada }) => fecha_programada);
  const days = [...datesBetween(desde, fecha_fin)].filter((fecha) =>
    jornada.dias.includes(dayOfWeek(fecha)) && closedDay(fecha, cerrados) === undefined
  );
  const free = days.map((fecha) => freeMinutes(ficha, jornada, byDate.get(fecha) ?? []));
  return { dias: days.length, minutos: free.reduce((total, minutes) => total + minutes, 0) };
}

/** Whether what is missing still fits, in minutes, and the sentence that says so. */
export function fits(missing: number, capacity: number): { cabe: boolean; mensaje: string } {
  const cabe = missing <= capacity;
  const numbers = `Faltan ${readableHours(missing)}, caben ${readableHours(capacity)}`;
  const next = "amplíe el horario, use otros días o mueva la fecha de fin";
  return { cabe, mensaje: cabe ? `${numbers}.` : `${numbers}; ${next}.` };
}

function freeMinutes(
  { hora_inicio, hora_fin }: CapacityQuestion["ficha"],
  { horas }: Jornada,
  sessions: readonly Slot[],
): number {
  if (hora_inicio === null || hora_fin === null) return Math.max(0, horas * 60 - sumOf(sessions));
  return freeSpans({ start: toMinutes(hora_inicio), end: toMinutes(hora_fin) }, sessions)
    .map(({ start, end }) => end - start)
    .filter((minutes) => minutes >= MIN_MINUTES)
    .reduce((total, minutes) => total + minutes, 0);
}

function jornadaOf(name: string | null, jornadas: Readonly<Record<string, Jornada>>): Jornada {
  const [, found = UNKNOWN] = Object.entries(jornadas).find(([key]) => sameText(key, name)) ?? [];
  return found;
}
