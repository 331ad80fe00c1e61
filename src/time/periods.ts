import { addDays, datesBetween } from "./dates.ts";

export type Unidad = "semana" | "mes";

/** A week (Monday to Sunday) or a calendar month; `clave` is `2026-W30` or `2026-07`. */
export type Periodo = { clave: string; desde: string; hasta: string };

/** `2026-W30` or `2026-07`: much cheaper than the whole period where only sums are wanted. */
export function periodKey(unidad: Unidad, fecha: string): string {
  if (unidad === "mes") return fecha.slice(0, 7);
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(fecha);
  return `${yearOfWeek}-W${String(weekOfYear).padStart(2, "0")}`;
}

export function periodOf(unidad: Unidad, fecha: string): Periodo {
  const date = Temporal.PlainDate.from(fecha);
  const [first, days] = unidad === "semana"
    ? [date.subtract({ days: date.dayOfWeek - 1 }), date.daysInWeek]
    : [date.with({ day: 1 }), date.daysInMonth];
  return {
    clave: periodKey(unidad, fecha),
    desde: first.toString(),
    hasta: first.add({ days: days - 1 }).toString(),
  };
}

/** Every period that has a day in the window, whole, in order. */
export function periodsBetween(unidad: Unidad, desde: string, hasta: string): Periodo[] {
  const periods: Periodo[] = [];
  for (let day = desde; day <= hasta;) {
    const period = periodOf(unidad, day);
    periods.push(period);
    day = addDays(period.hasta, 1);
  }
  return periods;
}

/** The seven dates of an ISO week written `2026-W30`; undefined when there is no such week. */
export function datesOfWeek(semana: string): string[] | undefined {
  const [, anio, number] = /^([1-9]\d{3})-W(\d{2})$/.exec(semana) ?? [];
  if (anio === undefined) return undefined;
  // 4 January always lies in week 1; asking for a week 53 that is not there lands in the next year.
  const week = periodOf("semana", addDays(`${anio}-01-04`, (Number(number) - 1) * 7));
  return week.clave === semana ? [...datesBetween(week.desde, week.hasta)] : undefined;
}
