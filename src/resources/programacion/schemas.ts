import * as z from "zod";
import { date, id, line, time } from "@/http/schemas.ts";
import { Conflicto } from "@/http/text/problem.ts";
import { Permisos } from "./rules/permisos.ts";

const SESSION = {
  id_instructor: 3,
  cod_ficha: 2847248,
  fecha_programada: "2026-07-14",
  hora_inicio: "07:00:00",
  hora_fin: "08:30:00",
  cod_competencia: 36180,
  cod_resultado: 593147,
};

const AVISO = {
  tipo: "capacidad",
  mensaje: "En AULA 101 caben 30 aprendices y la ficha 2847248 tiene 32 activos; elija un " +
    "ambiente más grande.",
  con: null,
};

export const Programacion = z.object({
  id_instructor: z.int(),
  cod_ficha: z.int(),
  fecha_programada: z.string(),
  horas_programadas: z.number().describe("Según las horas de inicio y fin; puede llevar fracción"),
  hora_inicio: z.string(),
  hora_fin: z.string(),
  cod_competencia: z.int(),
  cod_resultado: z.int(),
  id_programacion: z.int(),
  id_user: z.int().nullable().describe("Quién la creó"),
  nombre_instructor: z.string(),
  nombre_competencia: z.string(),
  nombre_resultado: z.string(),
  id_ambiente: z.int().nullable().describe("Donde se dicta; ninguno si es virtual"),
  nombre_ambiente: z.string().nullable(),
  cod_centro: z.int(),
  id_serie: z.int().nullable(),
  estado: z.enum(["programada", "cancelada"]),
  motivo: z.string().nullable().describe("Por qué se canceló"),
  version: z.int().describe("Cuenta los cambios"),
}).meta({
  id: "Programacion",
  example: {
    ...SESSION,
    horas_programadas: 1.5,
    id_programacion: 12,
    id_user: 2,
    nombre_instructor: "Inés Mejía",
    nombre_competencia: "CONSTRUIR EL SISTEMA",
    nombre_resultado: "01 PROGRAMAR",
    id_ambiente: 5,
    nombre_ambiente: "AULA 101",
    cod_centro: 9121,
    id_serie: null,
    estado: "programada",
    motivo: null,
    version: 1,
  },
});

const Avisos = z.array(Conflicto)
  .describe("Lo que conviene saber y no impide: aforo, horas, presupuesto, lo que se forzó");

export const ProgramacionCreada = Programacion.extend({ avisos: Avisos })
  .meta({ id: "ProgramacionCreada" });

/** The words of the older server. */
export const UPDATED = "Programación actualizada correctamente";

/** What a change answers. */
export const ProgramacionCambiada = z.object({ message: z.string(), avisos: Avisos }).meta({
  id: "ProgramacionCambiada",
  example: { message: UPDATED, avisos: [AVISO] },
});

export const Simulacion = z.object({
  valida: z.boolean().describe("Si se podría guardar así"),
  horas_programadas: z.number(),
  id_ambiente: z.int().nullable().describe("El ambiente que ocuparía"),
  conflictos: z.array(Conflicto),
  avisos: Avisos,
}).meta({
  id: "Simulacion",
  example: {
    valida: true,
    horas_programadas: 1.5,
    id_ambiente: 5,
    conflictos: [],
    avisos: [AVISO],
  },
});

export const DatosSesion = z.object({
  id_instructor: id,
  cod_ficha: id,
  fecha_programada: date,
  hora_inicio: time,
  hora_fin: time,
  cod_competencia: id,
  cod_resultado: id,
  id_ambiente: id.nullable().optional().describe("Si falta, el de la ficha"),
});

export const NuevaProgramacion = DatosSesion.extend(Permisos.shape)
  .meta({ id: "NuevaProgramacion", example: SESSION });

export const CambiosProgramacion = DatosSesion.partial().extend(Permisos.shape).meta({
  id: "CambiosProgramacion",
  example: { fecha_programada: "2026-07-15", hora_inicio: "08:00", hora_fin: "10:00" },
});

export const Cancelacion = z.object({ motivo: line(3, 200) })
  .meta({ id: "Cancelacion", example: { motivo: "El instructor está incapacitado" } });

export const Reactivacion = Permisos.meta({
  id: "Reactivacion",
  example: { forzar: { motivo: "Comparten el taller esta semana" } },
});

export const ValidacionCruce = DatosSesion.pick({
  id_instructor: true,
  fecha_programada: true,
  hora_inicio: true,
  hora_fin: true,
}).extend({
  id_programacion_actual: id.nullable().optional().describe("La que se está cambiando"),
}).meta({
  id: "ValidacionCruce",
  example: {
    id_instructor: 3,
    fecha_programada: "2026-07-14",
    hora_inicio: "07:00",
    hora_fin: "08:30",
    id_programacion_actual: 12,
  },
});

export const Cruce = z.object({ conflicto: z.boolean(), mensaje: z.string() }).meta({
  id: "Cruce",
  example: { conflicto: false, mensaje: "No hay conflictos de horario" },
});

export type Programacion = z.infer<typeof Programacion>;
export type NuevaProgramacion = z.infer<typeof NuevaProgramacion>;
export type CambiosProgramacion = z.infer<typeof CambiosProgramacion>;
export type ProgramacionCreada = z.infer<typeof ProgramacionCreada>;
export type Simulacion = z.infer<typeof Simulacion>;
export type ValidacionCruce = z.infer<typeof ValidacionCruce>;
