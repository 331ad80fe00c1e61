import * as z from "zod";
import { id, idInUrl, line, Paginacion } from "@/http/schemas.ts";

export const Centro = z.object({
  cod_centro: z.int(),
  nombre_centro: z.string(),
  cod_regional: z.int(),
}).meta({
  id: "Centro",
  example: {
    cod_centro: 9121,
    nombre_centro: "CENTRO ATENCION SECTOR AGROPECUARIO",
    cod_regional: 66,
  },
});

const Datos = z.object({ nombre_centro: line(1, 80), cod_regional: id });

export const NuevoCentro = Datos.extend({ cod_centro: id }).meta({
  id: "NuevoCentro",
  example: {
    cod_centro: 9307,
    nombre_centro: "CENTRO DE COMERCIO Y SERVICIOS",
    cod_regional: 66,
  },
});

export const CambiosCentro = Datos.partial()
  .refine((cambios) => Object.keys(cambios).length > 0, "Indique al menos un cambio")
  .meta({ id: "CambiosCentro", example: { nombre_centro: "CENTRO DE COMERCIO Y SERVICIOS" } });

export const FiltroCentros = Paginacion.extend({ cod_regional: idInUrl.optional() });

export const CodigoCentro = z.object({ cod_centro: idInUrl });

export const CentroCreado = z.object({ message: z.string(), cod_centro: z.int() })
  .meta({ id: "CentroCreado" });

export type NuevoCentro = z.infer<typeof NuevoCentro>;
export type CambiosCentro = z.infer<typeof CambiosCentro>;
export type FiltroCentros = z.infer<typeof FiltroCentros>;
