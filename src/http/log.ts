import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";
import type { Env } from "./router.ts";

export type Log = (line: string) => void;

/** One JSON line per request: the declared route, never the address with its values nor a body. */
export function logRequests(write: Log) {
  return createMiddleware<Env>(async (c, next) => {
    const start = performance.now();
    await next();
    // get() and not c.var, which makes an object of all variables each time.
    write(JSON.stringify({
      time: new Date(c.get("clock")().epochMilliseconds).toISOString(),
      method: c.req.method,
      route: declaredRoute(c),
      status: c.res.status,
      ms: Math.round(performance.now() - start),
      id_usuario: c.get("user")?.id_usuario,
      request_id: c.get("requestId"),
      error: c.res.status >= 500 ? traceOf(c.error) : undefined,
    }));
  });
}

/** The route that answered, as it was declared; undefined when none did. */
export function declaredRoute(c: Context): string | undefined {
  const path = routePath(c);
  return path.endsWith("*") ? undefined : path;
}

/** The stacks, and not the whole errors: mysql2 hangs on them the SQL with its values in place. */
export function traceOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const stack = error.stack?.replace(error.message, withoutValues(error.message));
  return [stack, traceOf(error.cause)].filter(Boolean).join("\nCaused by: ");
}

// "Duplicate entry 'ana@correo.co' for key 'usuario_correo'": the value is somebody's data.
function withoutValues(message: string): string {
  return message.replace(/entry '.*' for key/s, "entry for key").replace(/value: '.*'/s, "value");
}
