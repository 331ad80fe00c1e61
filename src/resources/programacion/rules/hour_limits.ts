import type { Periodo, Unidad } from "@/time/periods.ts";
import { sameText } from "@/time/spanish.ts";

/** How many hours a kind of contract may be programmed in a week or a month. */
export type Limite = {
  tipo_contrato: string;
  unidad: Unidad;
  max_horas: number;
  vigente_desde: string;
  vigente_hasta: string | null;
  /** Null: for every centre that has none of its own. */
  cod_centro: number | null;
  efecto: "aviso" | "bloqueo";
};

export type Contrato = { tipo_contrato: string | null; cod_centro: number | null };

export type Luz = "verde" | "amarillo" | "rojo";

/** From this share of the limit on, the light is yellow. */
const NEARLY_FULL = 0.9;

/**
 * The limit for a period: the row in force on any of its days; the centre's own before the general
 * one, and of several the newest. A limit that starts on a Wednesday thus counts for its whole week.
 */
export function limitFor(
  limites: readonly Limite[],
  { tipo_contrato, cod_centro }: Contrato,
  unidad: Unidad,
  { desde, hasta }: Pick<Periodo, "desde" | "hasta">,
): Limite | undefined {
  const [best] = limites.filter((limite) =>
    limite.unidad === unidad && sameText(limite.tipo_contrato, tipo_contrato) &&
    limite.vigente_desde <= hasta && (limite.vigente_hasta ?? desde) >= desde &&
    (limite.cod_centro === null || limite.cod_centro === cod_centro)
  ).toSorted((a, b) =>
    Number(a.cod_centro === null) - Number(b.cod_centro === null) ||
    b.vigente_desde.localeCompare(a.vigente_desde)
  );
  return best;
}

/** Compared in whole seconds, so that no fraction of an hour goes over by rounding. */
export function isOver(minutes: number, max_horas: number): boolean {
  return Math.round(minutes * 60) > Math.round(max_horas * 3600);
}

/** Green below nine tenths of the limit, yellow up to all of it, red beyond. */
export function lightOf(minutes: number, max_horas: number | undefined): Luz {
  if (max_horas === undefined) return "verde";
  if (isOver(minutes, max_horas)) return "rojo";
  return minutes >= max_horas * 60 * NEARLY_FULL ? "amarillo" : "verde";
}
