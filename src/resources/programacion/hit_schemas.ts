import * as z from "zod";

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

/** The answer to an act that may hit sessions: with them where it did what could. */
export function withHits<T extends z.ZodRawShape>(answer: z.ZodObject<T>, id: string) {
  return answer.extend({ afectadas: Afectadas.optional() }).meta({ id });
}

export type Afectadas = z.infer<typeof Afectadas>;
