import type { Proposal } from "@/resources/programacion/rules/clashes.ts";
import type { Verdict } from "@/resources/programacion/rules/reasons.ts";
import type { FechaSerie, ResultadoSerie } from "@/resources/programacion/series/schemas/nueva.ts";
import { byStart, sumOf, toHours } from "@/time/times.ts";
import type { Series } from "./expand.ts";

export type Judged = Verdict & { proposal: Proposal };

type Written = {
  id_serie: number;
  id_lote: number;
  written: readonly (Proposal & { id_programacion: number })[];
};

/** Every date of a series with its verdict; without `written` it is what would come of it. */
export function resultOf(
  { omitidas, horas_pendientes, fin }: Series,
  judged: readonly Judged[],
  done?: Written,
): ResultadoSerie {
  const ids = new Map(done?.written.map((sesion) => [keyOf(sesion), sesion.id_programacion]));
  const dated = judged.map(({ proposal, conflictos, avisos }): FechaSerie => ({
    fecha_programada: proposal.fecha_programada,
    hora_inicio: proposal.hora_inicio,
    hora_fin: proposal.hora_fin,
    cod_competencia: proposal.cod_competencia,
    cod_resultado: proposal.cod_resultado,
    id_programacion: ids.get(keyOf(proposal)) ?? null,
    veredicto: conflictos.length === 0 ? "programada" : "rechazada",
    motivo: null,
    conflictos,
    avisos,
  }));
  const skipped = omitidas.map((slot): FechaSerie => ({
    ...slot,
    ...{ cod_competencia: null, cod_resultado: null, id_programacion: null },
    ...{ veredicto: "omitida", conflictos: [], avisos: [] },
  }));
  const kept = dated.filter(({ veredicto }) => veredicto === "programada");
  return {
    simulada: done === undefined,
    id_serie: done?.id_serie ?? null,
    id_lote: done?.id_lote ?? null,
    programadas: kept.length,
    rechazadas: dated.length - kept.length,
    omitidas: skipped.length,
    horas_programadas: toHours(sumOf(kept)),
    horas_pendientes,
    fin,
    fechas: [...dated, ...skipped].sort(byStart),
  };
}

// The sessions of one series follow one another: no two start at the same time.
function keyOf({ fecha_programada, hora_inicio }: Proposal): string {
  return `${fecha_programada} ${hora_inicio}`;
}
