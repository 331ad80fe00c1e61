import * as z from "zod";
import { date, idInUrl, integerInUrl, time } from "@/http/schemas.ts";

const MAX_DAYS = 62;

export const PreguntaHuecos = z.object({
  desde: date,
  hasta: date,
  cod_ficha: idInUrl.optional(),
  id_instructor: idInUrl.optional(),
  id_ambiente: idInUrl.optional().describe("Si falta, el de la ficha"),
  hora_inicio: time.default("06:00:00").describe("Desde qué hora de cada día se busca"),
  hora_fin: time.default("22:00:00"),
  minutos: integerInUrl(30, 960).default(60).describe("Los huecos más cortos no salen")
    .meta({ type: "integer", minimum: 30, maximum: 960, default: 60 }),
}).superRefine(({ desde, hasta, cod_ficha, id_instructor, id_ambiente }, ctx) => {
  const refuse = (campo: string, message: string) =>
    ctx.addIssue({ code: "custom", path: [campo], message });
  if (hasta < desde || Temporal.PlainDate.from(desde).until(hasta).days >= MAX_DAYS) {
    refuse("hasta", `Debe ser igual o posterior a desde, y abarcar como máximo ${MAX_DAYS} días`);
  }
  if (!cod_ficha && !id_instructor && !id_ambiente) {
    refuse("cod_ficha", "Diga de quién: una ficha, un instructor, un ambiente o varios de ellos");
  }
});

export const Hueco = z.object({
  fecha_programada: z.string(),
  hora_inicio: z.string(),
  hora_fin: z.string(),
}).meta({
  id: "Hueco",
  example: { fecha_programada: "2026-07-14", hora_inicio: "10:00:00", hora_fin: "13:00:00" },
});

export type PreguntaHuecos = z.infer<typeof PreguntaHuecos>;
