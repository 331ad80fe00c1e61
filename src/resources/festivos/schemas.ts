import * as z from "zod";
import { date, id, idInUrl, line, Paginacion, yearInUrl } from "@/http/schemas.ts";

export const DiaNoLaborable = z.object({
  fecha: z.string(),
  nombre: z.string().describe("El nombre del festivo, o el motivo del cierre"),
  origen: z.enum(["ley", "centro"]),
}).meta({
  id: "DiaNoLaborable",
  example: { fecha: "2026-07-13", nombre: "Virgen de Chiquinquirá", origen: "ley" },
});

/** Years that one window may span. */
const MAX_YEARS = 3;

export const VentanaFestivos = z.object({
  anio: yearInUrl.optional().describe("Si falta, el año en curso"),
  desde: date.optional().describe("Si falta, el primer día del año"),
  hasta: date.optional().describe("Si falta, el último día del año"),
  cod_centro: idInUrl.optional().describe("Si falta, el centro de quien llama"),
}).superRefine(({ anio, ...given }, ctx) => {
  // A year stands for the end that is missing.
  const desde = given.desde ?? (anio && `${anio}-01-01`);
  const hasta = given.hasta ?? (anio && `${anio}-12-31`);
  if (!desde || !hasta) return;
  const refuse = (message: string) => ctx.addIssue({ code: "custom", path: ["hasta"], message });
  if (hasta < desde) refuse("Debe ser igual o posterior a desde");
  const end = `${Number(desde.slice(0, 4)) + MAX_YEARS}${desde.slice(4)}`;
  if (hasta >= end) {
    refuse(`De desde a hasta caben ${MAX_YEARS} años`);
  }
});

export const Cierre = z.object({
  id_cierre: z.int(),
  cod_centro: z.int(),
  fecha: z.string(),
  motivo: z.string(),
}).meta({
  id: "CierreCentro",
  example: { id_cierre: 4, cod_centro: 9121, fecha: "2026-12-24", motivo: "Receso de fin de año" },
});

export const NuevoCierre = z.object({
  fecha: date,
  motivo: line(3, 200),
  cod_centro: id.optional().describe("Si falta, el centro de quien llama"),
}).meta({
  id: "NuevoCierreCentro",
  example: { fecha: "2026-12-24", motivo: "Receso de fin de año" },
});

export const FiltroCierres = Paginacion.extend({
  cod_centro: idInUrl.optional(),
  desde: date.optional(),
  hasta: date.optional(),
});

export const CierreCreado = z.object({ message: z.string(), id_cierre: z.int() })
  .meta({ id: "CierreCentroCreado" });

export type DiaNoLaborable = z.infer<typeof DiaNoLaborable>;
export type VentanaFestivos = z.infer<typeof VentanaFestivos>;
export type NuevoCierre = z.infer<typeof NuevoCierre>;
export type FiltroCierres = z.infer<typeof FiltroCierres>;
