import * as z from "zod";
import { boolean, date, id, time } from "@/http/schemas.ts";
import { Conflicto } from "@/http/text/problem.ts";
import { Permisos } from "@/resources/programacion/rules/permisos.ts";
import { Patron } from "./nueva.ts";

export const CambiosSerie = z.object({
  alcance: z.enum(["una", "desde", "todas"]),
  id_programacion: id.optional().describe("Cuál, con alcance una"),
  desde: date.optional().describe("Desde cuándo, con alcance desde"),
  id_instructor: id.optional(),
  id_ambiente: id.nullable().optional().describe("Con null, el de la ficha"),
  hora_inicio: time.optional(),
  hora_fin: time.optional(),
  patrones: z.array(Patron).min(1).max(10).optional()
    .describe("Otros días y horas: las mismas horas de cada tema se reparten de nuevo"),
  simular: boolean.optional().describe("Con true dice qué cambiaría y no escribe nada"),
  ...Permisos.shape,
}).superRefine((cambios, ctx) => {
  const { alcance, id_programacion, desde, patrones, hora_inicio, hora_fin } = cambios;
  const refuse = (campo: string, message: string) =>
    ctx.addIssue({ code: "custom", path: [campo], message });
  if (alcance === "una" && id_programacion === undefined) {
    refuse("id_programacion", "Diga cuál de las sesiones");
  }
  if (alcance === "una" && patrones) refuse("patrones", "Una sola sesión no sigue un patrón");
  if (alcance === "desde" && desde === undefined) refuse("desde", "Diga desde qué fecha");
  if (patrones && (hora_inicio || hora_fin)) {
    refuse("patrones", "Los patrones ya dicen las horas; envíe lo uno o lo otro");
  }
}).meta({
  id: "CambiosSerie",
  example: { alcance: "desde", desde: "2026-08-03", id_instructor: 7 },
});

const Estado = z.object({
  id_instructor: z.int(),
  id_ambiente: z.int().nullable(),
  fecha_programada: z.string(),
  hora_inicio: z.string(),
  hora_fin: z.string(),
  cod_competencia: z.int(),
  cod_resultado: z.int(),
  estado: z.enum(["programada", "cancelada"]),
});

const SesionCambiada = z.object({
  id_programacion: z.int().nullable().describe("null si se simula una que se agregaría"),
  cambio: z.enum(["cambiada", "agregada", "cancelada", "borrada"]),
  antes: Estado.nullable(),
  despues: Estado.nullable(),
  avisos: z.array(Conflicto),
});

export const CambioSerie = z.object({
  simulada: z.boolean(),
  id_serie: z.int(),
  id_lote: z.int().nullable().describe("Con él se deshace"),
  cambiadas: z.int(),
  agregadas: z.int(),
  canceladas: z.int(),
  borradas: z.int(),
  conservadas: z.int().describe("Las del alcance que ya pasaron o estaban canceladas"),
  horas_pendientes: z.number().describe("Lo que con los días nuevos no cabe en la ficha"),
  sesiones: z.array(SesionCambiada),
}).meta({ id: "CambioSerie" });

export type CambiosSerie = z.infer<typeof CambiosSerie>;
export type CambioSerie = z.infer<typeof CambioSerie>;
