/** The present moment, as an argument: tests bring their own. */
export type Clock = () => Temporal.Instant;

export const systemClock: Clock = () => Temporal.Now.instant();

const ZONE = "America/Bogota";

/** Local date and time as the database keeps them: `YYYY-MM-DD HH:MM:SS`. */
export function localDateTime(clock: Clock): string {
  const local = clock().toZonedDateTimeISO(ZONE).toPlainDateTime();
  return local.toString({ smallestUnit: "second" }).replace("T", " ");
}

/** Today in Colombia, `YYYY-MM-DD`. */
export function localDate(clock: Clock): string {
  return clock().toZonedDateTimeISO(ZONE).toPlainDate().toString();
}

export function epochSeconds(clock: Clock): number {
  return Math.floor(clock().epochMilliseconds / 1000);
}
