import { cors } from "hono/cors";
import { createMiddleware } from "hono/factory";
import type { Config } from "@/config/config.ts";
import { READ_HEADERS, SENT_HEADERS } from "@/http/headers.ts";

const LOCAL = /^http:\/\/(localhost|127\.0\.0\.1)(:\d{1,5})?$/;

const EXPOSED = SENT_HEADERS.join(", ");
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
/** Which pages may call from a browser: the listed ones, and by default those of this machine. */
export function allowOrigins({ CORS_ORIGINS, DB_HOST, FRONTEND_URL }: Config) {
  const listed = CORS_ORIGINS ?? [new URL(FRONTEND_URL).origin];
  const local = CORS_ORIGINS === undefined && DB_HOST === undefined;
  const allowed = (origin: string) =>
    listed.includes("*") || listed.includes(origin) || (local && LOCAL.test(origin));
  const preflight = cors({
    origin: (origin) => allowed(origin) ? origin : null,
    allowMethods: METHODS,
    allowHeaders: [...READ_HEADERS],
    maxAge: 600,
  });
  // hono's own would set these headers after the answer is made, which turns its text into a
  // stream: here they are on the answer from the start, errors included.
  return createMiddleware((c, next) => {
    if (c.req.method === "OPTIONS") return preflight(c, next);
    const origin = c.req.header("Origin");
    c.header("Vary", "Origin");
    if (origin && allowed(origin)) {
      c.header("Access-Control-Allow-Origin", origin);
      c.header("Access-Control-Expose-Headers", EXPOSED);
    }
    return next();
  });
}
