import * as z from "zod";
import { date, idInUrl, Paginacion } from "@/http/schemas.ts";
import { Conflicto } from "@/http/text/problem.ts";
import { Programacion } from "@/resources/programacion/schemas.ts";

const MAX_DAYS = 100;

export const FiltroAfectadas = Paginacion.extend({
  desde: date.optional().describe("Si falta, hoy"),
  hasta: date.optional().describe(`Si falta, ${MAX_DAYS - 1} días después`),
  cod_centro: idInUrl.optional().describe("Si falta, el de quien llama"),
}).refine(
  ({ desde, hasta }) =>
    !desde || !hasta ||
    (desde <= hasta && Temporal.PlainDate.from(desde).until(hasta).days < MAX_DAYS),
  {
    path: ["hasta"],
    message: `Debe ser igual o posterior a desde, y abarcar como máximo ${MAX_DAYS} días`,
  },
);

export const Afectada = Programacion.extend({ motivos: z.array(Conflicto) })
  .meta({ id: "ProgramacionAfectada", example: undefined });

export type FiltroAfectadas = z.infer<typeof FiltroAfectadas>;
