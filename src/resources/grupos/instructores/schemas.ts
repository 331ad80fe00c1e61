import * as z from "zod";
import { id, idInUrl } from "@/http/schemas.ts";

const EXAMPLE = { cod_ficha: 2847248, id_instructor: 3 };

export const Asignacion = z.object({ cod_ficha: id, id_instructor: id })
  .meta({ id: "Asignacion", example: EXAMPLE });

/** As it goes out, without the limits of what comes in. */
export const AsignacionHecha = z.object({ cod_ficha: z.int(), id_instructor: z.int() })
  .meta({ id: "AsignacionHecha", example: EXAMPLE });

export const NuevoInstructor = Asignacion.pick({ id_instructor: true })
  .meta({ id: "NuevoInstructor", example: { id_instructor: 3 } });

export const AsignacionEnUrl = z.object({ cod_ficha: idInUrl, id_instructor: idInUrl });

export const InstructorDeGrupo = z.object({
  cod_ficha: z.int(),
  id_instructor: z.int(),
  nombre_completo: z.string(),
  correo: z.string(),
  identificacion: z.string().describe("Vacía para un instructor que no es él mismo"),
  telefono: z.string().describe("Vacío para un instructor que no es él mismo"),
  tipo_contrato: z.string(),
  nombre_rol: z.string(),
}).meta({
  id: "InstructorDeGrupo",
  example: {
    ...EXAMPLE,
    nombre_completo: "Ana Ruiz",
    correo: "ana.ruiz@sena.edu.co",
    identificacion: "1088000111",
    telefono: "3001112233",
    tipo_contrato: "CONTRATISTA",
    nombre_rol: "instructor",
  },
});

// The older clients break on a null state or stage.
const neverNull = z.string().nullable().transform((text) => text ?? "").pipe(z.string());

export const GrupoDeInstructor = z.object({
  cod_ficha: z.int(),
  id_instructor: z.int(),
  estado_grupo: neverNull,
  jornada: z.string().nullable(),
  fecha_inicio: z.string().nullable(),
  fecha_fin: z.string().nullable(),
  etapa: neverNull,
  nombre_programa: z.string(),
  nombre_centro: z.string(),
  cod_centro: z.int(),
  cod_programa: z.int(),
  la_version: z.int(),
  nombre_nivel: z.string().nullable(),
  modalidad: z.string().nullable(),
  responsable: z.string().nullable(),
  nombre_municipio: z.string().nullable(),
  hora_inicio: z.string().nullable(),
  hora_fin: z.string().nullable(),
  id_ambiente: z.int().nullable(),
  nombre_ambiente: z.string().nullable(),
}).meta({ id: "GrupoDeInstructor" });

export type Asignacion = z.infer<typeof AsignacionHecha>;
