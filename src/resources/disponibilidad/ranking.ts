import { mapInSlices } from "@/db/turns.ts";
import {
  findClashes,
  type Resource,
  type StoredSession,
} from "@/resources/programacion/rules/clashes.ts";
import { clashReason, type Reader, type Reason } from "@/resources/programacion/rules/reasons.ts";
import type { Slot } from "@/time/times.ts";

export type Candidate = {
  id: number;
  nombre: string;
  asignado: boolean;
  horas_restantes: number | null;
  alcanzan_horas: boolean | null;
  cupo: number | null;
  cabe: boolean | null;
};

export type Busy = Candidate & { motivos: Reason[] };

/** A number that no instructor, ficha or ambiente has. */
const NOBODY = 0;

/**
 * Why some instructores, fichas or ambientes cannot take these times: each clash, with its session.
 * @returns by position, one list for each of the ids
 */
export function clashesOf(
  tipo: Resource,
  ids: readonly number[],
  slots: readonly Slot[],
  stored: readonly StoredSession[],
  mayRead?: Reader,
): Reason[][] {
  const proposals = ids.flatMap((id) =>
    slots.map((slot) => ({
      ...slot,
      id_instructor: tipo === "instructor" ? id : NOBODY,
      cod_ficha: tipo === "ficha" ? id : NOBODY,
      id_ambiente: tipo === "ambiente" ? id : null,
      cod_competencia: NOBODY,
      cod_resultado: NOBODY,
    }))
  );
  const clashes = findClashes(proposals, stored);
  return ids.map((_, i) =>
    clashes.slice(i * slots.length, (i + 1) * slots.length).flat()
      .map(({ tipo, con }) => clashReason(tipo, con, mayRead))
  );
}

/** The candidates in the order in which to choose them, apart from those who cannot. */
export async function rank(
  tipo: "instructor" | "ambiente",
  candidates: readonly Candidate[],
  slots: readonly Slot[],
  stored: readonly StoredSession[],
  mayRead?: Reader,
): Promise<{ libres: Candidate[]; ocupados: Busy[] }> {
  const best = candidates.toSorted(bestFirst);
  const sessions = Map.groupBy(
    stored,
    (session) => tipo === "instructor" ? session.id_instructor : session.id_ambiente,
  );
  const sorted = await mapInSlices(best, (candidate) => ({
    ...candidate,
    motivos: clashesOf(tipo, [candidate.id], slots, sessions.get(candidate.id) ?? [], mayRead)
      .flat(),
  }));
  return {
    libres: sorted.filter(({ motivos }) => motivos.length === 0).map(({ motivos: _, ...rest }) =>
      rest
    ),
    ocupados: sorted.filter(({ motivos }) => motivos.length > 0),
  };
}

/**
 * Assigned first; then who has hours left for it, the most hours first; then the rooms that hold the
 * ficha, the smallest of those first, so that the large ones stay free.
 */
function bestFirst(a: Candidate, b: Candidate): number {
  return yesFirst(a.asignado, b.asignado) || yesFirst(a.alcanzan_horas, b.alcanzan_horas) ||
    compareLeft(a, b) || byRoom(a, b) ||
    a.nombre.localeCompare(b.nombre, "es") || a.id - b.id;
}

function byRoom(a: Candidate, b: Candidate): number {
  const smallestFirst = (a.cupo ?? 0) - (b.cupo ?? 0);
  return yesFirst(a.cabe, b.cabe) || (a.cabe === false ? -smallestFirst : smallestFirst);
}

function yesFirst(a: boolean | null, b: boolean | null): number {
  return Number(b ?? true) - Number(a ?? true);
}

function compareLeft(a: Candidate, b: Candidate): number {
  const [left, right] = [a.horas_restantes ?? Infinity, b.horas_restantes ?? Infinity];
  return left === right ? 0 : right - left;
}
