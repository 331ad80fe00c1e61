import type { Context } from "hono";
import { actorOf } from "@/http/actor.ts";
import { ApiError } from "@/http/problem.ts";
import type { Env } from "@/http/router.ts";
import { passwordProblem } from "./passwords.ts";
import * as queries from "./queries.ts";
import { applyReset, createReset, isValidReset } from "./reset.ts";
import { resetMail } from "./reset_mail.ts";

const ASK_AGAIN = "Token inválido o expirado. Solicita un nuevo enlace de recuperación.";

/** Sends the link, if there is such an active user; nothing tells the caller whether there is. */
export async function sendReset(c: Context<Env>, correo: string): Promise<void> {
  const { db, clock, config, mailer, throttle } = c.var;
  if (!(await throttle.mayAskForMail(correo, c.get("address")()))) return;
  const user = await queries.getCredenciales(db, correo);
  if (!user?.estado) return;
  const secret = await createReset(db, user.id_usuario, clock().epochMilliseconds);
  const link = new URL(`${config.FRONTEND_URL.replace(/\/$/, "")}/reset-password`);
  link.searchParams.set("token", secret);
  mailer.send({ to: correo, ...resetMail(user.nombre_completo, link.href) });
}

/** @throws ApiError 400 with the reason: empty, too short, too long, or a link that no longer serves */
export async function resetPassword(c: Context<Env>, secret: string, password: string) {
  const { db, clock, passwords } = c.var;
  const now = clock().epochMilliseconds;
  if (!secret || !password) throw refused("Token y nueva contraseña son requeridos");
  const weak = passwordProblem(password);
  if (weak) throw refused(`La nueva contraseña no sirve: ${weak}`);
  // Looked at before hashing too: a made-up token may not cost a third of a second.
  if (!(await isValidReset(db, secret, now))) throw refused(ASK_AGAIN);
  const hash = await passwords.hash(password);
  if (!(await applyReset(db, actorOf(c), { secret, hash, now }))) throw refused(ASK_AGAIN);
}

function refused(detail: string): ApiError {
  return new ApiError("peticion-invalida", detail);
}
