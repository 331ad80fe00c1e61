import { plain } from "@/db/text.ts";

/** How many grupos have a value, and how many learners in training they have together. */
export type Group = {
  dimension: string;
  valor: string | null;
  cantidad: number;
  total_aprendices_formacion: number;
};

/** What the grupos without municipality, jornada and so on are counted under. */
const NO_DATA = "Sin dato";

/**
 * The groups of one dimension as they go out, `{ nivel: "TÉCNICO", cantidad: 3, ... }`: the most
 * frequent first, and an empty value counted with the missing ones.
 */
export function partsOf(groups: readonly Group[], dimension: string) {
  const parts = new Map<string, Group>();
  for (const group of groups.filter((it) => it.dimension === dimension)) {
    const valor = group.valor?.trim() || NO_DATA;
    const key = plain(valor);
    const known = parts.get(key);
    parts.set(key, {
      dimension,
      valor: known?.valor ?? valor,
      cantidad: group.cantidad + (known?.cantidad ?? 0),
      total_aprendices_formacion: group.total_aprendices_formacion +
        (known?.total_aprendices_formacion ?? 0),
    });
  }
  return [...parts.entries()]
    .sort(([a, one], [b, other]) => other.cantidad - one.cantidad || a.localeCompare(b, "es"))
    .map(([, { valor, cantidad, total_aprendices_formacion }]) => ({
      [dimension]: valor,
      cantidad,
      total_aprendices_formacion,
    }));
}
