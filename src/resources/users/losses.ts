import type { Db } from "@/db/db.ts";
import type { Actor } from "@/http/actor.ts";
import { forgetKeys } from "@/http/idempotency.ts";
import { ADMIN, INSTRUCTOR, SUPERADMIN } from "@/http/schemas.ts";
import { endResets } from "@/resources/access/sessions/families.ts";
import { removeAllOf as removeCalendars } from "@/resources/calendarios/revocation/queries.ts";
import { unassignAll } from "@/resources/grupos/instructores/queries.ts";
import { hitByMove, upcomingOfInstructor } from "@/resources/programacion/upcoming/queries.ts";
import type { Afectadas } from "@/resources/programacion/upcoming/schemas.ts";
import type { CambiosUsuario, Usuario } from "./schemas.ts";

/** What a change takes from a user: all that he made or was given before hangs on it. */
export type Loss = {
  estado: boolean;
  centro: boolean;
  /** A role that may less than the one before. */
  rol: boolean;
  /** He teaches no longer, whatever he is now. */
  docencia: boolean;
  correo: boolean;
};

export function lossOf(before: Usuario, cambios: CambiosUsuario): Loss {
  const { estado, cod_centro, correo } = { ...before, ...cambios };
  const id_rol = cambios.id_rol ?? before.id_rol;
  return {
    estado: before.estado && !estado,
    centro: cod_centro !== before.cod_centro,
    rol: powerOf(id_rol) < powerOf(before.id_rol),
    docencia: before.id_rol === INSTRUCTOR && id_rol !== INSTRUCTOR,
    correo: correo !== before.correo,
  };
}

/**
 * Ends what hangs on what is lost: links to choose a password, calendars, answers that are kept for
 * repeated requests, and the fichas of an instructor. The sessions that were signed in end by the
 * version of the user; imports and batches are judged by what their user is when he comes back.
 */
export async function endLost(tx: Db, actor: Actor, before: Usuario, lost: Loss): Promise<void> {
  const { id_usuario } = before;
  if (lost.correo || lost.estado) await endResets(tx, id_usuario);
  if (lost.estado || lost.centro || lost.rol) {
    await removeCalendars(tx, actor, id_usuario);
    await forgetKeys(tx, id_usuario);
  }
  if (lost.centro || lost.docencia) await unassignAll(tx, actor, id_usuario);
}

/** The coming sessions that nobody teaches any more; undefined where no such thing was lost. */
export async function abandonedBy(
  db: Db,
  { id_usuario, cod_centro }: Usuario,
  lost: Loss,
  today: string,
): Promise<Afectadas | undefined> {
  if (lost.estado || lost.docencia) return await upcomingOfInstructor(db, id_usuario, today);
  return lost.centro ? await hitByMove(db, { id_usuario, cod_centro }, today) : undefined;
}

function powerOf(id_rol: number): number {
  return [INSTRUCTOR, ADMIN, SUPERADMIN].indexOf(id_rol);
}
