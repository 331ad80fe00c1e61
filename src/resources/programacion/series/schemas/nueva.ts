import * as z from "zod";
import { boolean, date, id, integer, time } from "@/http/schemas.ts";
import { Conflicto } from "@/http/text/problem.ts";
import { Permisos } from "@/resources/programacion/rules/permisos.ts";

const hours = z.number().min(0.5).max(5_000);

export const Patron = z.object({
  dias: z.array(integer(1, 7)).min(1).max(7).describe("1 es lunes y 7 domingo"),
  hora_inicio: time,
  hora_fin: time,
}).meta({ id: "Patron" });

const Tema = z.object({
  cod_competencia: id,
  cod_resultado: id,
  horas: hours.nullable().optional().describe("Si faltan, hasta que acabe la serie"),
}).meta({ id: "Tema" });

const PATRON = { dias: [2, 4], hora_inicio: "07:00", hora_fin: "10:00" };

export const NuevaSerie = z.object({
  cod_ficha: id,
  id_instructor: id,
  id_ambiente: id.nullable().optional().describe("Si falta, el de la ficha"),
  temas: z.array(Tema).min(1).max(50).describe("Lo que se enseña, en ese orden"),
  patrones: z.array(Patron).min(1).max(10),
  desde: date,
  hasta: date.optional().describe("La última fecha; o bien horas_objetivo"),
  horas_objetivo: hours.optional().describe("Acaba sola; la última sesión se acorta"),
  festivos: z.enum(["saltar", "reponer"]).optional()
    .describe("Lo que cae en día no laborable se pierde (si falta, así), o se repone al final"),
  modo: z.enum(["todo", "parcial"]).optional()
    .describe("Con todo (si falta, así), una fecha rechazada las detiene todas"),
  simular: boolean.optional().describe("Con true dice qué pasaría y no escribe nada"),
  ...Permisos.shape,
}).meta({
  id: "NuevaSerie",
  example: {
    cod_ficha: 2847248,
    id_instructor: 3,
    temas: [{ cod_competencia: 36180, cod_resultado: 593147 }],
    patrones: [PATRON],
    desde: "2026-07-14",
    horas_objetivo: 48,
  },
});

const FechaSerie = z.object({
  fecha_programada: z.string(),
  hora_inicio: z.string(),
  hora_fin: z.string(),
  cod_competencia: z.int().nullable(),
  cod_resultado: z.int().nullable(),
  id_programacion: z.int().nullable().describe("Si quedó escrita"),
  veredicto: z.enum(["programada", "rechazada", "omitida"]),
  motivo: z.string().nullable().describe("Por qué no es laborable la omitida"),
  conflictos: z.array(Conflicto),
  avisos: z.array(Conflicto),
}).meta({ id: "FechaSerie" });

export const ResultadoSerie = z.object({
  simulada: z.boolean(),
  id_serie: z.int().nullable(),
  id_lote: z.int().nullable().describe("Con él se deshace"),
  programadas: z.int(),
  rechazadas: z.int(),
  omitidas: z.int(),
  horas_programadas: z.number(),
  horas_pendientes: z.number().describe("Lo que no encontró sitio"),
  fin: z.enum(["hasta", "horas", "temas", "fin_ficha", "tope"]).describe("Qué la terminó"),
  fechas: z.array(FechaSerie).describe("Todas, en orden"),
}).meta({
  id: "ResultadoSerie",
  example: {
    simulada: false,
    id_serie: 4,
    id_lote: 9,
    programadas: 1,
    rechazadas: 0,
    omitidas: 0,
    horas_programadas: 3,
    horas_pendientes: 0,
    fin: "horas",
    fechas: [{
      fecha_programada: "2026-07-14",
      hora_inicio: "07:00:00",
      hora_fin: "10:00:00",
      cod_competencia: 36180,
      cod_resultado: 593147,
      id_programacion: 120,
      veredicto: "programada",
      motivo: null,
      conflictos: [],
      avisos: [],
    }],
  },
});

export type NuevaSerie = z.infer<typeof NuevaSerie>;
export type FechaSerie = z.infer<typeof FechaSerie>;
export type ResultadoSerie = z.infer<typeof ResultadoSerie>;
