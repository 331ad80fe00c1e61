import type { Context } from "hono";
import { actorOf } from "@/http/actor.ts";
import { ApiError } from "@/http/problem.ts";
import type { Env } from "@/http/router.ts";
import { record } from "@/resources/auditoria/queries.ts";
import * as users from "@/resources/users/queries.ts";
import { isOutdated } from "./passwords.ts";
import * as queries from "./queries.ts";
import { openFamily, rotate } from "./refresh.ts";

/**
 * Signs in with e-mail and password. An unknown e-mail and a wrong password give the same answer
 * and take the same time: a hash is verified in both cases.
 * @throws ApiError 401, 403 for an inactive user, 429 after too many failures
 */
export async function signIn(c: Context<Env>, correo: string, password: string) {
  const { db, passwords, throttle, config } = c.var;
  const attempt = await throttle.begin(correo, c.get("address")());
  const found = await queries.getCredenciales(db, correo);
  const matches = await passwords.verify(password, found?.pass_hash ?? "");
  if (!found || !matches) {
    c.get("loginFailed")();
    throw attempt.failed(
      new ApiError("credenciales", "Datos Incorrectos en email o password"),
    );
  }
  if (!found.estado) throw new ApiError("usuario-inactivo", "Usuario inactivo. No autorizado");
  await attempt.succeeded();
  if (isOutdated(found.pass_hash, config.BCRYPT_COST)) {
    const hash = await passwords.hash(password);
    await users.renewHash(db, found.id_usuario, found.pass_hash, hash);
  }
  const actor = { ...actorOf(c), user: found };
  const { familia, refresh_token } = await db.transaction(async (tx) => {
    const entry = { accion: "iniciar-sesion", tabla: "usuario", registro: found.id_usuario };
    await record(tx, actor, entry);
    return await openFamily(tx, found, lifeOf(c));
  });
  const user = await users.getOwn(db, found.id_usuario);
  if (!user) throw new ApiError("credenciales", "Datos Incorrectos en email o password");
  return { user, ...await tokensOf(c, found, familia, refresh_token) };
}

/** @throws ApiError 401 when the refresh token is unknown, used, expired or of an inactive user */
export async function renew(c: Context<Env>, secret: string) {
  const next = await rotate(c.get("db"), secret, lifeOf(c));
  if (!next) throw new ApiError("sin-sesion", "La sesión terminó; inicie sesión de nuevo");
  return await tokensOf(c, next.user, next.familia, next.refresh_token);
}

async function tokensOf(
  c: Context<Env>,
  user: Parameters<Env["Variables"]["sessions"]["sign"]>[0],
  familia: string,
  refresh_token: string,
) {
  const { token, seconds } = await c.get("sessions").sign(user, familia);
  const token_type = "bearer" as const;
  return { access_token: token, token_type, expires_in: seconds, refresh_token };
}

function lifeOf({ var: { clock, config } }: Context<Env>) {
  return { now: clock().epochMilliseconds, days: config.REFRESH_TOKEN_EXPIRE_DAYS };
}
