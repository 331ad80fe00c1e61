import * as z from "zod";

/** A session of a series as a batch keeps it. */
export const SeriesSession = z.object({
  id_programacion: z.int(),
  id_serie: z.int(),
  id_instructor: z.int(),
  cod_ficha: z.int(),
  id_ambiente: z.int().nullable(),
  fecha_programada: z.string(),
  hora_inicio: z.string(),
  hora_fin: z.string(),
  cod_competencia: z.int(),
  cod_resultado: z.int(),
  estado: z.enum(["programada", "cancelada"]),
  motivo: z.string().nullable(),
  version: z.int(),
});
export type SeriesSession = z.infer<typeof SeriesSession>;
