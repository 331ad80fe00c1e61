import { createMiddleware } from "hono/factory";
import { Deadlines } from "@/db/deadlines.ts";
import { unknownOutcome } from "@/http/text/problem.ts";

/** The last resort, after the deadlines of the database: nobody waits longer than this. */
export function limitTime(seconds: number) {
  const lookout = new Deadlines(500);
  return createMiddleware(async (c, next) => {
    const late = Promise.withResolvers<never>();
    const done = lookout.watch(seconds * 1000, () => {
      late.reject(unknownOutcome(c, "La petición tardó demasiado"));
    });
    try {
      await Promise.race([next(), late.promise]);
    } finally {
      done();
    }
  });
}
