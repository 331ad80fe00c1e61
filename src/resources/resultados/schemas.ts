import * as z from "zod";
import { id, idInUrl, line, Paginacion } from "@/http/schemas.ts";

export const Resultado = z.object({
  cod_resultado: z.int(),
  nombre: z.string(),
  cod_competencia: z.int(),
}).meta({
  id: "Resultado",
  example: { cod_resultado: 593147, nombre: "02 PREPARAR EL TERRENO", cod_competencia: 36180 },
});

const Datos = z.object({ nombre: line(1, 500), cod_competencia: id });

export const NuevoResultado = Datos.extend({ cod_resultado: id }).meta({
  id: "NuevoResultado",
  example: { cod_resultado: 593147, nombre: "02 PREPARAR EL TERRENO", cod_competencia: 36180 },
});

export const CambiosResultado = Datos.partial()
  .refine((cambios) => Object.keys(cambios).length > 0, "Indique al menos un cambio")
  .meta({ id: "CambiosResultado", example: { nombre: "02 PREPARAR EL TERRENO DE SIEMBRA" } });

export const FiltroResultados = Paginacion.extend({ cod_competencia: idInUrl.optional() });

export const CodigoResultado = z.object({ cod_resultado: idInUrl });

export const ResultadoCreado = z.object({ message: z.string(), cod_resultado: z.int() })
  .meta({ id: "ResultadoCreado" });

export type NuevoResultado = z.infer<typeof NuevoResultado>;
export type CambiosResultado = z.infer<typeof CambiosResultado>;
export type FiltroResultados = z.infer<typeof FiltroResultados>;
