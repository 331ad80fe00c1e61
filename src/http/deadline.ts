import { createMiddleware } from "hono/factory";
import { ApiError } from "./problem.ts";

const TOO_LATE = "La petición tardó demasiado y no se sabe si se completó; consulte antes de " +
  "repetirla, o repítala con la misma Idempotency-Key";

/** The last resort, after the deadlines of the database: nobody waits longer than this. */
export function limitTime(seconds: number) {
  return createMiddleware(async (_c, next) => {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      late.reject(new ApiError("no-disponible", TOO_LATE));
    }, seconds * 1000);
    try {
      await Promise.race([next(), late.promise]);
    } finally {
      clearTimeout(timer);
    }
  });
}
