import * as z from "zod";
import { idInUrl } from "@/http/schemas.ts";

export const HorarioParams = z.object({
  de: z.enum(["fichas", "instructores", "ambientes"]).describe("De qué es el horario"),
  id: idInUrl.describe("cod_ficha, id_instructor o id_ambiente"),
});

export const FiltroHorario = z.object({
  semana: z.string().regex(/^\d{4}-W\d{2}$/, "Escriba el año y la semana, como 2026-W30").optional()
    .describe("Semana ISO, de lunes a domingo; si falta, la actual"),
  formato: z.enum(["html", "xlsx"]).default("html"),
  token: z.string().max(200).optional()
    .describe("El secreto de un calendario de ese mismo instructor, ficha o ambiente"),
});

export type HorarioParams = z.infer<typeof HorarioParams>;
export type FiltroHorario = z.infer<typeof FiltroHorario>;
