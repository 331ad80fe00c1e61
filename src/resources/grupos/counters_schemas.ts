import * as z from "zod";
import { count } from "@/http/schemas.ts";

export const GENDERS = [
  "num_aprendices_masculinos",
  "num_aprendices_femenino",
  "num_aprendices_no_binario",
] as const;

export const TOTALS = ["num_total_aprendices", "num_total_aprendices_activos"] as const;

/** Each learner of the ficha is in one of these, or in none of them yet. */
export const STATES = [
  "en_transito",
  "induccion",
  "formacion",
  "condicionado",
  "aplazado",
  "retiro_voluntario",
  "cancelado",
  "cancelamiento_vit_comp",
  "desercion_vit_comp",
  "por_certificar",
  "certificados",
  "traslados",
  "otro",
] as const;

export const COUNTERS = [...GENDERS, ...TOTALS, "cupo_total", ...STATES] as const;

export type Counter = (typeof COUNTERS)[number];

function each<T>(value: T): Record<Counter, T> {
  return Object.fromEntries(COUNTERS.map((name) => [name, value])) as Record<Counter, T>;
}

export const NO_LEARNERS = each(0);

const EXAMPLE = {
  ...NO_LEARNERS,
  num_aprendices_masculinos: 14,
  num_aprendices_femenino: 15,
  num_aprendices_no_binario: 1,
  num_total_aprendices: 30,
  num_total_aprendices_activos: 26,
  cupo_total: 30,
  formacion: 25,
  condicionado: 1,
  retiro_voluntario: 3,
  traslados: 1,
};

export const DatosGrupo = z.object({ cod_ficha: z.int(), ...each(z.int()) })
  .meta({ id: "DatosGrupo", example: { cod_ficha: 2847248, ...EXAMPLE } });

export const CambiosDatosGrupo = z.object(each(count)).partial()
  .refine((cambios) => Object.keys(cambios).length > 0, "Indique al menos un conteo")
  .meta({ id: "CambiosDatosGrupo", example: EXAMPLE });

export type DatosGrupo = z.infer<typeof DatosGrupo>;
export type CambiosDatosGrupo = z.infer<typeof CambiosDatosGrupo>;
