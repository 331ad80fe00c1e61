import * as z from "zod";
import { idInUrl, integerInUrl } from "@/http/schemas.ts";
import { Filtros } from "@/resources/grupos/schemas.ts";

export const DIMENSIONS = ["nivel", "modalidad", "municipio", "jornada", "etapa"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

const counts = {
  cantidad: z.int().describe("Grupos"),
  total_aprendices_formacion: z.int().describe("Aprendices en formación en esos grupos"),
};

/** What a distribution says of one value: `{ "nivel": "TÉCNICO", "cantidad": 3, ... }`. */
export function partOf<D extends Dimension>(dimension: D) {
  const names = { [dimension]: z.string() } as Record<D, z.ZodString>;
  return z.object({ ...names, ...counts });
}

export const Kpis = z.object({
  total_grupo: z.int(),
  total_aprendices_formacion: z.int(),
}).meta({ id: "Kpis", example: { total_grupo: 40, total_aprendices_formacion: 987 } });

export const Tablero = z.object({
  kpis: Kpis,
  por_nivel: z.array(partOf("nivel")),
  por_modalidad: z.array(partOf("modalidad")),
  por_municipio: z.array(partOf("municipio")),
  por_jornada: z.array(partOf("jornada")),
  por_etapa: z.array(partOf("etapa")),
}).meta({ id: "Tablero" });

/** The clients ask at each digit of a year that is typed: until it is whole, nothing is of it. */
const typedYear = integerInUrl(0, 99_999).optional();

export const FiltroTablero = Filtros.extend({
  cod_centro: idInUrl,
  anio: typedYear.describe("Año de la fecha de inicio"),
  año: typedYear.describe("Lo mismo que anio"),
});

export type FiltroTablero = z.infer<typeof FiltroTablero>;
