const DAY = 86_400_000;
/** Day 0 as spreadsheets count them from March 1900 on; before, they have a 29 February too many. */
const EPOCH = Date.UTC(1899, 11, 30);
const FIRST_YEAR = 1980, LAST_YEAR = 2100;

/** The day with this serial number, as `YYYY-MM-DD`; undefined when it is no day of our times. */
export function serialToDate(serial: number): string | undefined {
  return toIso(new Date(EPOCH + Math.floor(serial) * DAY));
}

/**
 * A date written day first (`31/12/2026`, also with `-` or `.`), or as `2026-12-31`; a time after it
 * is left out. Undefined when there is no such day: the month is never taken for the day.
 */
export function textToDate(text: string): string | undefined {
  const [date = ""] = text.trim().split(/[T\s]/, 1);
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(date) ?? [];
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  return toDay(Number(year ?? isoYear), Number(month ?? isoMonth), Number(day ?? isoDay));
}

function toDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? toIso(date) : undefined;
}

function toIso(date: Date): string | undefined {
  const year = date.getUTCFullYear();
  return year >= FIRST_YEAR && year <= LAST_YEAR ? date.toISOString().slice(0, 10) : undefined;
}
