/** Arithmetic on local dates written as `YYYY-MM-DD`; that text sorts and compares like the date. */

const SUNDAY = 7;

export function addDays(fecha: string, days: number): string {
  return Temporal.PlainDate.from(fecha).add({ days }).toString();
}

/** 1 is Monday, 7 is Sunday. */
export function dayOfWeek(fecha: string): number {
  return Temporal.PlainDate.from(fecha).dayOfWeek;
}

export function isSunday(fecha: string): boolean {
  return dayOfWeek(fecha) === SUNDAY;
}

/** The day itself when it is a Monday, else the next one. */
export function mondayOnOrAfter(fecha: string): string {
  return addDays(fecha, (8 - dayOfWeek(fecha)) % 7);
}

/** Every date from the first to the last, both included; none when they are reversed. */
export function* datesBetween(desde: string, hasta: string): Generator<string> {
  let date = Temporal.PlainDate.from(desde);
  const last = Temporal.PlainDate.from(hasta);
  while (Temporal.PlainDate.compare(date, last) <= 0) {
    yield date.toString();
    date = date.add({ days: 1 });
  }
}

/** Why nobody works on that date, or undefined on a working day. */
export function closedDay(
  fecha: string,
  cerrados: ReadonlyMap<string, string>,
): string | undefined {
  return cerrados.get(fecha) ?? (isSunday(fecha) ? "domingo" : undefined);
}
