import type { Context } from "hono";
import { localDateTime } from "./clock.ts";
import type { Env } from "./router.ts";
import type { UsuarioSesion } from "./schemas.ts";

/** Who changes something, when and through which request: what the audit trail needs. */
export type Actor = {
  /** Undefined where nobody is signed in: password recovery, the command line. */
  user: Pick<UsuarioSesion, "id_usuario" | "cod_centro"> | undefined;
  requestId: string;
  /** Local date and time, `YYYY-MM-DD HH:MM:SS`. */
  now: string;
  /** The version of the record that the caller has read, when he says so. */
  ifMatch?: string | undefined;
};

export function actorOf(c: Context<Env>): Actor {
  return {
    user: c.get("user"),
    requestId: c.get("requestId"),
    now: localDateTime(c.get("clock")),
    ifMatch: c.req.header("If-Match"),
  };
}
