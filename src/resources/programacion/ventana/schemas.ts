import * as z from "zod";
import { booleanInUrl, date, idInUrl } from "@/http/schemas.ts";
import { Programacion } from "@/resources/programacion/schemas.ts";

/** Days of one question. */
const MAX_DAYS = 400;

export const VentanaProgramacion = z.object({
  desde: date,
  hasta: date.describe(`Inclusive; de desde a hasta caben ${MAX_DAYS} días`),
  id_instructor: idInUrl.optional(),
  cod_ficha: idInUrl.optional(),
  id_ambiente: idInUrl.optional().describe("Donde se dictan"),
  cod_programa: idInUrl.optional(),
  cod_centro: idInUrl.optional(),
  estado: z.enum(["programada", "cancelada"]).optional().describe("Si falta, las dos"),
  propia: booleanInUrl.optional().describe("Con true, solo las que dicta quien llama"),
}).superRefine(({ desde, hasta }, ctx) => {
  const refuse = (message: string) => ctx.addIssue({ code: "custom", path: ["hasta"], message });
  if (hasta < desde) refuse("Debe ser igual o posterior a desde");
  else if (Temporal.PlainDate.from(desde).until(hasta).days >= MAX_DAYS) {
    refuse(`De desde a hasta caben ${MAX_DAYS} días`);
  }
});

export const SesionProgramada = Programacion.extend({
  cod_programa: z.int(),
  la_version: z.int(),
  nombre_programa: z.string().describe("El programa de la ficha"),
}).meta({
  id: "SesionProgramada",
  example: {
    ...Object(Programacion.meta()?.example),
    cod_programa: 228118,
    la_version: 1,
    nombre_programa: "ANÁLISIS Y DESARROLLO DE SOFTWARE",
  },
});

export type VentanaProgramacion = z.infer<typeof VentanaProgramacion>;
export type SesionProgramada = z.infer<typeof SesionProgramada>;
