import type { Db } from "@/db/db.ts";
import { assignments, type Sql, sql } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import { changeRecord, removeRecord } from "@/resources/auditoria/queries.ts";
import { create as notify } from "@/resources/notificaciones/queries.ts";
import { RetryBooking, retryingBooking } from "./agenda.ts";
import { judgeOne, refuseRequest, simulate } from "./book.ts";
import { holdPrepared, prepare, refuseConflicts } from "./booking.ts";
import * as notices from "./notices.ts";
import { asProposal, changed } from "./proposal.ts";
import { columnsOf, get, WRITTEN } from "./queries.ts";
import type { Requested } from "./rules/clashes.ts";
import type { Permisos } from "./rules/permisos.ts";
import { grantedBy, refusedSession } from "./rules/permissions.ts";
import type { Reason } from "./rules/reasons.ts";
import type { CambiosProgramacion, Programacion, Simulacion } from "./schemas.ts";

type Changed = { sesion: Programacion; avisos: Reason[] };

/** Changes a session that stands. */
export function update(
  db: Db,
  user: UsuarioSesion,
  actor: Actor,
  { id_programacion, cambios }: { id_programacion: number; cambios: CambiosProgramacion },
): Promise<Changed> {
  refuseRequest(user, cambios);
  return rebook(db, user, actor, {
    id_programacion,
    permisos: cambios,
    accion: "cambiar",
    requested: (before) => changed(before, cambios),
    notices: notices.changeNotices,
  });
}

/** Puts a cancelled session back, once it passes every check again. */
export function restore(
  db: Db,
  user: UsuarioSesion,
  actor: Actor,
  { id_programacion, permisos }: { id_programacion: number; permisos: Permisos },
): Promise<Changed> {
  refuseRequest(user, permisos);
  return rebook(db, user, actor, {
    id_programacion,
    permisos,
    accion: "reactivar",
    requested: (before) => {
      if (before.estado === "cancelada") return backAgain(before);
      throw new ApiError("conflicto", `La programación ${id_programacion} no está cancelada`);
    },
    also: sql`, estado = 'programada', motivo = NULL`,
    notices: (_, after) => [notices.restoredNotice(after)],
  });
}

/** Cancels a session, which stays visible with the reason and blocks nothing any more. */
export async function cancel(
  db: Db,
  user: UsuarioSesion,
  actor: Actor,
  { id_programacion, motivo }: { id_programacion: number; motivo: string },
): Promise<Programacion> {
  const sesion = await changeRecord(db, actor, {
    ...recordOf(user, id_programacion),
    accion: "cancelar",
    write: async (tx, before) => {
      refuseSession(user, before);
      if (before.estado === "cancelada") {
        throw new ApiError("conflicto", `La programación ${id_programacion} ya está cancelada`);
      }
      await write(tx, actor, id_programacion, sql`estado = 'cancelada', motivo = ${motivo}`);
      await notify(tx, actor, [notices.cancelledNotice(before, motivo)]);
    },
  });
  if (!sesion) throw notFound();
  return sesion;
}

export async function remove(
  db: Db,
  user: UsuarioSesion,
  actor: Actor,
  id_programacion: number,
): Promise<void> {
  await db.transaction(async (tx) => {
    const sesion = await get(tx, user, id_programacion);
    const removed = await removeRecord(tx, actor, recordOf(user, id_programacion));
    if (!sesion || !removed) throw notFound();
    await notify(tx, actor, [notices.removedNotice(sesion)]);
  });
}

/** What a change would answer, without writing anything. */
export async function simulateChange(
  db: Db,
  user: UsuarioSesion,
  { id_programacion, cambios }: { id_programacion: number; cambios: CambiosProgramacion },
): Promise<Simulacion> {
  refuseRequest(user, cambios);
  const sesion = await get(db, user, id_programacion);
  if (!sesion) throw notFound();
  refuseSession(user, sesion);
  return await simulate(db, user, changed(sesion, cambios), cambios);
}

/** The same words for a session that the caller may not see and for none at all. */
export function notFound(): ApiError {
  return new ApiError("no-encontrado", "Programación no encontrada");
}

/** One without ambiente gets the one that its ficha has by now. */
function backAgain(before: Programacion): Requested {
  return { ...asProposal(before), id_ambiente: before.id_ambiente ?? undefined };
}

type Rebooking = {
  id_programacion: number;
  permisos: Permisos;
  accion: string;
  /** What the session shall be, or an ApiError. */
  requested: (before: Programacion) => Requested;
  /** Further columns, as `, name = value`. */
  also?: Sql;
  notices: typeof notices.changeNotices;
};

function rebook(
  db: Db,
  user: UsuarioSesion,
  actor: Actor,
  { id_programacion, permisos, accion, requested, also = sql``, notices }: Rebooking,
): Promise<Changed> {
  return retryingBooking(db, async () => {
    const seen = await get(db, user, id_programacion);
    if (!seen) throw notFound();
    refuseSession(user, seen);
    const prepared = await prepare(db, user, [requested(seen)]);
    return await db.transaction(async (tx) => {
      await holdPrepared(tx, prepared, [asProposal(seen)]);
      let avisos: Reason[] = [];
      const sesion = await changeRecord(tx, actor, {
        ...recordOf(user, id_programacion),
        accion,
        detail: grantedBy(permisos),
        write: async (tx, before) => {
          // Somebody was faster: what is held and checked may not be what he left.
          if (before.version !== seen.version) throw new RetryBooking();
          const judged = await judgeOne(tx, prepared, permisos, tx.locking);
          refuseConflicts(judged);
          avisos = judged.avisos;
          const columns = assignments(columnsOf(judged.proposal), WRITTEN);
          await write(tx, actor, id_programacion, sql`${columns} ${also}`);
        },
      });
      if (!sesion) throw notFound();
      await notify(tx, actor, notices(seen, sesion));
      return { sesion, avisos };
    });
  });
}

async function write(tx: Db, { user, now }: Actor, id_programacion: number, set: Sql) {
  await tx.execute(sql`
    UPDATE programacion SET ${set}, version = version + 1,
      modificada_por = ${user?.id_usuario ?? null}, modificada_en = ${now}
    WHERE id_programacion = ${id_programacion}`);
}

function refuseSession(user: UsuarioSesion, sesion: Programacion): void {
  const refused = refusedSession(user, sesion);
  if (refused) throw new ApiError("sin-permiso", refused);
}

function recordOf(user: UsuarioSesion, id_programacion: number) {
  return {
    table: sql`programacion`,
    key: sql`id_programacion = ${id_programacion}`,
    registro: id_programacion,
    read: (tx: Db) => get(tx, user, id_programacion),
  };
}
