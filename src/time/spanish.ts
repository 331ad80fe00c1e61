import { type Slot, toHours, toMinutes, toTime } from "./times.ts";

const DAYS = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];
const MONTHS = [
  "enero",
  "febrero",
  "marzo",
  "abril",
  "mayo",
  "junio",
  "julio",
  "agosto",
  "septiembre",
  "octubre",
  "noviembre",
  "diciembre",
];

/** `2026-07-13` -> "lunes 13 de julio de 2026". */
export function readableDate(fecha: string): string {
  const { dayOfWeek, day } = Temporal.PlainDate.from(fecha);
  return `${DAYS[dayOfWeek - 1]} ${day} de ${readableMonth(fecha)}`;
}

/** `2026-07-13` -> "julio de 2026". */
export function readableMonth(fecha: string): string {
  const { month, year } = Temporal.PlainDate.from(fecha);
  return `${MONTHS[month - 1]} de ${year}`;
}

/** `08:00:00` -> "08:00"; seconds only when there are some. */
export function shortTime(hora: string): string {
  return toTime(toMinutes(hora)).replace(/:00$/, "");
}

/** "el lunes 13 de julio de 2026 de 08:00 a 10:00". */
export function readableSlot({ fecha_programada, hora_inicio, hora_fin }: Slot): string {
  const hours = `de ${shortTime(hora_inicio)} a ${shortTime(hora_fin)}`;
  return `el ${readableDate(fecha_programada)} ${hours}`;
}

/** Minutes as "2,5 h". */
export function readableHours(minutes: number): string {
  return `${String(toHours(minutes)).replace(".", ",")} h`;
}

const COLLATOR = new Intl.Collator("es", { sensitivity: "base" });

/** Without regard to case or accents; null is like nothing. */
export function sameText(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && COLLATOR.compare(a.trim(), b.trim()) === 0;
}
