import type { Context } from "hono";
import { actorOf } from "@/http/actor.ts";
import type { Env } from "@/http/router.ts";
import { ApiError } from "@/http/text/problem.ts";
import { oneAtATime } from "@/passwords/hashing/turns.ts";
import { type Own, passwordProblem } from "@/passwords/rule.ts";
import { getPropias } from "@/resources/users/passwords.ts";
import * as queries from "./queries.ts";
import { applyReset, createReset, findReset } from "./reset.ts";
import { resetMail } from "./reset_mail.ts";
import { mayBeEmail } from "./throttle/account.ts";

const ASK_AGAIN = "Token inválido o expirado. Solicita un nuevo enlace de recuperación.";

/** Sends the link, if there is such an active user; nothing tells the caller whether there is. */
export async function sendReset(c: Context<Env>, correo: string): Promise<void> {
  const { db, clock, config, mailer, throttle } = c.var;
  if (!mayBeEmail(correo)) return;
  if (!(await throttle.mayAskForMail(correo, c.get("address")()))) return;
  const user = await queries.getCredenciales(db, correo);
  if (!user?.estado) return;
  const secret = await createReset(db, user.id_usuario, clock().epochMilliseconds);
  const link = new URL(`${config.FRONTEND_URL.replace(/\/$/, "")}/reset-password`);
  link.searchParams.set("token", secret);
  // To the address that is stored: the typed one may be another one's that only looks the same.
  mailer.send({ to: user.correo, ...resetMail(user.nombre_completo, link.href) });
}

/** @throws ApiError 400 with the reason: empty, weak, too long, or a link that no longer serves */
export async function resetPassword(c: Context<Env>, secret: string, password: string) {
  const { db, clock } = c.var;
  if (!secret || !password) throw refused("Token y nueva contraseña son requeridos");
  refuseWeak(password);
  // Looked at before hashing too: a made-up token may not cost a third of a second.
  const id_usuario = await findReset(db, secret, clock().epochMilliseconds);
  if (id_usuario === undefined) throw refused(ASK_AGAIN);
  await oneAtATime(`usuario ${id_usuario}`, () => applyOnce(c, secret, { id_usuario, password }));
}

async function applyOnce(
  c: Context<Env>,
  secret: string,
  { id_usuario, password }: { id_usuario: number; password: string },
) {
  const { db, clock, passwords } = c.var;
  const now = clock().epochMilliseconds;
  // Somebody may have used it while this one waited.
  if (await findReset(db, secret, now) === undefined) throw refused(ASK_AGAIN);
  refuseWeak(password, await getPropias(db, id_usuario));
  const hash = await passwords.hash(password);
  if (!(await applyReset(db, actorOf(c), { secret, hash, now }))) throw refused(ASK_AGAIN);
}

function refuseWeak(password: string, own?: Own): void {
  const weak = passwordProblem(password, own);
  // The words of the older server, whose clients show them: "La nueva contraseña debe tener ...".
  if (weak) throw refused(`La nueva contraseña ${weak.charAt(0).toLowerCase()}${weak.slice(1)}`);
}

function refused(detail: string): ApiError {
  return new ApiError("peticion-invalida", detail);
}
