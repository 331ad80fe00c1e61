import * as z from "zod";
import {
  boolean,
  booleanInUrl,
  id,
  idInUrl,
  integer,
  line,
  Paginacion,
  search,
} from "@/http/schemas.ts";

export const Ambiente = z.object({
  nombre_ambiente: z.string(),
  num_max_aprendices: z.int(),
  municipio: z.string(),
  ubicacion: z.string(),
  cod_centro: z.int(),
  id_ambiente: z.int(),
  estado: boolean.describe("Si se puede programar en él"),
}).meta({
  id: "Ambiente",
  example: {
    nombre_ambiente: "AULA 101",
    num_max_aprendices: 30,
    municipio: "PEREIRA",
    ubicacion: "BLOQUE A, PISO 1",
    cod_centro: 9121,
    id_ambiente: 5,
    estado: true,
  },
});

const Datos = z.object({
  nombre_ambiente: line(1, 40),
  num_max_aprendices: integer(1, 10_000),
  municipio: line(1, 40),
  ubicacion: line(1, 80),
  cod_centro: id,
});

export const NuevoAmbiente = Datos.extend({ estado: boolean.default(true) }).meta({
  id: "NuevoAmbiente",
  example: {
    nombre_ambiente: "AULA 101",
    num_max_aprendices: 30,
    municipio: "PEREIRA",
    ubicacion: "BLOQUE A, PISO 1",
    cod_centro: 9121,
    estado: true,
  },
});

// Not from NuevoAmbiente: partial() keeps its default, and any change would activate the ambiente.
export const CambiosAmbiente = Datos.extend({ estado: boolean }).partial()
  .meta({ id: "CambiosAmbiente", example: { num_max_aprendices: 28, estado: false } });

export const FiltroAmbientes = Paginacion.extend({
  cod_centro: idInUrl.optional(),
  estado: booleanInUrl.optional(),
  q: search.optional().describe("Texto en el nombre, el municipio o la ubicación"),
});

export const AmbienteCreado = z.object({ message: z.string(), id_ambiente: z.int() })
  .meta({ id: "AmbienteCreado" });

export type Ambiente = z.infer<typeof Ambiente>;
export type NuevoAmbiente = z.infer<typeof NuevoAmbiente>;
export type CambiosAmbiente = z.infer<typeof CambiosAmbiente>;
export type FiltroAmbientes = z.infer<typeof FiltroAmbientes>;
