import type { Context } from "hono";
import type * as z from "zod";
import type { Db } from "@/db/db.ts";
import { actorOf } from "@/http/actor.ts";
import { ApiError } from "@/http/problem.ts";
import type { Env } from "@/http/router.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { getHash, setPassword } from "@/resources/access/queries.ts";
import { passwordProblem } from "@/resources/access/passwords.ts";
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
  refuseWeak(nuevo.pass_hash, "pass_hash");
  const hash = await c.get("passwords").hash(nuevo.pass_hash);
  return (tx: Db) => queries.create(tx, actorOf(c), nuevo, hash);
}

/** @throws ApiError 400 when the current password is another */
export async function changePassword(
  c: Context<Env>,
  { current_password, new_password }: z.infer<typeof CambioClave>,
): Promise<void> {
  const { db, user, passwords } = c.var;
  refuseWeak(new_password, "new_password");
  const stored = await getHash(db, user.id_usuario) ?? "";
  if (!(await passwords.verify(current_password, stored))) {
    throw new ApiError("peticion-invalida", "Contraseña actual incorrecta");
  }
  const hash = await passwords.hash(new_password);
  await db.transaction((tx) => setPassword(tx, actorOf(c), user.id_usuario, hash));
}

/** What `queries.update()` asks before it writes: throws 403 with the reason. */
export function allowedTo(caller: UsuarioSesion) {
  return (before: Usuario, cambios: CambiosUsuario) => {
    const refused = refusedChange(caller, before, cambios);
    if (refused) throw new ApiError("sin-permiso", refused);
  };
}

/** The same words for a user of another centre and for none at all. */
export function notFound(): ApiError {
  return new ApiError("no-encontrado", "Usuario no encontrado");
}

function refuseWeak(password: string, campo: string): void {
  const mensaje = passwordProblem(password);
  if (mensaje) {
    throw new ApiError("datos-invalidos", `Revise la contraseña: ${mensaje}`, {
      errors: [{ campo, mensaje }],
    });
  }
}
