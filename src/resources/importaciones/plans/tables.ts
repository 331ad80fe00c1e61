import type { BulkTable } from "@/db/bulk.ts";
import { CENTRO } from "@/resources/centros/bulk.ts";
import { COMPETENCIA } from "@/resources/competencias/bulk.ts";
import { APRENDICES, CONTEO, ESTADOS, GRUPO } from "@/resources/grupos/bulk.ts";
import { HORAS_PROGRAMA, NOMBRE_PROGRAMA, VINCULO } from "@/resources/programas/bulk.ts";
import { REGIONAL } from "@/resources/regionales/bulk.ts";
import { RESULTADO } from "@/resources/resultados/bulk.ts";

/** What imports write, by the name that previews show; parents come before what names them. */
export const TABLAS = {
  regional: REGIONAL,
  centro: CENTRO,
  programa: NOMBRE_PROGRAMA,
  horas_programa: HORAS_PROGRAMA,
  competencia: COMPETENCIA,
  resultado: RESULTADO,
  vinculo: VINCULO,
  grupo: GRUPO,
  aprendices: APRENDICES,
  estados: ESTADOS,
  juicios: CONTEO,
} satisfies Record<string, BulkTable>;

export type Tabla = keyof typeof TABLAS;

export const NOMBRES = Object.keys(TABLAS) as [Tabla, ...Tabla[]];
