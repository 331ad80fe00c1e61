import * as z from "zod";
import type { Rechazada } from "@/resources/importaciones/reports/report.ts";
import { type Estado, nameOf, type Parte, type Plan, type Registro } from "./plan.ts";
import { NOMBRES } from "./tables.ts";

const Valor = z.union([z.string(), z.number(), z.null()]);

/** What becomes of one record: for each column that changes, what is there and what comes. */
export const ParteComparada = z.object({
  tabla: z.enum(NOMBRES),
  key: z.array(z.int()),
  clase: z.enum(["nueva", "cambiada", "igual"]),
  cambios: z.record(z.string(), z.tuple([Valor, Valor])),
});
export type ParteComparada = z.infer<typeof ParteComparada>;

export type Fila =
  | {
    clase: "nueva" | "cambiada" | "igual";
    fila: number | null;
    nombre: string;
    partes: ParteComparada[];
  }
  | { clase: "desaparecida"; fila: null; nombre: string }
  | ({ clase: "rechazada"; nombre: string } & Rechazada);

/** The fields of a record that a person has set, by the name of the record. */
export type Manual = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Compares the rows of a plan, in their order and a few at a time, with what there is. A record that
 * several rows speak of is written with the first of them.
 */
export function createComparison({ refuseOne, principal: main }: Plan, manual: Manual) {
  const seen = new Set<string>();

  function compared({ fila, nombre, partes: all }: Registro, estado: Estado): Fila {
    const partes: ParteComparada[] = [];
    for (const parte of all) {
      const name = nameOf(parte.tabla, parte.key);
      if (seen.has(name)) continue;
      seen.add(name);
      partes.push(comparePart(parte, estado, manual.get(name)));
    }
    const principal = partes.find(({ tabla }) => tabla === main);
    const changed = partes.some((it) => it.clase !== "igual");
    const clase = principal?.clase === "nueva" ? "nueva" : changed ? "cambiada" : "igual";
    return { clase, fila, nombre, partes };
  }

  return (registros: readonly Registro[], estado: Estado): Fila[] =>
    registros.map((registro) => {
      const motivo = refuseOne(registro, estado);
      return motivo ? rejected(registro, motivo) : compared(registro, estado);
    });
}

function comparePart(
  { tabla, key, valores, modo }: Parte,
  estado: Estado,
  kept: ReadonlySet<string> | undefined,
): ParteComparada {
  const before = estado.get(nameOf(tabla, key));
  const same = { tabla, key: [...key], clase: "igual" as const, cambios: {} };
  if (modo === "leer" || (modo === "crear" && before)) return same;
  const cambios: ParteComparada["cambios"] = {};
  for (const [campo, value] of Object.entries(valores)) {
    const despues = Valor.parse(value), antes = before?.[campo] ?? null;
    if (despues === null || despues === antes || kept?.has(campo)) continue;
    cambios[campo] = [Valor.parse(antes), despues];
  }
  if (before && Object.keys(cambios).length === 0) return same;
  return { ...same, clase: before ? "cambiada" : "nueva", cambios };
}

function rejected({ fila, nombre, celdas }: Registro, motivo: { columna: string; motivo: string }) {
  return { clase: "rechazada" as const, fila: fila ?? 0, nombre, ...motivo, celdas: celdas() };
}
