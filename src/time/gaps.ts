import { closedDay, datesBetween } from "./dates.ts";
import { MIN_MINUTES, type Slot, toMinutes, toTime } from "./times.ts";

/** Minutes since midnight. */
export type Span = { start: number; end: number };

export type GapWindow = {
  desde: string;
  hasta: string;
  /** The hours of each day in which to look. */
  hora_inicio: string;
  hora_fin: string;
  /** Shorter gaps are left out; never less than a session lasts. */
  minutos_minimos: number;
  cerrados: ReadonlyMap<string, string>;
};

/**
 * The times of the window in which none of the busy lists (a ficha's, an instructor's, a room's)
 * has anything, by date and hour; Sundays and closed days have none. Without cancelled sessions.
 */
export function commonGaps(busy: readonly (readonly Slot[])[], window: GapWindow): Slot[] {
  const byDate = Map.groupBy(busy.flat(), ({ fecha_programada }) => fecha_programada);
  const day = { start: toMinutes(window.hora_inicio), end: toMinutes(window.hora_fin) };
  const shortest = Math.max(MIN_MINUTES, window.minutos_minimos);
  const days = [...datesBetween(window.desde, window.hasta)]
    .filter((fecha) => closedDay(fecha, window.cerrados) === undefined);
  return days.flatMap((fecha_programada) =>
    freeSpans(day, byDate.get(fecha_programada) ?? [])
      .filter(({ start, end }) => end - start >= shortest)
      .map(({ start, end }) => ({
        fecha_programada,
        hora_inicio: toTime(start),
        hora_fin: toTime(end),
      }))
  );
}

/** What of one day's span is left beside its sessions. */
export function freeSpans(day: Span, busy: readonly Slot[]): Span[] {
  const spans: Span[] = [];
  let free = day.start;
  const starts = busy.toSorted((a, b) => toMinutes(a.hora_inicio) - toMinutes(b.hora_inicio));
  for (const { hora_inicio, hora_fin } of starts) {
    const start = Math.min(toMinutes(hora_inicio), day.end);
    if (start > free) spans.push({ start: free, end: start });
    free = Math.max(free, toMinutes(hora_fin));
  }
  if (day.end > free) spans.push({ start: free, end: day.end });
  return spans;
}
