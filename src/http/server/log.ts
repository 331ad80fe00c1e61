import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";
import type { Env } from "@/http/router.ts";
import { traceOf } from "@/http/text/trace.ts";
import { VERSION } from "@/http/version.ts";
import { nameSpan } from "./spans.ts";

export type Log = (line: string) => void;

/** One request as the metrics count it. */
export type Count = (
  request: { method: string; route: string | undefined; status: number; seconds: number },
) => void;

/**
 * One JSON line per request, with the declared route and never the address with its values nor a
 * body; and one count for the metrics.
 */
export function observeRequests(write: Log, count: Count) {
  return createMiddleware<Env>(async (c, next) => {
    const start = performance.now(), { method } = c.req;
    await next();
    const ms = performance.now() - start;
    const route = declaredRoute(c), { status } = c.res;
    nameSpan(method, route);
    count({ method, route, status, seconds: ms / 1000 });
    write(JSON.stringify({
      time: new Date(c.get("clock")().epochMilliseconds).toISOString(),
      method,
      route,
      status,
      ms: Math.round(ms),
      id_usuario: c.get("user")?.id_usuario,
      request_id: c.get("requestId"),
      version: VERSION,
      error: status >= 500 ? traceOf(c.error) : undefined,
    }));
  });
}

/** The route that answered, as it was declared; undefined when none did. */
export function declaredRoute(c: Context): string | undefined {
  const path = routePath(c);
  return path.endsWith("*") ? undefined : path;
}
