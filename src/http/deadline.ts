import { createMiddleware } from "hono/factory";
import { ApiError } from "./problem.ts";

const TOO_LATE = "La petición tardó demasiado y no se sabe si se completó; consulte antes de " +
  "repetirla, o repítala con la misma Idempotency-Key";

/** How often the requests under way are looked at, in ms: a timer for each would cost more. */
const LOOK_EVERY = 500;

/** The last resort, after the deadlines of the database: nobody waits longer than this. */
export function limitTime(seconds: number) {
  const waiting = new Set<{ until: number; giveUp: () => void }>();
  let timer: ReturnType<typeof setInterval> | undefined;

  function look() {
    const now = performance.now();
    for (const request of waiting) if (request.until <= now) request.giveUp();
  }

  return createMiddleware(async (_c, next) => {
    const late = Promise.withResolvers<never>();
    const giveUp = () => late.reject(new ApiError("no-disponible", TOO_LATE));
    const request = { until: performance.now() + seconds * 1000, giveUp };
    waiting.add(request);
    timer ??= setInterval(look, LOOK_EVERY);
    try {
      await Promise.race([next(), late.promise]);
    } finally {
      waiting.delete(request);
      if (waiting.size === 0) {
        clearInterval(timer);
        timer = undefined;
      }
    }
  });
}
