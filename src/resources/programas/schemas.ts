import * as z from "zod";
import { count, id, idInUrl, line, Paginacion, search } from "@/http/schemas.ts";

export const Programa = z.object({
  cod_programa: z.int(),
  la_version: z.int(),
  nombre: z.string(),
  horas_lectivas: z.int(),
  horas_productivas: z.int(),
}).meta({
  id: "Programa",
  example: {
    cod_programa: 228118,
    la_version: 1,
    nombre: "ANÁLISIS Y DESARROLLO DE SOFTWARE",
    horas_lectivas: 3120,
    horas_productivas: 864,
  },
});

const Datos = z.object({
  nombre: line(1, 255),
  horas_lectivas: count,
  horas_productivas: count,
});

export const NuevoPrograma = Datos.extend({ cod_programa: id, la_version: id }).meta({
  id: "NuevoPrograma",
  example: {
    cod_programa: 228118,
    la_version: 1,
    nombre: "ANÁLISIS Y DESARROLLO DE SOFTWARE",
    horas_lectivas: 3120,
    horas_productivas: 864,
  },
});

export const CambiosPrograma = Datos.partial()
  .refine((cambios) => Object.keys(cambios).length > 0, "Indique al menos un cambio")
  .meta({ id: "CambiosPrograma", example: { horas_lectivas: 3200 } });

/** What the older clients change of a programme. */
export const HorasPrograma = Datos.omit({ nombre: true }).partial()
  .meta({ id: "HorasPrograma", example: { horas_lectivas: 3200, horas_productivas: 880 } });

export const FiltroProgramas = Paginacion.extend({
  q: search.optional().describe("Texto en el código o el nombre"),
});

/** The search box of the older clients: it must come, and without text it matches everything. */
export const BusquedaProgramas = Paginacion.extend({ query: line(0, 255) });

export const CodigoPrograma = z.object({ cod_programa: idInUrl });

export const VersionPrograma = CodigoPrograma.extend({ la_version: idInUrl });

export const CompetenciaDePrograma = VersionPrograma.extend({ cod_competencia: idInUrl });

export const ProgramaCreado = z.object({
  message: z.string(),
  cod_programa: z.int(),
  la_version: z.int(),
}).meta({ id: "ProgramaCreado" });

export type Programa = z.infer<typeof Programa>;
export type NuevoPrograma = z.infer<typeof NuevoPrograma>;
export type CambiosPrograma = z.infer<typeof CambiosPrograma>;
export type FiltroProgramas = z.infer<typeof FiltroProgramas>;
export type VersionPrograma = z.infer<typeof VersionPrograma>;
