import { ApiError } from "@/http/text/problem.ts";
import type { CalendarFound } from "./queries.ts";

/** In ms. */
const WINDOW = 60_000;
/** Thirty learners with two devices each may follow one address, and all may ask in one minute. */
const PER_CALENDAR = 60;
/** For all the calendars that one person made: nobody gets around the limit by making more. */
const PER_OWNER = 300;

export type Limits = ReturnType<typeof createLimits>;

/** How often the address of a calendar may be asked for, by all who have it. */
export function createLimits() {
  const calendars = createCounter(PER_CALENDAR), owners = createCounter(PER_OWNER);
  return {
    /**
     * @param now in ms
     * @throws ApiError 429
     */
    refuseTooMany(
      { id_calendario, owner }: Pick<CalendarFound, "id_calendario" | "owner">,
      now: number,
    ): void {
      const wait = calendars(id_calendario, now) || owners(owner.id_usuario, now);
      if (wait === 0) return;
      throw new ApiError(
        "demasiados-intentos",
        "Este calendario se pidió demasiadas veces; espere un momento y vuelva a pedirlo",
        { retryAfter: Math.ceil(wait / 1000) },
      );
    },
  };
}

/**
 * Counts in windows that begin with the first time. In memory: what is spared is the time of this
 * process, and another one has its own.
 * @returns how long to wait, in ms: 0 where it is not too often
 */
function createCounter(most: number) {
  const windows = new Map<number, { until: number; count: number }>();
  let nextSweep = 0;
  return (id: number, now: number): number => {
    if (now >= nextSweep) {
      for (const [old, { until }] of windows) if (until <= now) windows.delete(old);
      nextSweep = now + WINDOW;
    }
    const known = windows.get(id);
    const window = known && known.until > now ? known : { until: now + WINDOW, count: 0 };
    windows.set(id, window);
    if (window.count >= most) return window.until - now;
    window.count++;
    return 0;
  };
}
