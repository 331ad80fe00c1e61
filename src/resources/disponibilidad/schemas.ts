import * as z from "zod";
import { date, idInUrl, time } from "@/http/schemas.ts";
import { Conflicto } from "@/http/text/problem.ts";

/** Dates of one question. */
const MAX_DATES = 31;
/** From the first to the last of them. */
const MAX_DAYS = 100;

const fechas = z.string().max(MAX_DATES * 11)
  .transform((text) => text.split(",").map((part) => part.trim()))
  .pipe(z.array(date).min(1).max(MAX_DATES))
  .transform((dates) => [...new Set(dates)].sort())
  .meta({ type: "string", maxLength: MAX_DATES * 11, example: "2026-07-14,2026-07-16" });

export const PreguntaDisponibilidad = z.object({
  de: z.enum(["instructores", "ambientes"]),
  fechas: fechas.describe("Una o varias, separadas por comas"),
  hora_inicio: time,
  hora_fin: time,
  cod_ficha: idInUrl.optional().describe("Para quién: ordena por asignación y por aprendices"),
  cod_centro: idInUrl.optional().describe("Si faltan este y la ficha, el de quien llama"),
}).superRefine(({ fechas: [first], fechas: all }, ctx) => {
  const last = all.at(-1);
  if (!first || !last || Temporal.PlainDate.from(first).until(last).days < MAX_DAYS) return;
  const message = `De la primera a la última fecha caben ${MAX_DAYS} días`;
  ctx.addIssue({ code: "custom", path: ["fechas"], message });
});

const Candidato = z.object({
  id: z.int().describe("De instructor o de ambiente, según lo que se preguntó"),
  nombre: z.string(),
  asignado: z.boolean().describe("El instructor lo está a la ficha, o es el ambiente de ella"),
  horas_restantes: z.number().nullable()
    .describe("Las que le deja su contrato, en la semana más cargada; null sin límite"),
  alcanzan_horas: z.boolean().nullable().describe("Si le quedan para lo que se pregunta"),
  cupo: z.int().nullable().describe("Aprendices que caben en el ambiente"),
  cabe: z.boolean().nullable().describe("Si caben los aprendices activos de la ficha"),
});

const Ocupado = Candidato.extend({ motivos: z.array(Conflicto) });

export const Disponibilidad = z.object({
  avisos: z.array(Conflicto).describe("De los días y de la ficha, que valen para todos"),
  libres: z.array(Candidato).describe("El que más conviene, primero"),
  ocupados: z.array(Ocupado).describe("Los que no pueden, y con qué se cruzan"),
}).meta({
  id: "Disponibilidad",
  example: {
    avisos: [],
    libres: [{
      id: 3,
      nombre: "Ana Ruiz",
      asignado: true,
      horas_restantes: 12,
      alcanzan_horas: true,
      cupo: null,
      cabe: null,
    }],
    ocupados: [],
  },
});

export type PreguntaDisponibilidad = z.infer<typeof PreguntaDisponibilidad>;
export type Candidato = z.infer<typeof Candidato>;
export type Disponibilidad = z.infer<typeof Disponibilidad>;
