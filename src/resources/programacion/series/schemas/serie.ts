import * as z from "zod";
import { dateTime } from "@/http/schemas.ts";
import { Programacion } from "@/resources/programacion/schemas.ts";

const Plan = z.object({
  temas: z.array(z.object({
    cod_competencia: z.int(),
    cod_resultado: z.int(),
    horas: z.number().nullable().optional(),
  })),
  patrones: z.array(z.object({
    dias: z.array(z.int()),
    hora_inicio: z.string(),
    hora_fin: z.string(),
  })),
  desde: z.string(),
  hasta: z.string().optional(),
  horas_objetivo: z.number().optional(),
  festivos: z.enum(["saltar", "reponer"]).optional(),
}).describe("Como se pidió; los cambios de después están en las sesiones");

const Sesion = Programacion.pick({
  id_programacion: true,
  fecha_programada: true,
  hora_inicio: true,
  hora_fin: true,
  horas_programadas: true,
  id_instructor: true,
  nombre_instructor: true,
  id_ambiente: true,
  nombre_ambiente: true,
  cod_competencia: true,
  cod_resultado: true,
  estado: true,
  version: true,
});

const Lote = z.object({
  id_lote: z.int(),
  accion: z.enum(["crear", "cambiar"]),
  creado_por: z.int().nullable(),
  creado_en: dateTime,
  deshecho_en: dateTime.nullable(),
});

export const Serie = z.object({
  id_serie: z.int(),
  cod_ficha: z.int(),
  cod_centro: z.int(),
  creada_por: z.int().nullable(),
  creada_en: dateTime,
  plan: Plan,
  resumen: z.object({
    programadas: z.int(),
    canceladas: z.int(),
    horas_programadas: z.number().describe("Sin las canceladas"),
    desde: z.string().nullable().describe("La primera sesión, cancelada o no"),
    hasta: z.string().nullable().describe("La última"),
  }),
  sesiones: z.array(Sesion).describe("Las que quien llama puede ver, por fecha y hora"),
  lotes: z.array(Lote).describe("Lo que se le ha hecho a la serie, lo último primero"),
}).meta({
  id: "Serie",
  example: {
    id_serie: 4,
    cod_ficha: 2847248,
    cod_centro: 9121,
    creada_por: 2,
    creada_en: "2026-07-06T08:00:00",
    plan: {
      temas: [{ cod_competencia: 36180, cod_resultado: 593147 }],
      patrones: [{ dias: [2, 4], hora_inicio: "07:00:00", hora_fin: "10:00:00" }],
      desde: "2026-07-14",
      horas_objetivo: 3,
    },
    resumen: {
      programadas: 1,
      canceladas: 0,
      horas_programadas: 3,
      desde: "2026-07-14",
      hasta: "2026-07-14",
    },
    sesiones: [{
      id_programacion: 120,
      fecha_programada: "2026-07-14",
      hora_inicio: "07:00:00",
      hora_fin: "10:00:00",
      horas_programadas: 3,
      id_instructor: 3,
      nombre_instructor: "Inés Mejía",
      id_ambiente: 5,
      nombre_ambiente: "AULA 101",
      cod_competencia: 36180,
      cod_resultado: 593147,
      estado: "programada",
      version: 1,
    }],
    lotes: [{
      id_lote: 9,
      accion: "crear",
      creado_por: 2,
      creado_en: "2026-07-06T08:00:00",
      deshecho_en: null,
    }],
  },
});

export type Serie = z.infer<typeof Serie>;
