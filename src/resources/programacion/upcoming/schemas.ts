import * as z from "zod";
import { Conflicto } from "@/http/text/problem.ts";
import { Afectadas } from "@/resources/programacion/schemas.ts";

export { Afectadas };

/** What the answer to a simulated act says instead of what was done. */
export const SIMULATED = "Simulado: no se cambió nada";

/** The answer to an act that may hit sessions: with them where it did what could. */
export function withHits<T extends z.ZodRawShape>(answer: z.ZodObject<T>, id: string) {
  return answer.extend({ afectadas: Afectadas.optional() }).meta({ id });
}

/** What an act leaves valid, and yet is worth knowing of sessions to come. */
export const Avisos = z.array(Conflicto)
  .describe("Lo que conviene saber de sesiones por venir, que siguen siendo válidas; si no, falta");
