import * as z from "zod";
import { date, id, idInUrl, line, Paginacion } from "@/http/schemas.ts";

const EXAMPLE = {
  tipo_contrato: "contratista",
  unidad: "semana",
  max_horas: 40,
  vigente_desde: "2026-01-01",
  vigente_hasta: null,
  cod_centro: 9121,
  efecto: "aviso",
};

export const LimiteHoras = z.object({
  id_limite: z.int(),
  tipo_contrato: z.string(),
  unidad: z.enum(["semana", "mes"]),
  max_horas: z.number(),
  vigente_desde: z.string(),
  vigente_hasta: z.string().nullable(),
  cod_centro: z.int().nullable().describe("Null: para los centros que no tienen uno propio"),
  efecto: z.enum(["aviso", "bloqueo"]),
}).meta({ id: "LimiteHoras", example: { id_limite: 4, ...EXAMPLE } });

const Datos = z.object({
  tipo_contrato: line(3, 50).describe("Se compara sin mayúsculas ni tildes"),
  unidad: z.enum(["semana", "mes"]),
  max_horas: z.number().min(1).max(744),
  vigente_desde: date,
  vigente_hasta: date.nullable(),
  efecto: z.enum(["aviso", "bloqueo"]),
});

type Vigencia = { vigente_desde?: string | undefined; vigente_hasta?: string | null | undefined };

const inOrder = ({ vigente_desde, vigente_hasta }: Vigencia) =>
  !vigente_desde || !vigente_hasta || vigente_desde <= vigente_hasta;
const REVERSED = { path: ["vigente_hasta"], message: "No puede ser anterior a vigente_desde" };

export const NuevoLimiteHoras = Datos.extend({
  vigente_hasta: date.nullable().default(null),
  cod_centro: id.nullable().default(null),
}).refine(inOrder, REVERSED).meta({ id: "NuevoLimiteHoras", example: EXAMPLE });

export const CambiosLimiteHoras = Datos.partial().refine(inOrder, REVERSED)
  .refine((cambios) => Object.keys(cambios).length > 0, "Indique al menos un cambio")
  .meta({ id: "CambiosLimiteHoras", example: { max_horas: 36, efecto: "bloqueo" } });

export const FiltroLimites = Paginacion.extend({ cod_centro: idInUrl.optional() });

export type NuevoLimiteHoras = z.infer<typeof NuevoLimiteHoras>;
export type CambiosLimiteHoras = z.infer<typeof CambiosLimiteHoras>;
export type FiltroLimites = z.infer<typeof FiltroLimites>;
