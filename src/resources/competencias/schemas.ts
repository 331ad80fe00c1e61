import * as z from "zod";
import { count, id, idInUrl, line, Paginacion, search } from "@/http/schemas.ts";

export const Competencia = z.object({
  cod_competencia: z.int(),
  nombre: z.string(),
  horas: z.int().nullable().describe("Las que un programa le dedica; null si no se sabe"),
}).meta({
  id: "Competencia",
  example: { cod_competencia: 36180, nombre: "PRODUCIR ESPECIES AGRÍCOLAS", horas: 480 },
});

/** A programme that uses a competencia. */
export const ProgramaDeCompetencia = z.object({
  cod_programa: z.int(),
  la_version: z.int(),
  nombre_programa: z.string(),
}).meta({ id: "ProgramaDeCompetencia" });

const Datos = z.object({ nombre: line(1, 500), horas: count.nullable() });

export const NuevaCompetencia = Datos.extend({
  cod_competencia: id,
  horas: count.nullable().default(0),
}).meta({
  id: "NuevaCompetencia",
  example: { cod_competencia: 36180, nombre: "PRODUCIR ESPECIES AGRÍCOLAS", horas: 480 },
});

export const CambiosCompetencia = Datos.partial()
  .meta({ id: "CambiosCompetencia", example: { horas: 520 } });

export const BusquedaCompetencias = Paginacion.extend({
  q: search.optional().describe("Texto en el código o el nombre"),
});

export const CodigoCompetencia = z.object({ cod_competencia: idInUrl });

export const CompetenciaCreada = z.object({ message: z.string(), cod_competencia: z.int() })
  .meta({ id: "CompetenciaCreada" });

export type NuevaCompetencia = z.infer<typeof NuevaCompetencia>;
export type CambiosCompetencia = z.infer<typeof CambiosCompetencia>;
export type BusquedaCompetencias = z.infer<typeof BusquedaCompetencias>;
