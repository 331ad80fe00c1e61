import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import type { Config } from "@/config.ts";

const LOCAL = /^http:\/\/(localhost|127\.0\.0\.1)(:\d{1,5})?$/;

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
const REQUEST_HEADERS = [
  "Authorization",
  "Content-Type",
  "Idempotency-Key",
  "If-Match",
  "If-None-Match",
  "Last-Event-ID",
  "X-Request-Id",
];
const RESPONSE_HEADERS = [
  "Content-Disposition",
  "ETag",
  "Location",
  "Retry-After",
  "WWW-Authenticate",
  "X-Request-Id",
];

/** Which pages may call from a browser: the listed ones, and by default those of this machine. */
export function allowOrigins({ CORS_ORIGINS, DB_HOST, FRONTEND_URL }: Config): MiddlewareHandler {
  const listed = CORS_ORIGINS ?? [new URL(FRONTEND_URL).origin];
  const local = CORS_ORIGINS === undefined && DB_HOST === undefined;
  const allowed = (origin: string) =>
    listed.includes("*") || listed.includes(origin) || (local && LOCAL.test(origin));
  return cors({
    origin: (origin) => allowed(origin) ? origin : null,
    allowMethods: METHODS,
    allowHeaders: REQUEST_HEADERS,
    exposeHeaders: RESPONSE_HEADERS,
    maxAge: 600,
  });
}
