import type { Proposal } from "@/resources/programacion/rules/clashes.ts";
import type { BookingContext } from "@/resources/programacion/rules/facts.ts";
import type { Verdict } from "@/resources/programacion/rules/reasons.ts";
import { checkSessions, settle } from "@/resources/programacion/rules/verdict.ts";
import { periodKey } from "@/time/periods.ts";

type Granted = Parameters<typeof settle>[1];

export function verdictsOf(
  proposals: readonly Proposal[],
  facts: BookingContext,
  granted: Granted,
): Verdict[] {
  return checkSessions(proposals, facts).map((verdict) => settle(verdict, granted));
}

/**
 * The verdicts when those that are refused are left out: hours that are not programmed use up no
 * limit, so a later session may still fit.
 */
export function partialVerdicts(
  proposals: readonly Proposal[],
  facts: BookingContext,
  granted: Granted,
): Verdict[] {
  const settled = new Map<Proposal, Verdict>();
  let left = [...proposals];
  for (;;) {
    const verdicts = new Map(
      verdictsOf(left, facts, granted).map((verdict, i) => [left[i], verdict] as const),
    );
    const refused = left.filter((one) => verdicts.get(one)?.conflictos.length);
    const leaving = new Set(firstToGo(refused, verdicts));
    for (const one of left) {
      const verdict = verdicts.get(one);
      if (verdict) settled.set(one, verdict);
    }
    if (leaving.size === 0) break;
    left = left.filter((one) => !leaving.has(one));
  }
  return proposals.map((one) => settled.get(one) ?? { conflictos: [], avisos: [] });
}

/**
 * All that something else than hours refuses; when there are none, those over a limit that are the
 * first of their week and of their month, so that leaving one out does not bear on another.
 */
function firstToGo(
  refused: readonly Proposal[],
  verdicts: ReadonlyMap<Proposal | undefined, Verdict>,
): Proposal[] {
  const others = refused.filter((one) =>
    verdicts.get(one)?.conflictos.some(({ tipo }) => tipo !== "limite_horas")
  );
  if (others.length > 0) return others;
  const seen = new Set<string>();
  return refused.filter(({ fecha_programada }) => {
    const keys = [periodKey("semana", fecha_programada), periodKey("mes", fecha_programada)];
    const isFirst = keys.every((key) => !seen.has(key));
    keys.forEach((key) => seen.add(key));
    return isFirst;
  });
}
