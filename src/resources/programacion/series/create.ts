import type { Context } from "hono";
import type { Db } from "@/db/db.ts";
import { giveWay } from "@/db/turns.ts";
import { type Actor, actorOf } from "@/http/actor.ts";
import { createOnce } from "@/http/idempotency.ts";
import type { Env } from "@/http/router.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { record } from "@/resources/auditoria/queries.ts";
import { create as notify } from "@/resources/notificaciones/queries.ts";
import { retryingBooking } from "@/resources/programacion/agenda.ts";
import { refuseRequest } from "@/resources/programacion/book.ts";
import { holdPrepared, refuseConflicts } from "@/resources/programacion/booking.ts";
import type { Proposal } from "@/resources/programacion/rules/clashes.ts";
import { grantedBy } from "@/resources/programacion/rules/permissions.ts";
import { sumOf, toHours } from "@/time/times.ts";
import { insertLote, insertSerie } from "./batches.ts";
import { conflictsOf, judgeAll } from "./judge.ts";
import { newSeriesNotice } from "./notices.ts";
import { type PlannedSeries, planSeries, wishOf } from "./plan.ts";
import { insertSessions } from "./queries.ts";
import { type Judged, resultOf } from "./rules/result.ts";
import type { NuevaSerie, ResultadoSerie } from "./schemas/nueva.ts";

/**
 * Programs a whole series, or says what would come of it.
 * @throws ApiError 403, 404, 422, and 409 with every reason against every date
 */
export async function createSeries(
  c: Context<Env>,
  nueva: NuevaSerie,
  simular: boolean,
): Promise<ResultadoSerie> {
  const { db, user } = c.var;
  refuseRequest(user, nueva);
  return await retryingBooking(db, async () => {
    const planned = await planSeries(db, user, wishOf(nueva));
    if (simular) {
      const judged = await judgeSeries(db, planned, nueva);
      return resultOf(planned.series, judged);
    }
    return await createOnce(c, (tx) => write(tx, actorOf(c), planned, nueva));
  });
}

/**
 * Programs a series in a transaction that writes more than that.
 * @throws ApiError as `createSeries()`
 */
export function addSeries(tx: Db, user: UsuarioSesion, actor: Actor, nueva: NuevaSerie) {
  return retryingBooking(tx, async () => {
    const planned = await planSeries(tx, user, wishOf(nueva));
    return await write(tx, actor, planned, nueva);
  });
}

async function write(
  tx: Db,
  actor: Actor,
  planned: PlannedSeries,
  nueva: NuevaSerie,
): Promise<ResultadoSerie> {
  await holdPrepared(tx, planned);
  const judged = await judgeSeries(tx, planned, nueva, tx.locking);
  await giveWay();
  const kept = judged.filter(({ conflictos }) => conflictos.length === 0);
  if (nueva.modo !== "parcial" || kept.length === 0) {
    refuseConflicts(conflictsOf(judged));
  }
  const proposals = kept.map(({ proposal }) => proposal);
  const { cod_ficha } = nueva;
  const id_serie = await insertSerie(tx, actor, { cod_ficha, plan: nueva });
  const written = await insertSessions(tx, actor, id_serie, proposals);
  await giveWay();
  const sesiones = written.map(({ version, ...sesion }) => ({
    ...{ id_programacion: sesion.id_programacion, version },
    ...{ antes: null, despues: sesion },
  }));
  const id_lote = await insertLote(tx, actor, { id_serie, accion: "crear", sesiones });
  await giveWay();
  await notify(tx, actor, [newSeriesNotice(proposals, planned.known)]);
  await recordSeries(tx, actor, { id_serie, id_lote, planned, nueva, proposals });
  return resultOf(planned.series, judged, { id_serie, id_lote, written });
}

async function judgeSeries(
  db: Db,
  planned: PlannedSeries,
  nueva: NuevaSerie,
  locking?: Db["locking"],
): Promise<Judged[]> {
  const verdicts = await judgeAll(db, planned, nueva, locking && { locking });
  return planned.proposals.map((proposal, i) => ({
    proposal,
    ...verdicts[i] ?? { conflictos: [], avisos: [] },
  }));
}

async function recordSeries(
  tx: Db,
  actor: Actor,
  { id_serie, id_lote, planned, nueva, proposals }: {
    id_serie: number;
    id_lote: number;
    planned: PlannedSeries;
    nueva: NuevaSerie;
    proposals: readonly Proposal[];
  },
): Promise<void> {
  const cod_centro = planned.known.fichas.get(nueva.cod_ficha)?.cod_centro;
  const { cod_ficha, id_instructor } = nueva;
  await record(tx, actor, {
    ...{ accion: "crear", tabla: "serie", registro: id_serie },
    despues: {
      ...{ id_serie, id_lote, cod_centro, cod_ficha, id_instructor },
      sesiones: proposals.length,
      horas: toHours(sumOf(proposals)),
      desde: proposals.at(0)?.fecha_programada,
      hasta: proposals.at(-1)?.fecha_programada,
      ...grantedBy(nueva),
    },
  });
}
