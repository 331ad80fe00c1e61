import { createMiddleware } from "hono/factory";
import { readBody } from "./body.ts";
import { ApiError } from "./problem.ts";
import type { Env } from "./router.ts";
import { type Rol, ROLES } from "./schemas.ts";

/**
 * Lets only active users of these roles through and leaves the user, typed, in `c.get("user")`. The
 * database is asked last: neither a bad token nor an unreadable body costs a connection.
 * @param orToken whoever brings `?token=` instead goes on without a user
 */
export function requireRoles(
  roles: readonly Rol[],
  { orToken = false }: { orToken?: boolean | undefined } = {},
) {
  const names = roles.map((rol) => ROLES[rol]).join(" o ");
  return createMiddleware<Env>(async (c, next) => {
    if (orToken && c.req.query("token") !== undefined) return await next();
    const sessions = c.get("sessions");
    const claims = await sessions.verify(c.req.header("Authorization"));
    await readBody(c);
    const user = await sessions.load(claims);
    if (!roles.includes(user.id_rol)) {
      throw new ApiError("sin-permiso", `Su rol no permite esta acción: se necesita ${names}`);
    }
    c.set("user", user);
    await next();
  });
}

/** What stands in place of the guard on public routes: an unreadable body is refused there too. */
export const requireReadable = createMiddleware<Env>(async (c, next) => {
  await readBody(c);
  await next();
});
