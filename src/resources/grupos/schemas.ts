import * as z from "zod";
import {
  boolean,
  date,
  id,
  idInUrl,
  integerInUrl,
  line,
  Paginacion,
  search,
  time,
} from "@/http/schemas.ts";
import { Permisos } from "@/resources/programacion/rules/permisos.ts";

const EXAMPLE = {
  cod_ficha: 2847248,
  cod_centro: 9121,
  cod_programa: 228118,
  la_version: 1,
  estado_grupo: "En ejecucion",
  nombre_nivel: "TECNÓLOGO",
  jornada: "DIURNA",
  fecha_inicio: "2026-02-02",
  fecha_fin: "2028-05-01",
  etapa: "LECTIVA",
  modalidad: "PRESENCIAL",
  responsable: "ANA RUIZ",
  nombre_empresa: null,
  nombre_municipio: "PEREIRA",
  nombre_programa_especial: null,
  hora_inicio: "07:00:00",
  hora_fin: "13:00:00",
  id_ambiente: 5,
};

/** What the older clients get in their lists. */
export const GrupoBasico = z.object({
  cod_ficha: z.int(),
  cod_centro: z.int(),
  cod_programa: z.int(),
  la_version: z.int(),
  estado_grupo: z.string().nullable(),
  nombre_nivel: z.string().nullable(),
  jornada: z.string().nullable(),
  fecha_inicio: z.string().nullable(),
  fecha_fin: z.string().nullable(),
  etapa: z.string().nullable(),
  modalidad: z.string().nullable(),
  responsable: z.string().nullable(),
  nombre_empresa: z.string().nullable(),
  nombre_municipio: z.string().nullable(),
  nombre_programa_especial: z.string().nullable(),
  hora_inicio: z.string().nullable(),
  hora_fin: z.string().nullable(),
  id_ambiente: z.int().nullable(),
}).meta({ id: "GrupoBasico", example: EXAMPLE });

export const Grupo = GrupoBasico.extend({
  nombre_programa: z.string(),
  nombre_ambiente: z.string().nullable(),
}).meta({
  id: "Grupo",
  example: {
    ...EXAMPLE,
    nombre_programa: "ANÁLISIS Y DESARROLLO DE SOFTWARE",
    nombre_ambiente: "AULA 101",
  },
});

/** The older search gives the name of the programme another name. */
export const GrupoAvanzado = GrupoBasico.extend({ programa_nombre: z.string() })
  .meta({ id: "GrupoAvanzado" });

/** What a picker shows. */
export const GrupoSeleccion = Grupo.pick({
  cod_ficha: true,
  estado_grupo: true,
  jornada: true,
  fecha_inicio: true,
  fecha_fin: true,
  etapa: true,
  responsable: true,
  nombre_programa: true,
  nombre_ambiente: true,
}).meta({ id: "GrupoSeleccion" });

const text = (max: number) => line(1, max).nullable().optional();

const Datos = z.object({
  estado_grupo: text(50),
  nombre_nivel: text(50),
  jornada: text(30),
  fecha_inicio: date.nullable().optional(),
  fecha_fin: date.nullable().optional(),
  etapa: text(50),
  modalidad: text(50),
  responsable: text(100),
  nombre_empresa: text(150),
  nombre_municipio: text(80),
  nombre_programa_especial: text(150),
  hora_inicio: time.nullable().optional(),
  hora_fin: time.nullable().optional(),
  id_ambiente: id.nullable().optional().describe("Un ambiente del mismo centro; null lo quita"),
});

export const NuevoGrupo = Datos.extend({
  cod_ficha: id,
  cod_centro: id,
  cod_programa: id,
  la_version: id,
}).meta({ id: "NuevoGrupo", example: EXAMPLE });

export const CambiosGrupo = Datos.extend({ cod_programa: id, la_version: id }).partial().extend({
  mover_sesiones: boolean.optional().describe(
    "Con true, las sesiones por venir que estaban en el ambiente anterior pasan al nuevo; si no, " +
      "se quedan donde están",
  ),
  forzar: Permisos.shape.forzar.describe(
    "Guarda aunque dos sesiones queden en el mismo ambiente; quedan en /programacion/afectadas",
  ),
}).meta({
  id: "CambiosGrupo",
  example: { hora_inicio: "07:00", hora_fin: "13:00", id_ambiente: 5 },
});

const filter = line(0, 150).optional();
const year = integerInUrl(1900, 2999).optional();

/** By state and so on; whatever the case and accents, and empty is as if it were not there. */
export const Filtros = z.object({
  estado_grupo: filter,
  nombre_nivel: filter,
  etapa: filter,
  modalidad: filter,
  jornada: filter,
  nombre_municipio: filter,
  anio: year.describe("Año de la fecha de inicio"),
  año: year.describe("Lo mismo que anio"),
});

export const FiltroGrupos = Paginacion.extend({
  ...Filtros.shape,
  cod_centro: idInUrl.optional(),
  cod_programa: idInUrl.optional(),
  la_version: idInUrl.optional(),
  id_instructor: idInUrl.optional().describe("Los grupos asignados a este instructor"),
  q: search.optional().describe("Texto en la ficha, el responsable, el programa o el ambiente"),
});

export const BusquedaRapida = z.object({
  search: line(0, 100).default("").meta({ type: "string", maxLength: 100, default: "" }),
  limit: Paginacion.shape.limit,
});

/** The search box of the older clients: it must come, and without text it matches everything. */
export const BusquedaAvanzada = Paginacion.extend({ query: line(0, 255), cod_centro: idInUrl });

export const CentroEnUrl = z.object({ cod_centro: idInUrl });

export const Ficha = z.object({ cod_ficha: idInUrl });

export const GrupoCreado = z.object({ message: z.string(), cod_ficha: z.int() })
  .meta({ id: "GrupoCreado" });

export type Grupo = z.infer<typeof Grupo>;
export type NuevoGrupo = z.infer<typeof NuevoGrupo>;
export type CambiosGrupo = z.infer<typeof CambiosGrupo>;
export type Filtros = z.infer<typeof Filtros>;
export type FiltroGrupos = z.infer<typeof FiltroGrupos>;
export type BusquedaRapida = z.infer<typeof BusquedaRapida>;
