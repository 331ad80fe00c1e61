import type { Context } from "hono";
import type * as z from "zod";
import type { Db } from "@/db/db.ts";
import { dryRun, inTransaction } from "@/db/dry_run.ts";
import { actorOf } from "@/http/actor.ts";
import { localDate } from "@/http/clock.ts";
import type { Env } from "@/http/router.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import { oneAtATime } from "@/passwords/hashing/turns.ts";
import { type Own, passwordProblem } from "@/passwords/rule.ts";
import { judged } from "@/resources/access/throttle/throttle.ts";
import { abandonedBy, endLost, type Loss, lossOf } from "./losses.ts";
import { getPropias, setPassword } from "./passwords.ts";
import { refusedChange, refusedCreation } from "./permissions.ts";
import * as queries from "./queries.ts";
import type { CambioClave, CambiosUsuario, NuevoUsuario, Usuario } from "./schemas.ts";

/**
 * Checks and hashes first, because neither belongs inside a transaction.
 * @returns what creates the user in a transaction and gives his id
 */
export async function createUser(c: Context<Env>, nuevo: NuevoUsuario) {
  const refused = refusedCreation(c.get("user"), nuevo);
  if (refused) throw new ApiError("sin-permiso", refused);
  refuseWeak(nuevo.pass_hash, "pass_hash", nuevo);
  const { passwords, user } = c.var;
  const hash = await oneAtATime(
    `usuario ${user.id_usuario}`,
    () => passwords.hash(nuevo.pass_hash),
  );
  return (tx: Db) => queries.create(tx, actorOf(c), nuevo, hash);
}

/** @throws ApiError 400 when the current password is another, 429 after too many of these */
export function changePassword(
  c: Context<Env>,
  { current_password, new_password }: z.infer<typeof CambioClave>,
): Promise<void> {
  const { db, user, passwords, throttle } = c.var, { id_usuario } = user;
  return oneAtATime(`usuario ${id_usuario}`, async () => {
    const own = await getPropias(db, id_usuario);
    if (!own) throw notFound();
    refuseWeak(new_password, "new_password", own);
    const attempt = await throttle.beginSignedIn(own.correo, c.get("address")());
    const wrong = new ApiError("peticion-invalida", "Contraseña actual incorrecta");
    await judged(attempt, async () => {
      if (await passwords.verify(current_password, own.pass_hash, "cambio")) return own;
    }, wrong);
    const hash = await passwords.hash(new_password);
    await db.transaction((tx) => setPassword(tx, actorOf(c), id_usuario, hash));
  });
}

/**
 * Changes a user and ends what he loses by it; a simulation says the same and writes nothing.
 * @returns the user as he was left and the coming sessions that he leaves without an instructor;
 * undefined when the caller sees no such user
 */
export async function updateUser(
  c: Context<Env>,
  { id_usuario, cambios, simular = false }:
    & Pick<queries.UserChange, "id_usuario" | "cambios">
    & { simular?: boolean | undefined },
) {
  const { db, user, clock } = c.var, actor = actorOf(c);
  const run = simular ? dryRun : inTransaction;
  return await run(db, async (tx) => {
    let lost: Loss | undefined;
    const usuario = await queries.update(tx, user, actor, {
      id_usuario,
      cambios,
      allow: allowedTo(user),
      afterwards: async (tx, before, given) => {
        lost = lossOf(before, given);
        await endLost(tx, actor, before, lost);
      },
    });
    if (!usuario || !lost) return undefined;
    const afectadas = await abandonedBy(tx, usuario, lost, localDate(clock));
    return { usuario, ...afectadas && { afectadas } };
  });
}

/** What `queries.update()` asks before it writes: throws 403 with the reason. */
function allowedTo(caller: UsuarioSesion) {
  return (before: Usuario, cambios: CambiosUsuario) => {
    const refused = refusedChange(caller, before, cambios);
    if (refused) throw new ApiError("sin-permiso", refused);
  };
}

/** The same words for a user of another centre and for none at all. */
export function notFound(): ApiError {
  return new ApiError("no-encontrado", "Usuario no encontrado");
}

function refuseWeak(password: string, campo: string, own: Own): void {
  const mensaje = passwordProblem(password, own);
  if (mensaje) {
    throw new ApiError("datos-invalidos", `Revise la contraseña: ${mensaje}`, {
      errors: [{ campo, mensaje }],
    });
  }
}
