import type { Db } from "@/db/db.ts";
import { list, sql } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { INSTRUCTOR, type UsuarioSesion } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import { record } from "@/resources/auditoria/queries.ts";
import { create as notify } from "@/resources/notificaciones/queries.ts";
import { retryingBooking } from "@/resources/programacion/agenda.ts";
import { prepare, type Prepared, refuseConflicts } from "@/resources/programacion/booking.ts";
import { refusedSession } from "@/resources/programacion/rules/permissions.ts";
import { holdSessions, shown } from "./apply.ts";
import { getLote, listMoved, type Lote, markUndone, type Moved } from "./batches.ts";
import { conflictsOf, judgeAll } from "./judge.ts";
import { seriesChangeNotices } from "./notices.ts";
import { listSessions } from "./queries.ts";
import { type Edit, proposalOf } from "./rules/edit.ts";
import type { CambioSerie } from "./schemas/cambios.ts";
import type { SeriesSession } from "./schemas/sesion.ts";
import { removeSessions, type Rewrite, rewriteSessions } from "./writes.ts";

/** What stood where nobody works, stood there with the leave of an admin: an admin may put it back. */
const AS_BEFORE = { permitir_no_laborable: true };

/**
 * Puts the sessions of a batch back as they were before it; those that it created are removed. What
 * the caller may do with each session counts as it is now, not as it was when he made the batch.
 * @throws ApiError 404, 403, and 409 once a session has changed since, or where its old place is taken
 */
export function undo(
  db: Db,
  user: UsuarioSesion,
  actor: Actor,
  id_lote: number,
): Promise<CambioSerie> {
  return retryingBooking(db, async () => {
    const lote = await getLote(db, user, id_lote);
    if (!lote) throw new ApiError("no-encontrado", `No existe el lote ${id_lote}`);
    if (lote.deshecho_en !== null) throw alreadyUndone(id_lote);
    const { rewrites, created } = await movesOf(db, lote);
    for (const before of created) refuseForeign(user, before);
    for (const { before, after } of rewrites) {
      refuseForeign(user, before);
      refuseForeign(user, after);
    }
    const standing = rewrites.filter(({ after }) => after.estado === "programada");
    const prepared = await prepare(db, user, standing.map(({ after }) => proposalOf(after)));
    const leaving = created.map((before): Edit => ({ before, after: null }));
    const edits = [...rewrites.map(({ before }): Edit => ({ before, after: null })), ...leaving];
    const permisos = user.id_rol === INSTRUCTOR ? {} : AS_BEFORE;
    return await db.transaction(async (tx) => {
      await holdSessions(tx, edits, prepared);
      if (!await markUndone(tx, actor, id_lote)) throw alreadyUndone(id_lote);
      const { locking } = tx;
      if (standing.length > 0) {
        const verdicts = await judgeAll(tx, prepared, permisos, { locking, leaving });
        refuseConflicts(conflictsOf(verdicts));
      }
      const back = withRooms(rewrites, prepared);
      await rewriteSessions(tx, actor, back);
      await removeSessions(tx, created.map(({ id_programacion }) => id_programacion));
      const gone = created.map((before): Rewrite => ({
        before,
        after: { ...before, estado: "cancelada" },
      }));
      await notify(tx, actor, seriesChangeNotices([...back, ...gone], prepared.known));
      await recordUndoing(tx, actor, lote, { rewrites, created });
      return describe(lote, back, created);
    });
  });
}

function refuseForeign(user: UsuarioSesion, sesion: SeriesSession): void {
  const refused = refusedSession(user, sesion);
  if (refused) throw new ApiError("sin-permiso", refused);
}

/** What was judged is what is written: the ficha may be virtual by now, and occupies no room. */
function withRooms(rewrites: readonly Rewrite[], { proposals }: Prepared): Rewrite[] {
  const byId = new Map(proposals.map((proposal) => [proposal.id_programacion, proposal]));
  return rewrites.map(({ before, after }) => {
    const { id_ambiente } = byId.get(before.id_programacion) ?? after;
    return { before, after: { ...after, id_ambiente } };
  });
}

type Moves = { rewrites: Rewrite[]; created: SeriesSession[] };

/** @throws ApiError 409 when a session is not as the batch left it */
async function movesOf(db: Db, { id_lote }: Lote): Promise<Moves> {
  const moved = await listMoved(db, id_lote);
  const ids = list(moved.map(({ id_programacion }) => id_programacion));
  const sesiones = await listSessions(db, [sql`id_programacion IN (${ids})`]);
  const byId = new Map(sesiones.map((sesion) => [sesion.id_programacion, sesion]));
  const stale = moved.filter(({ id_programacion, version }) =>
    byId.get(id_programacion)?.version !== version
  );
  if (stale.length > 0) throw edited(stale);
  const pairs = moved.flatMap(({ id_programacion, antes }) => {
    const before = byId.get(id_programacion);
    return before ? [{ before, antes }] : [];
  });
  return {
    created: pairs.filter(({ antes }) => antes === null).map(({ before }) => before),
    rewrites: pairs.flatMap(({ before, antes }) => antes ? [{ before, after: antes }] : []),
  };
}

async function recordUndoing(tx: Db, actor: Actor, lote: Lote, { rewrites, created }: Moves) {
  const { id_lote, id_serie, cod_centro } = lote;
  const counts = { devueltas: rewrites.length, borradas: created.length };
  const despues = { id_lote, id_serie, cod_centro, ...counts };
  await record(tx, actor, { accion: "deshacer", tabla: "lote", registro: id_lote, despues });
}

function describe(
  { id_serie, id_lote }: Lote,
  rewrites: readonly Rewrite[],
  created: readonly SeriesSession[],
): CambioSerie {
  return {
    ...{ simulada: false, id_serie, id_lote, cambiadas: rewrites.length, agregadas: 0 },
    ...{ canceladas: 0, borradas: created.length, conservadas: 0, horas_pendientes: 0 },
    sesiones: [
      ...rewrites.map(({ before, after }) => ({
        ...{ id_programacion: before.id_programacion, cambio: "cambiada" as const },
        ...{ antes: shown(before, before.estado), despues: shown(after, after.estado) },
        avisos: [],
      })),
      ...created.map((before) => ({
        ...{ id_programacion: before.id_programacion, cambio: "borrada" as const },
        ...{ antes: shown(before, before.estado), despues: null, avisos: [] },
      })),
    ],
  };
}

const MAX_NAMED = 5;

function edited(stale: readonly Moved[]): ApiError {
  const named = stale.slice(0, MAX_NAMED).map(({ id_programacion }) => id_programacion).join(", ");
  const more = stale.length > MAX_NAMED ? ` y ${stale.length - MAX_NAMED} más` : "";
  const detail = `No se puede deshacer: alguien cambió después la programación ${named}${more}; ` +
    "cámbiela a mano";
  return new ApiError("conflicto", detail);
}

function alreadyUndone(id_lote: number): ApiError {
  return new ApiError("conflicto", `El lote ${id_lote} ya se deshizo`);
}
