import * as z from "zod";

const Horas = z.object({
  horas_programadas: z.number().describe("Todas, sin las canceladas"),
  horas_dictadas: z.number().describe("Las que ya pasaron"),
  sin_programar: z.boolean().describe("No tiene ninguna todavía"),
});

const Juicios = z.object({
  aprobados: z.int(),
  no_aprobados: z.int(),
  por_evaluar: z.int(),
});

const retirados = z.int().describe("De aprendices que ya no están; en juicios no se cuentan");

const AvanceResultado = Horas.extend({
  cod_resultado: z.int(),
  nombre: z.string(),
  juicios: Juicios.nullable()
    .describe("De los aprendices que siguen; null si ningún reporte de juicios lo trae"),
  juicios_de_retirados: retirados,
});

const AvanceCompetencia = Horas.extend({
  cod_competencia: z.int(),
  nombre: z.string(),
  horas: z.int().nullable().describe("Su presupuesto; null si nadie lo ha dicho"),
  horas_por_programar: z.number().nullable().describe("Lo que falta del presupuesto"),
  juicios: Juicios.nullable().describe("La suma de sus resultados; null si ninguno tiene"),
  juicios_de_retirados: retirados,
  resultados: z.array(AvanceResultado),
});

export const AvanceGrupo = z.object({
  cod_ficha: z.int(),
  fecha_fin: z.string().nullable(),
  horas: z.number().describe("El presupuesto de todas las competencias"),
  horas_programadas: z.number(),
  horas_dictadas: z.number(),
  horas_por_programar: z.number().describe("De competencia en competencia: una no paga por otra"),
  horas_fuera_de_programa: z.number().describe("Programadas de competencias de otro programa"),
  competencias_sin_horas: z.int().describe("Las que no tienen presupuesto, y no cuentan"),
  dias_disponibles: z.int().nullable().describe("Los de su jornada, de hoy a fecha_fin"),
  horas_que_caben: z.number().nullable().describe("En esos días, junto a lo programado"),
  cabe: z.boolean().nullable().describe("null si la ficha no tiene fecha de fin"),
  mensaje: z.string(),
  juicios_al: z.string().nullable()
    .describe("La fecha del último reporte de juicios evaluativos que se importó"),
  competencias: z.array(AvanceCompetencia),
}).meta({
  id: "AvanceGrupo",
  example: {
    cod_ficha: 2847248,
    fecha_fin: "2026-08-05",
    horas: 480,
    horas_programadas: 268,
    horas_dictadas: 120,
    horas_por_programar: 212,
    horas_fuera_de_programa: 0,
    competencias_sin_horas: 0,
    dias_disponibles: 21,
    horas_que_caben: 168,
    cabe: false,
    mensaje:
      "Faltan 212 h, caben 168 h; amplíe el horario, use otros días o mueva la fecha de fin.",
    juicios_al: "2026-07-06",
    competencias: [{
      cod_competencia: 36180,
      nombre: "CONSTRUIR EL SISTEMA",
      horas: 480,
      horas_programadas: 268,
      horas_dictadas: 120,
      horas_por_programar: 212,
      sin_programar: false,
      juicios: { aprobados: 21, no_aprobados: 2, por_evaluar: 5 },
      juicios_de_retirados: 3,
      resultados: [{
        cod_resultado: 593147,
        nombre: "01 PROGRAMAR",
        horas_programadas: 268,
        horas_dictadas: 120,
        sin_programar: false,
        juicios: { aprobados: 21, no_aprobados: 2, por_evaluar: 5 },
        juicios_de_retirados: 3,
      }],
    }],
  },
});

export type AvanceGrupo = z.infer<typeof AvanceGrupo>;
export type Juicios = z.infer<typeof Juicios>;
