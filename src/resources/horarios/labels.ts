import type { Timetable } from "./queries.ts";

type Part = "weekday" | "day" | "month" | "year";

const SHAPES = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const;

/** A date in Spanish words: `inWords("2026-07-20", "weekday", "day")` is "lunes 20". */
export function inWords(fecha: string, ...parts: Part[]): string {
  const shape = Object.fromEntries(parts.map((part) => [part, SHAPES[part]]));
  const text = Temporal.PlainDate.from(fecha).toLocaleString("es-CO", shape);
  return text.replace(",", "");
}

/** "20 al 26 de julio de 2026", and with both months or years where they differ. */
export function weekInWords(fechas: readonly string[]): string {
  const [first = "", last = ""] = [fechas[0], fechas.at(-1)];
  const end = inWords(last, "day", "month", "year");
  if (first.slice(0, 7) === last.slice(0, 7)) return `${inWords(first, "day")} al ${end}`;
  if (first.slice(0, 4) === last.slice(0, 4)) return `${inWords(first, "day", "month")} al ${end}`;
  return `${inWords(first, "day", "month", "year")} al ${end}`;
}

/** `07:00`, and `07:00:30` where somebody counts seconds. */
export function shortTime(hora: string): string {
  return hora.endsWith(":00") ? hora.slice(0, 5) : hora;
}

/** Whose week it is, as a heading. */
export function titleOf({ tipo, nombre }: Pick<Timetable, "tipo" | "nombre">): string {
  return tipo === "ambiente" ? `Ambiente ${nombre}` : nombre;
}
