import type { Context } from "hono";
import { type Db, LostWriteError } from "@/db/db.ts";
import { type Actor, actorOf } from "@/http/actor.ts";
import { createOnce } from "@/http/idempotency.ts";
import type { Env } from "@/http/router.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import { record } from "@/resources/auditoria/queries.ts";
import { create as notify } from "@/resources/notificaciones/queries.ts";
import { minutesOf, toHours } from "@/time/times.ts";
import { retryingBooking } from "./agenda.ts";
import { holdPrepared, judge, prepare, type Prepared, refuseConflicts } from "./booking.ts";
import { assignedNotice } from "./notices.ts";
import { proposalOf } from "./proposal.ts";
import { get, insert } from "./queries.ts";
import type { Requested } from "./rules/clashes.ts";
import type { Permisos } from "./rules/permisos.ts";
import { grantedBy, refusedRequest } from "./rules/permissions.ts";
import type { NuevaProgramacion, Programacion, ProgramacionCreada, Simulacion } from "./schemas.ts";

/** @throws ApiError 403, 422 or 404 as `prepare()`, and 409 with every reason against it */
export function create(c: Context<Env>, nueva: NuevaProgramacion): Promise<ProgramacionCreada> {
  const { db, user } = c.var, actor = actorOf(c);
  refuseRequest(user, nueva);
  return retryingBooking(db, async () => {
    const prepared = await prepare(db, user, [proposalOf(nueva)]);
    return await createOnce(c, (tx) => write(tx, user, actor, prepared, nueva));
  });
}

/**
 * Programs a session in a transaction that writes more than that.
 * @throws ApiError as `create()`
 */
export function add(tx: Db, user: UsuarioSesion, actor: Actor, nueva: NuevaProgramacion) {
  return retryingBooking(tx, async () => {
    const prepared = await prepare(tx, user, [proposalOf(nueva)]);
    return await write(tx, user, actor, prepared, nueva);
  });
}

async function write(
  tx: Db,
  user: UsuarioSesion,
  actor: Actor,
  prepared: Prepared,
  nueva: NuevaProgramacion,
): Promise<ProgramacionCreada> {
  await holdPrepared(tx, prepared);
  const { proposal, conflictos, avisos } = await judgeOne(tx, prepared, nueva, tx.locking);
  refuseConflicts({ conflictos });
  const sesion = await written(tx, user, await insert(tx, actor, proposal));
  await notify(tx, actor, [assignedNotice(sesion)]);
  await recordCreation(tx, actor, sesion, nueva);
  return { ...sesion, avisos };
}

/** What creating or changing it would answer, without writing anything. */
export async function simulate(
  db: Db,
  user: UsuarioSesion,
  requested: Requested,
  permisos: Permisos & { id_instructor?: number | undefined },
): Promise<Simulacion> {
  refuseRequest(user, permisos);
  const prepared = await prepare(db, user, [requested]);
  const { proposal, conflictos, avisos } = await judgeOne(db, prepared, permisos);
  return {
    valida: conflictos.length === 0,
    horas_programadas: toHours(minutesOf(proposal)),
    id_ambiente: proposal.id_ambiente,
    conflictos,
    avisos,
  };
}

/** The verdict on the only proposal. */
export async function judgeOne(
  db: Db,
  prepared: Prepared,
  permisos: Permisos,
  locking?: Db["locking"],
) {
  const [verdict] = await judge(db, prepared, permisos, locking);
  const [proposal] = prepared.proposals;
  if (!proposal || !verdict) throw new Error("There is no proposal to judge");
  return { proposal, ...verdict };
}

/** @throws ApiError 403 for what the caller's role may not ask */
export function refuseRequest(user: UsuarioSesion, request: Parameters<typeof refusedRequest>[1]) {
  const refused = refusedRequest(user, request);
  if (refused) throw new ApiError("sin-permiso", refused);
}

async function recordCreation(tx: Db, actor: Actor, sesion: Programacion, permisos: Permisos) {
  const registro = sesion.id_programacion;
  const despues = { ...sesion, ...grantedBy(permisos) };
  await record(tx, actor, { accion: "crear", tabla: "programacion", registro, despues });
}

async function written(tx: Db, user: UsuarioSesion, id: number): Promise<Programacion> {
  const sesion = await get(tx, user, id);
  if (!sesion) throw new LostWriteError(`session ${id} is not there right after it was written`);
  return sesion;
}
