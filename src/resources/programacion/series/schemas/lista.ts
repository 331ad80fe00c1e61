import * as z from "zod";
import { dateTime, id, idInUrl, pageOf, Paginacion } from "@/http/schemas.ts";

const Alcance = z.object({
  cod_centro: idInUrl.optional(),
  cod_ficha: idInUrl.optional(),
});

export const FiltroSeries = Paginacion.extend(Alcance.shape).extend({
  id_instructor: idInUrl.optional().describe("Que dicta alguna de sus sesiones"),
});
export type FiltroSeries = z.infer<typeof FiltroSeries>;

export const FiltroLotes = Paginacion.extend(Alcance.shape).extend({
  id_serie: idInUrl.optional(),
});
export type FiltroLotes = z.infer<typeof FiltroLotes>;

export const SerieEnLista = z.object({
  id_serie: id,
  cod_ficha: id,
  cod_centro: id,
  creada_por: id.nullable(),
  creada_en: dateTime,
  programadas: z.int().describe("Sus sesiones que siguen en pie"),
  desde: z.string().nullable().describe("La primera sesión, cancelada o no"),
  hasta: z.string().nullable().describe("La última"),
}).meta({
  id: "SerieEnLista",
  example: {
    id_serie: 4,
    cod_ficha: 2847248,
    cod_centro: 9121,
    creada_por: 2,
    creada_en: "2026-07-06T08:00:00",
    programadas: 12,
    desde: "2026-07-14",
    hasta: "2026-09-29",
  },
});

export const LoteEnLista = z.object({
  id_lote: id,
  id_serie: id,
  cod_ficha: id,
  cod_centro: id,
  accion: z.enum(["crear", "cambiar"]),
  creado_por: id.nullable(),
  creado_en: dateTime,
  sesiones: z.int().describe("Cuántas creó o cambió"),
  deshecho_en: dateTime.nullable().describe("null mientras se puede deshacer"),
}).meta({
  id: "LoteEnLista",
  example: {
    id_lote: 9,
    id_serie: 4,
    cod_ficha: 2847248,
    cod_centro: 9121,
    accion: "crear",
    creado_por: 2,
    creado_en: "2026-07-06T08:00:00",
    sesiones: 12,
    deshecho_en: null,
  },
});

export const PaginaSeries = pageOf(SerieEnLista).meta({ id: "PaginaSeries" });
export const PaginaLotes = pageOf(LoteEnLista).meta({ id: "PaginaLotes" });
