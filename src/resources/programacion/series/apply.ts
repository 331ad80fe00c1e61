import type { Db } from "@/db/db.ts";
import { list, sql } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { record } from "@/resources/auditoria/queries.ts";
import { create as notify } from "@/resources/notificaciones/queries.ts";
import { RetryBooking } from "@/resources/programacion/agenda.ts";
import { holdPrepared, type Prepared, refuseConflicts } from "@/resources/programacion/booking.ts";
import type { Proposal } from "@/resources/programacion/rules/clashes.ts";
import type { Permisos } from "@/resources/programacion/rules/permisos.ts";
import type { Verdict } from "@/resources/programacion/rules/reasons.ts";
import { insertLote, type Movement } from "./batches.ts";
import { conflictsOf, judgeAll } from "./judge.ts";
import { seriesChangeNotices } from "./notices.ts";
import { insertSessions, listSessions } from "./queries.ts";
import { type Edit, proposalOf } from "./rules/edit.ts";
import type { CambioSerie } from "./schemas/cambios.ts";
import type { SeriesSession } from "./schemas/sesion.ts";
import { type Rewrite, rewriteSessions } from "./writes.ts";

type SeriesOutcome = { id_serie: number; conservadas: number; horas_pendientes: number };

type Change = SeriesOutcome & {
  cod_centro: number;
  /** The sessions of the edits that have an `after`, in their order. */
  prepared: Prepared;
  permisos: Permisos;
  /** What the audit row says besides. */
  detail: object;
};

const SURPLUS = "Sobró al cambiar los días de la serie";

/** Writes the edits of a series as one batch, once nothing stands against any of them. */
export async function applyEdits(
  tx: Db,
  actor: Actor,
  edits: readonly Edit[],
  change: Change,
): Promise<CambioSerie> {
  const { id_serie, cod_centro, prepared, detail } = change;
  await holdSessions(tx, edits, prepared);
  const leaving = edits.filter(({ after }) => after === null);
  const { locking } = tx;
  const verdicts = await judgeAll(tx, prepared, change.permisos, { locking, leaving });
  refuseConflicts(conflictsOf(verdicts));
  const rewrites = rewritesOf(edits, prepared);
  await rewriteSessions(tx, actor, rewrites);
  const added = prepared.proposals.filter(({ id_programacion }) => id_programacion === undefined);
  const created = added.length ? await insertSessions(tx, actor, id_serie, added) : [];
  const movements = [...rewrites.map(moved), ...created.map(movedIn)];
  const lote = { id_serie, accion: "cambiar", sesiones: movements } as const;
  const id_lote = await insertLote(tx, actor, lote);
  await notify(tx, actor, seriesChangeNotices(rewrites, prepared.known, created));
  await record(tx, actor, {
    ...{ accion: "cambiar", tabla: "serie", registro: id_serie },
    despues: { id_serie, id_lote, cod_centro, sesiones: movements.length, ...detail },
  });
  return describeEdits(edits, { ...change, verdicts, id_lote, created });
}

/**
 * Takes the agendas of what the sessions occupy and will occupy, and the sessions as they were read.
 * @throws RetryBooking when somebody has changed one since
 */
export async function holdSessions(
  tx: Db,
  edits: readonly Edit[],
  prepared: Prepared,
): Promise<void> {
  const before = edits.flatMap((edit) => edit.before ?? []);
  await holdPrepared(tx, prepared, before.map(proposalOf));
  const ids = before.map(({ id_programacion }) => id_programacion);
  const now = await listSessions(tx, [sql`id_programacion IN (${list(ids)})`], tx.locking);
  const versions = new Map(now.map(({ id_programacion, version }) => [id_programacion, version]));
  const isStale = before.some((one) => versions.get(one.id_programacion) !== one.version);
  if (isStale) throw new RetryBooking();
}

/** What an edit did to each session, or would do. */
export function describeEdits(
  edits: readonly Edit[],
  { id_serie, conservadas, horas_pendientes, prepared, verdicts, id_lote, created }:
    & SeriesOutcome
    & {
      prepared: Prepared;
      verdicts: readonly Verdict[];
      id_lote?: number;
      created?: readonly SeriesSession[];
    },
): CambioSerie {
  const proposals = prepared.proposals[Symbol.iterator]();
  const notices = verdicts[Symbol.iterator]();
  const ids = new Map(created?.map((one) => [keyOf(one), one.id_programacion]));
  const sesiones = edits.map(({ before, after }): CambioSerie["sesiones"][number] => {
    const next = after && proposals.next().value;
    const avisos = after ? notices.next().value?.avisos ?? [] : [];
    return {
      id_programacion: before?.id_programacion ?? (next && ids.get(keyOf(next))) ?? null,
      cambio: !before ? "agregada" : next ? "cambiada" : "cancelada",
      antes: before && shown(before, before.estado),
      despues: next ? shown(next, "programada") : before && shown(before, "cancelada"),
      avisos,
    };
  });
  const count = (cambio: string) => sesiones.filter((sesion) => sesion.cambio === cambio).length;
  return {
    ...{ simulada: id_lote === undefined, id_serie, id_lote: id_lote ?? null },
    ...{ cambiadas: count("cambiada"), agregadas: count("agregada") },
    ...{ canceladas: count("cancelada"), borradas: 0, conservadas, horas_pendientes, sesiones },
  };
}

export function shown(sesion: Proposal, estado: SeriesSession["estado"]) {
  const { id_instructor, id_ambiente, fecha_programada, hora_inicio, hora_fin } = sesion;
  const { cod_competencia, cod_resultado } = sesion;
  return {
    ...{ id_instructor, id_ambiente, fecha_programada, hora_inicio, hora_fin },
    ...{ cod_competencia, cod_resultado, estado },
  };
}

function rewritesOf(edits: readonly Edit[], { proposals }: Prepared): Rewrite[] {
  const byId = new Map(proposals.map((proposal) => [proposal.id_programacion, proposal]));
  return edits.flatMap(({ before }) => {
    if (!before) return [];
    const next = byId.get(before.id_programacion);
    const after: SeriesSession = next
      ? { ...before, ...next, id_programacion: before.id_programacion }
      : { ...before, estado: "cancelada", motivo: SURPLUS };
    return [{ before, after }];
  });
}

export function moved({ before, after }: Rewrite): Movement {
  const { id_programacion, version } = before;
  return { id_programacion, version: version + 1, antes: before, despues: after };
}

function movedIn({ version, ...sesion }: SeriesSession): Movement {
  return { id_programacion: sesion.id_programacion, version, antes: null, despues: sesion };
}

function keyOf({ fecha_programada, hora_inicio }: Proposal): string {
  return `${fecha_programada} ${hora_inicio}`;
}
