import { createMiddleware } from "hono/factory";
import { ApiError } from "@/http/text/problem.ts";

const HOST = /^(?:\[[\da-f:.]{2,45}\]|[a-z\d._-]{1,253})(?::(\d{1,5}))?$/i;
const MAX_PORT = 65_535;

/**
 * Refuses a `Host` that is no name of a server. The address of the request is made of it: with a
 * path in it another route would answer than the one that a proxy let through.
 */
export const refuseOddHost = createMiddleware((c, next) => {
  const host = c.req.header("Host");
  if (host && !isHost(host)) {
    throw new ApiError("peticion-invalida", "La cabecera Host no es el nombre de un servidor");
  }
  return next();
});

function isHost(text: string): boolean {
  const parts = text.match(HOST);
  return parts !== null && Number(parts[1] ?? 0) <= MAX_PORT;
}
