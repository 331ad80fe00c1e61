import { clashesAmong, findClashes, type Proposal } from "./clashes.ts";
import { findExcess } from "./excess.ts";
import type { BookingContext } from "./facts.ts";
import { roomReasons } from "./place.ts";
import { clashReason, type Reason, siblingReason, type Tipo, type Verdict } from "./reasons.ts";
import { competenciaReasons, dateReasons, instructorReasons } from "./validity.ts";
import { budgetWarnings, foreignWarnings, outcomeWarnings, roomWarnings } from "./warnings.ts";

/** What an admin's `forzar` lifts. Never a second session of the same instructor. */
const OVERRIDABLE: ReadonlySet<Tipo> = new Set<Tipo>([
  "ficha",
  "ambiente",
  "fuera_de_ficha",
  "ficha_cerrada",
  "limite_horas",
]);

export function isOverridable(tipo: Tipo): boolean {
  return OVERRIDABLE.has(tipo);
}

/**
 * All reasons against each proposal and all warnings, by position. Hours and the resultado's
 * competencia are checked before, by `fieldErrors`.
 */
export function checkSessions(proposals: readonly Proposal[], facts: BookingContext): Verdict[] {
  const clashes = findClashes(proposals, facts.sesiones);
  const siblings = siblingClashes(proposals, facts);
  const excess = findExcess(proposals, facts);
  const budgets = budgetWarnings(proposals, facts);
  return proposals.map((proposal, position) => {
    const limits = excess[position] ?? [];
    return {
      conflictos: [
        ...dateReasons(proposal, facts),
        ...instructorReasons(proposal, facts),
        ...roomReasons(proposal, facts),
        ...competenciaReasons(proposal, facts),
        ...(clashes[position] ?? []).map(({ tipo, con }) => clashReason(tipo, con, facts.mayRead)),
        ...(siblings.get(proposal) ?? []),
        ...limits.filter(({ efecto }) => efecto === "bloqueo").map(({ motivo }) => motivo),
      ],
      avisos: [
        ...limits.filter(({ efecto }) => efecto === "aviso").map(({ motivo }) => motivo),
        ...roomWarnings(proposal, facts),
        ...outcomeWarnings(proposal, facts),
        ...foreignWarnings(proposal, facts),
        ...(budgets[position] ?? []),
      ],
    };
  });
}

/**
 * The verdict once an admin's permissions count: what they lift becomes a warning. Who may ask for
 * them is the route's business.
 */
export function settle(
  { conflictos, avisos }: Verdict,
  { forzar, permitir_no_laborable }: { forzar: boolean; permitir_no_laborable: boolean },
): Verdict {
  const lifted = ({ tipo }: Reason) =>
    tipo === "no_laborable" ? permitir_no_laborable : forzar && isOverridable(tipo);
  return {
    conflictos: conflictos.filter((motivo) => !lifted(motivo)),
    avisos: [...conflictos.filter(lifted), ...avisos],
  };
}

// Of two new sessions the later one is refused, so that a partial series keeps the other; stored
// ones are both named, each with the other.
function siblingClashes(
  proposals: readonly Proposal[],
  facts: BookingContext,
): Map<Proposal, Reason[]> {
  const found = new Map<Proposal, Reason[]>();
  const blame = (blamed: Proposal, motivo: Reason) =>
    found.set(blamed, [...(found.get(blamed) ?? []), motivo]);
  for (const { tipo, a, b } of clashesAmong(proposals)) {
    const { id_programacion } = a;
    blame(
      b,
      id_programacion === undefined
        ? siblingReason(tipo, a)
        : clashReason(tipo, { ...a, id_programacion, ...namesOf(a, facts) }, facts.mayRead),
    );
    if (b.id_programacion === undefined) continue;
    const other = { ...b, id_programacion: b.id_programacion, ...namesOf(b, facts) };
    blame(a, clashReason(tipo, other, facts.mayRead));
  }
  return found;
}

function namesOf(
  { id_instructor, id_ambiente }: Proposal,
  { instructores, ambientes }: BookingContext,
) {
  const room = id_ambiente === null ? undefined : ambientes.get(id_ambiente);
  return {
    instructor: instructores.get(id_instructor)?.nombre_completo ?? `instructor ${id_instructor}`,
    ambiente: room?.nombre_ambiente ?? null,
  };
}
