import { overlaps } from "@/resources/programacion/rules/clashes.ts";
import { type FieldError, timeErrors } from "@/resources/programacion/rules/validity.ts";
import { datesBetween, dayOfWeek } from "@/time/dates.ts";
import { byStart, MIN_MINUTES, type Slot, toMinutes, toTime } from "@/time/times.ts";

/** On these days (1 Monday to 7 Sunday) from when to when. */
export type Patron = { dias: readonly number[]; hora_inicio: string; hora_fin: string };

/** What is taught, in order; without hours it lasts until the series ends. */
export type Tema = { cod_competencia: number; cod_resultado: number; horas: number | null };

export type PlannedSession = Slot & { cod_competencia: number; cod_resultado: number };

/** Every time the patterns hit in the window, by date and hour; `motivo` says why nobody works. */
export function* occurrences(
  patrones: readonly Patron[],
  { desde, hasta }: { desde: string; hasta: string },
  closed: (fecha: string) => string | undefined,
): Generator<{ slot: Slot; motivo: string | undefined }> {
  for (const fecha_programada of datesBetween(desde, hasta)) {
    const slots = slotsOn(fecha_programada, patrones);
    if (slots.length === 0) continue;
    const motivo = closed(fecha_programada);
    for (const slot of slots) yield { slot, motivo };
  }
}

/**
 * Deals a session out to the temas in order, and takes those that are through out of the queue.
 * A part too short to be a session stays with the tema before it, so a tema may get up to an hour
 * more than it asked for, never less.
 */
export function share(slot: Slot, queue: (Tema & { left: number })[]): PlannedSession[] {
  const pieces: PlannedSession[] = [];
  const end = toMinutes(slot.hora_fin);
  let at = toMinutes(slot.hora_inicio);
  while (at < end) {
    const [tema] = queue;
    if (!tema) break;
    const wanted = Math.max(MIN_MINUTES, tema.left);
    const isLast = queue.length === 1;
    const until = at + wanted > end - (isLast ? 0 : MIN_MINUTES) ? end : at + wanted;
    pieces.push({
      fecha_programada: slot.fecha_programada,
      hora_inicio: toTime(at),
      hora_fin: toTime(until),
      cod_competencia: tema.cod_competencia,
      cod_resultado: tema.cod_resultado,
    });
    tema.left -= until - at;
    if (tema.left <= 0) queue.shift();
    at = until;
  }
  return pieces;
}

export function patternErrors(patrones: readonly Patron[]): FieldError[] {
  const errors = patrones.flatMap((patron, position) =>
    oneErrors(patron).map(({ campo, mensaje }) => ({
      campo: `patrones.${position}.${campo}`,
      mensaje,
    }))
  );
  if (patrones.length === 0) {
    errors.push({ campo: "patrones", mensaje: "Indique al menos un patrón de días y horas." });
  }
  if (errors.length === 0 && areMixedUp(patrones)) {
    errors.push({ campo: "patrones", mensaje: "Dos patrones se cruzan el mismo día." });
  }
  return errors;
}

function oneErrors({ dias, hora_inicio, hora_fin }: Patron): FieldError[] {
  const errors = timeErrors({ hora_inicio, hora_fin });
  if (![hora_inicio, hora_fin].every((hora) => Number.isInteger(toMinutes(hora)))) {
    errors.push({ campo: "hora_inicio", mensaje: "Las horas de una serie van sin segundos." });
  }
  if (dias.length === 0 || dias.some((dia) => !Number.isInteger(dia) || dia < 1 || dia > 7)) {
    errors.push({ campo: "dias", mensaje: "Los días van de 1 (lunes) a 7 (domingo)." });
  }
  return errors;
}

// Any Monday to Sunday serves: patterns repeat every week.
function areMixedUp(patrones: readonly Patron[]): boolean {
  return [...datesBetween("2024-01-01", "2024-01-07")].some((fecha) => {
    const slots = slotsOn(fecha, patrones);
    return slots.some((slot, position) => slots.slice(position + 1).some((b) => overlaps(slot, b)));
  });
}

function slotsOn(fecha_programada: string, patrones: readonly Patron[]): Slot[] {
  const day = dayOfWeek(fecha_programada);
  return patrones.filter(({ dias }) => dias.includes(day))
    .map(({ hora_inicio, hora_fin }) => ({ fecha_programada, hora_inicio, hora_fin }))
    .toSorted(byStart);
}
