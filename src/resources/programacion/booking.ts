import type { Db } from "@/db/db.ts";
import { INSTRUCTOR, type UsuarioSesion } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import { haveChanged } from "@/resources/grupos/ficha.ts";
import { claimsOf, lockAgendas, RetryBooking } from "./agenda.ts";
import { type Catalogue, loadKnown } from "./context/catalogue.ts";
import { loadOthers } from "./context/sessions.ts";
import { refuseFields } from "./refusal.ts";
import type { Booking, Proposal, Requested } from "./rules/clashes.ts";
import type { Permisos } from "./rules/permisos.ts";
import { roomFor } from "./rules/place.ts";
import type { Reason, Verdict } from "./rules/reasons.ts";
import { unknownIds } from "./rules/unknown.ts";
import { fieldErrors, timeErrors } from "./rules/validity.ts";
import { checkSessions, settle } from "./rules/verdict.ts";

/** Proposals whose ids all lead somewhere, with the ambiente that each will occupy. */
export type Prepared = { proposals: Proposal[]; known: Catalogue };

/**
 * Reads, before any transaction, what authorization and the checks need.
 * @throws ApiError 403 for an instructor without that ficha, 422 for hours and for a resultado out
 * of place, 404 for an id that does not exist or is of another centre
 */
export async function prepare(
  db: Db,
  user: UsuarioSesion,
  requested: readonly Requested[],
): Promise<Prepared> {
  const known = await loadKnown(db, user, requested);
  for (const proposal of requested) refuseUnknown(user, proposal, known);
  const proposals = requested.map((proposal) => ({
    ...proposal,
    id_ambiente: roomFor(proposal.id_ambiente, known.fichas.get(proposal.cod_ficha)),
  }));
  return { proposals, known };
}

/**
 * Takes the agendas of what the proposals will occupy, and of what else is named, first of all in a
 * transaction. Whoever changes a ficha takes its agenda too, so what is known of it holds from here.
 * @throws RetryBooking when a ficha has changed since it was read
 */
export async function holdPrepared(
  tx: Db,
  { proposals, known }: Prepared,
  also: readonly Booking[] = [],
): Promise<void> {
  await lockAgendas(tx, claimsOf([...proposals, ...also]));
  if (await haveChanged(tx, known.fichas)) throw new RetryBooking();
}

/**
 * What stands against each proposal, and what is worth knowing.
 * @param locking `tx.locking`, where their agendas are held: then nobody can change it any more
 */
export async function judge(
  db: Db,
  { proposals, known }: Prepared,
  permisos: Permisos,
  locking?: Db["locking"],
): Promise<Verdict[]> {
  const { limites } = known;
  const others = await loadOthers(db, proposals, { limites, ...locking && { locking } });
  const granted = {
    forzar: permisos.forzar !== undefined,
    permitir_no_laborable: permisos.permitir_no_laborable === true,
  };
  return checkSessions(proposals, { ...known, ...others })
    .map((verdict) => settle(verdict, granted));
}

/** @throws ApiError 409 with every reason, where there is one */
export function refuseConflicts({ conflictos }: Pick<Verdict, "conflictos">): void {
  if (conflictos.length === 0) return;
  throw new ApiError("cruce-de-horario", wordsOf(conflictos), { conflictos });
}

// The words of the older server, whose clients show them.
const INSTRUCTOR_CLASH = "El instructor ya tiene una programación que se cruza en este horario";
const MAX_TOLD = 5;

/** Some of the reasons in one text, the oldest of them in the words of the older server. */
export function wordsOf(conflictos: readonly Reason[]): string {
  const told = conflictos.slice(0, MAX_TOLD).map(({ mensaje }) => mensaje);
  const more = conflictos.length - told.length;
  return [
    ...(conflictos.some(({ tipo }) => tipo === "instructor") ? [`${INSTRUCTOR_CLASH}.`] : []),
    ...told,
    ...(more > 0 ? [`Y ${more} motivos más.`] : []),
  ].join(" ");
}

function refuseUnknown(user: UsuarioSesion, proposal: Requested, known: Catalogue): void {
  const { cod_ficha } = proposal;
  if (user.id_rol === INSTRUCTOR && !known.fichas.has(cod_ficha)) {
    const detail = `No tiene asignada la ficha ${cod_ficha}; pida que lo asignen a ella`;
    throw new ApiError("sin-permiso", detail);
  }
  const unknown = unknownIds(proposal, known);
  refuseFields(unknown.length > 0 ? timeErrors(proposal) : fieldErrors(proposal, known));
  if (unknown.length === 0) return;
  const detail = unknown.map(({ mensaje }) => mensaje).join(". ");
  throw new ApiError("no-encontrado", detail, { errors: unknown });
}
