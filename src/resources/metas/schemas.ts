import * as z from "zod";
import { count, id, idInUrl, line, Paginacion, year, yearInUrl } from "@/http/schemas.ts";

export const Meta = z.object({
  id_meta: z.int(),
  anio: z.int(),
  cod_centro: z.int(),
  concepto: z.string(),
  valor: z.int(),
}).meta({
  id: "Meta",
  example: {
    id_meta: 7,
    anio: 2026,
    cod_centro: 9121,
    concepto: "Aprendices en formación",
    valor: 1200,
  },
});

export const Avance = Meta.extend({
  alcanzado: z.int().nullable().describe("Según los datos; nulo si el concepto no se conoce"),
  porcentaje: z.number().nullable().describe("De la meta, con un decimal"),
}).meta({
  id: "AvanceMeta",
  example: {
    id_meta: 7,
    anio: 2026,
    cod_centro: 9121,
    concepto: "Aprendices en formación",
    valor: 1200,
    alcanzado: 903,
    porcentaje: 75.3,
  },
});

export const Concepto = z.object({
  concepto: z.string(),
  sinonimos: z.array(z.string()),
  descripcion: z.string(),
}).meta({
  id: "ConceptoMeta",
  example: {
    concepto: "aprendices en formacion",
    sinonimos: [],
    descripcion: "Aprendices en formación",
  },
});

const Datos = z.object({
  anio: year,
  concepto: line(3, 100).describe("Una vez por centro y año, sin importar mayúsculas ni tildes"),
  valor: count,
});

export const NuevaMeta = Datos.extend({
  cod_centro: id.optional().describe("Si falta, el centro de quien llama"),
}).meta({
  id: "NuevaMeta",
  example: { anio: 2026, concepto: "Aprendices en formación", valor: 1200 },
});

export const CambiosMeta = Datos.partial()
  .refine((cambios) => Object.keys(cambios).length > 0, "Indique al menos un cambio")
  .meta({ id: "CambiosMeta", example: { valor: 1250 } });

export const FiltroMetas = Paginacion.extend({
  anio: yearInUrl.optional(),
  cod_centro: idInUrl.optional(),
});

export const FiltroAvance = z.object({
  anio: yearInUrl.optional().describe("Si falta, el año en curso"),
  cod_centro: idInUrl.optional().describe("Si falta, el centro de quien llama"),
});

export const MetaCreada = z.object({ message: z.string(), id_meta: z.int() })
  .meta({ id: "MetaCreada" });

export type Meta = z.infer<typeof Meta>;
export type Avance = z.infer<typeof Avance>;
export type NuevaMeta = z.infer<typeof NuevaMeta>;
export type CambiosMeta = z.infer<typeof CambiosMeta>;
export type FiltroMetas = z.infer<typeof FiltroMetas>;
