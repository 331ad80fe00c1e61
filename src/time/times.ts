/** Times of day as `HH:MM` or `HH:MM:SS`, and lengths in minutes; seconds are parts of a minute. */

/** The shortest session there is. */
export const MIN_MINUTES = 30;

export type Slot = { fecha_programada: string; hora_inicio: string; hora_fin: string };

/** Minutes since midnight. */
export function toMinutes(hora: string): number {
  const [hours, minutes, seconds] = [hora.slice(0, 2), hora.slice(3, 5), hora.slice(6, 8)];
  return Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
}

/** Minutes since midnight as `HH:MM:SS`. */
export function toTime(minutes: number): string {
  const seconds = Math.round(minutes * 60);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, "0")).join(":");
}

export function minutesOf({ hora_inicio, hora_fin }: Omit<Slot, "fecha_programada">): number {
  return toMinutes(hora_fin) - toMinutes(hora_inicio);
}

export function sumOf(slots: readonly Omit<Slot, "fecha_programada">[]): number {
  return slots.reduce((total, slot) => total + minutesOf(slot), 0);
}

/** Hours with two decimals, as stored. Add minutes up first: three times 0.33 h is no hour. */
export function toHours(minutes: number): number {
  return Math.round(minutes / 60 * 100) / 100;
}

export function byStart(a: Slot, b: Slot): number {
  if (a.fecha_programada !== b.fecha_programada) {
    return a.fecha_programada < b.fecha_programada ? -1 : 1;
  }
  return toMinutes(a.hora_inicio) - toMinutes(b.hora_inicio);
}
