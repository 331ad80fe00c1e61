import { createMiddleware } from "hono/factory";
import { Lookout } from "@/db/lookout.ts";
import { ApiError } from "./problem.ts";

const TOO_LATE = "La petición tardó demasiado y no se sabe si se completó; consulte antes de " +
  "repetirla, o repítala con la misma Idempotency-Key";

/** The last resort, after the deadlines of the database: nobody waits longer than this. */
export function limitTime(seconds: number) {
  const lookout = new Lookout(500);
  return createMiddleware(async (_c, next) => {
    const late = Promise.withResolvers<never>();
    const done = lookout.watch(seconds * 1000, () => {
      late.reject(new ApiError("no-disponible", TOO_LATE));
    });
    try {
      await Promise.race([next(), late.promise]);
    } finally {
      done();
    }
  });
}
