import { createMiddleware } from "hono/factory";
import { withBody } from "./body/read.ts";
import type { BodyRule } from "./body/rule.ts";
import type { InputCheck } from "./inputs.ts";
import type { Env } from "./router.ts";
import { type Rol, ROLES, type UsuarioSesion } from "./schemas.ts";
import { ApiError } from "./text/problem.ts";
import type { Claims } from "./tokens.ts";

type Inputs = {
  /** The body that the route declares. */
  body: BodyRule | undefined;
  /** Refuses what the route does not know. */
  check: InputCheck;
};

type Guard = Inputs & {
  /** A caller who brings `?token=` instead goes on without a user. */
  orToken?: boolean | undefined;
};

/**
 * Lets only active users of these roles through and leaves the user, typed, in `c.get("user")`. The
 * role stands in the token too, and with it the body is read before the database is asked: neither a
 * bad token nor an unreadable body costs a connection. A caller whose token shows another role, or
 * who sends a file, is looked up before anything of the body is read.
 */
export function requireRoles(roles: readonly Rol[], { body, check, orToken = false }: Guard) {
  const names = roles.map((rol) => ROLES[rol]).join(" o ");
  function permitted(user: UsuarioSesion): UsuarioSesion {
    if (roles.includes(user.id_rol)) return user;
    throw new ApiError("sin-permiso", `Su rol no permite esta acción: se necesita ${names}`);
  }
  const isPromising = ({ rol }: Claims) => !body?.upload && roles.some((one) => one === rol);

  return createMiddleware<Env>(async (c, next) => {
    if (orToken && c.req.query("token") !== undefined) {
      check(c, undefined);
      return await next();
    }
    const sessions = c.get("sessions");
    const claims = await sessions.verify(c.req.header("Authorization"));
    const known = isPromising(claims) ? undefined : permitted(await sessions.load(claims));
    await withBody(c, body, async (value) => {
      c.set("user", known ?? permitted(await sessions.load(claims)));
      check(c, value);
      await next();
    });
  });
}

/** What stands in place of the guard on public routes. */
export function requireReadable({ body, check }: Inputs) {
  return createMiddleware<Env>((c, next) =>
    withBody(c, body, async (value) => {
      check(c, value);
      await next();
    })
  );
}
