import * as z from "zod";
import { booleanInUrl } from "@/http/schemas.ts";
import { Conflicto } from "@/http/text/problem.ts";

export const Modo = z.object({
  simular: booleanInUrl.optional().describe("Con true dice qué pasaría y no escribe nada"),
});

const Primera = z.object({
  id_programacion: z.int(),
  cod_ficha: z.int(),
  fecha_programada: z.string(),
  hora_inicio: z.string(),
  hora_fin: z.string(),
  nombre_instructor: z.string(),
});

/** What an act leaves without its instructor, its ambiente or its day. */
export const Afectadas = z.object({
  total: z.int().describe("Sesiones por venir que quedan así"),
  primeras: z.array(Primera).describe("Las primeras cinco, por fecha"),
}).meta({
  id: "Afectadas",
  description: "Sesiones por venir que el cambio deja sin sustento; no se tocan: véalas en " +
    "/programacion/afectadas",
});

export type Afectadas = z.infer<typeof Afectadas>;

/** What the answer to a simulated act says instead of what was done. */
export const SIMULATED = "Simulado: no se cambió nada";

/** The answer to an act that may hit sessions: with them where it did what could. */
export function withAffected<T extends z.ZodRawShape>(answer: z.ZodObject<T>, id: string) {
  return answer.extend({ afectadas: Afectadas.optional() }).meta({ id });
}

/** What an act leaves valid, and yet is worth knowing of sessions to come. */
export const Avisos = z.array(Conflicto)
  .describe("Lo que conviene saber de sesiones por venir, que siguen siendo válidas; si no, falta");
