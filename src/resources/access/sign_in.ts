import type { Context } from "hono";
import { actorOf } from "@/http/actor.ts";
import type { Env } from "@/http/router.ts";
import { ApiError } from "@/http/text/problem.ts";
import { isOutdated } from "@/passwords/hashing/hashes.ts";
import { record } from "@/resources/auditoria/queries.ts";
import * as users from "@/resources/users/queries.ts";
import * as queries from "./queries.ts";
import { openFamily, rotate } from "./sessions/families.ts";
import { mayBeEmail } from "./throttle/account.ts";
import { judged } from "./throttle/throttle.ts";

/**
 * Signs in with e-mail and password. An unknown e-mail and a wrong password give the same answer
 * and take the same time: a hash is verified in both cases.
 * @throws ApiError 401, 403 for an inactive user, 429 after too many failures
 */
export async function signIn(c: Context<Env>, correo: string, password: string) {
  const { db, passwords, throttle, config } = c.var;
  const wrong = new ApiError("credenciales", "Datos Incorrectos en email o password");
  if (!mayBeEmail(correo)) throw wrong;
  const attempt = await throttle.begin(correo, c.get("address")());
  const found = await judged(attempt, async () => {
    const credenciales = await queries.getCredenciales(db, correo);
    const matches = await passwords.verify(password, credenciales?.pass_hash ?? "");
    if (credenciales && matches) return credenciales;
    c.get("loginFailed")();
  }, wrong);
  if (!found.estado) throw new ApiError("usuario-inactivo", "Usuario inactivo. No autorizado");
  if (isOutdated(found.pass_hash, config.BCRYPT_COST)) await renewHash(c, found, password);
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

/** The same password under a dearer hash; where too many wait for theirs, at the next sign-in. */
async function renewHash(c: Context<Env>, user: queries.Credenciales, password: string) {
  const { db, passwords } = c.var, { id_usuario, pass_hash } = user;
  try {
    const hash = await passwords.hash(password, "ingreso");
    await users.renewHash(db, id_usuario, pass_hash, hash);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
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
