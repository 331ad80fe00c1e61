import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { refuseStale } from "@/http/etag.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import { nonWorkingDays } from "@/resources/festivos/calendar.ts";
import { getFicha } from "@/resources/grupos/ficha.ts";
import { retryingBooking } from "@/resources/programacion/agenda.ts";
import { refuseRequest } from "@/resources/programacion/book.ts";
import { prepare, refuseConflicts } from "@/resources/programacion/booking.ts";
import { refuseFields } from "@/resources/programacion/refusal.ts";
import { grantedBy, refusedSession } from "@/resources/programacion/rules/permissions.ts";
import { addDays } from "@/time/dates.ts";
import { applyEdits, describeEdits } from "./apply.ts";
import { conflictsOf, judgeAll } from "./judge.ts";
import { getSerie, listSessions } from "./queries.ts";
import { readSerie } from "./read.ts";
import { type Edit, editDays, editInPlace, scopeOf } from "./rules/edit.ts";
import { MAX_DAYS } from "./rules/expand.ts";
import { patternErrors } from "./rules/patterns.ts";
import type { CambioSerie, CambiosSerie } from "./schemas/cambios.ts";

type Request = { id_serie: number; cambios: CambiosSerie; simular: boolean };

/**
 * Changes the sessions of a series that are still to come, all together or none.
 * @throws ApiError 403, 404, 422, and 409 with every reason against every session
 */
export function updateSeries(
  db: Db,
  user: UsuarioSesion,
  actor: Actor,
  { id_serie, cambios, simular }: Request,
): Promise<CambioSerie> {
  refuseRequest(user, { ...cambios, id_instructor: cambios.id_instructor ?? user.id_usuario });
  return retryingBooking(db, async () => {
    const serie = await getSerie(db, user, id_serie);
    if (!serie) throw serieNotFound(id_serie);
    if (actor.ifMatch !== undefined) await refuseStaleSerie(db, user, actor, id_serie);
    const sesiones = await listSessions(db, [sql`id_serie = ${id_serie}`]);
    const { open, kept } = scopeOf(sesiones, cambios, actor.now);
    if (open.length === 0) throw nothingOpen(id_serie);
    for (const sesion of open) {
      const refused = refusedSession(user, sesion);
      if (refused) throw new ApiError("sin-permiso", refused);
    }
    const { edits, horas_pendientes } = await edit(db, user, serie, { open, cambios, actor });
    if (edits.length === 0) throw nothingChanged();
    const staying = edits.flatMap(({ after }) => after ? [after] : []);
    const prepared = await prepare(db, user, staying);
    const leaving = edits.filter(({ after }) => after === null);
    const told = { id_serie, conservadas: kept.length, horas_pendientes };
    if (simular) {
      const verdicts = await judgeAll(db, prepared, cambios, { leaving });
      refuseConflicts(conflictsOf(verdicts));
      return describeEdits(edits, { ...told, prepared, verdicts });
    }
    return await db.transaction((tx) =>
      applyEdits(tx, actor, edits, {
        ...told,
        prepared,
        cod_centro: serie.cod_centro,
        permisos: cambios,
        detail: { alcance: cambios.alcance, ...grantedBy(cambios) },
      })
    );
  });
}

/** The same words for a series that the caller may not see and for none at all. */
export function serieNotFound(id_serie: number): ApiError {
  return new ApiError("no-encontrado", `No existe la serie ${id_serie}`);
}

// Whoever touches one of its sessions after this makes the change start over and come here again.
async function refuseStaleSerie(db: Db, user: UsuarioSesion, actor: Actor, id_serie: number) {
  const serie = await readSerie(db, user, id_serie);
  if (!serie) throw serieNotFound(id_serie);
  refuseStale(actor.ifMatch, serie);
}

type Given = { open: Parameters<typeof editInPlace>[0]; cambios: CambiosSerie; actor: Actor };

async function edit(
  db: Db,
  user: UsuarioSesion,
  { cod_ficha }: { cod_ficha: number },
  { open, cambios, actor }: Given,
): Promise<{ edits: Edit[]; horas_pendientes: number }> {
  const [first] = open;
  if (!cambios.patrones || !first) {
    return { edits: editInPlace(open, cambios), horas_pendientes: 0 };
  }
  refuseFields(patternErrors(cambios.patrones));
  const ficha = await getFicha(db, user, cod_ficha);
  const desde = actor.now.slice(0, 10);
  // It may begin as late as the first session, and go on from there.
  const hasta = addDays(first.fecha_programada, MAX_DAYS);
  const cerrados = await nonWorkingDays(db, ficha.cod_centro, { desde, hasta });
  const { permitir_no_laborable = false } = cambios;
  return editDays(open, cambios, { ficha, cerrados, permitir_no_laborable }, actor.now);
}

function nothingOpen(id_serie: number): ApiError {
  const detail = `La serie ${id_serie} no tiene ahí sesiones por venir: las que ya pasaron y las ` +
    "canceladas no se cambian";
  return new ApiError("no-encontrado", detail);
}

function nothingChanged(): ApiError {
  return new ApiError("no-encontrado", "Las sesiones ya son así: no hay nada que cambiar");
}
