import * as z from "zod";
import { date, idInUrl } from "@/http/schemas.ts";

const PeriodoCargado = z.object({
  clave: z.string().describe("2026-W30 o 2026-07"),
  desde: z.string(),
  hasta: z.string(),
  horas: z.number().describe("Programadas, sin las canceladas"),
  max_horas: z.number().nullable().describe("El límite de su contrato; null si no tiene"),
  horas_restantes: z.number().nullable(),
  luz: z.enum(["verde", "amarillo", "rojo"]),
});

export const CargaInstructor = z.object({
  id_instructor: z.int(),
  nombre_instructor: z.string(),
  tipo_contrato: z.string(),
  periodos: z.array(PeriodoCargado),
}).meta({
  id: "CargaInstructor",
  example: {
    id_instructor: 3,
    nombre_instructor: "Ana Ruiz",
    tipo_contrato: "CONTRATISTA",
    periodos: [{
      clave: "2026-W30",
      desde: "2026-07-20",
      hasta: "2026-07-26",
      horas: 36,
      max_horas: 40,
      horas_restantes: 4,
      luz: "amarillo",
    }],
  },
});

const Ventana = z.object({
  desde: date,
  hasta: date,
  por: z.enum(["semana", "mes"]).default("semana"),
});

const withinDays = (days: number) => ({ desde, hasta }: { desde: string; hasta: string }) =>
  desde <= hasta && Temporal.PlainDate.from(desde).until(hasta).days < days;

/** The periods are whole: a week that starts before `desde` is counted from its Monday. */
export const VentanaCarga = Ventana.refine(withinDays(400), {
  path: ["hasta"],
  message: "Debe ser igual o posterior a desde, y abarcar como máximo 400 días",
});

export const VentanaCargaCentro = Ventana.extend({ cod_centro: idInUrl.optional() })
  .refine(withinDays(100), {
    path: ["hasta"],
    message: "Debe ser igual o posterior a desde, y abarcar como máximo 100 días",
  });

export type CargaInstructor = z.infer<typeof CargaInstructor>;
export type VentanaCarga = z.infer<typeof VentanaCarga>;
