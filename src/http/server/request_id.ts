import { createMiddleware } from "hono/factory";
import type { Env } from "@/http/router.ts";

const HEADER = "X-Request-Id";
/** As long as it is kept with a change; more than this of the header is not looked at. */
const MAX_ID = 64, MAX_READ = 1_000;

/** The name of the request: what the client calls it, without odd characters, or a new one. */
export const nameRequest = createMiddleware<Env>((c, next) => {
  const given = c.req.header(HEADER)?.slice(0, MAX_READ).replace(/[^\w.:=-]/g, "").slice(0, MAX_ID);
  const id = given || crypto.randomUUID();
  c.set("requestId", id);
  c.header(HEADER, id);
  return next();
});
