import * as z from "zod";
import { code, countOrNull, fichaCode } from "./cells.ts";
import type { Report } from "./report.ts";

const FilaDf14 = z.object({
  cod_centro: code,
  cod_programa: code,
  la_version: code,
  horas_lectivas: countOrNull,
  horas_productivas: countOrNull,
  cod_ficha: fichaCode,
  cupo_total: countOrNull,
  en_transito: countOrNull,
  induccion: countOrNull,
  formacion: countOrNull,
  condicionado: countOrNull,
  aplazado: countOrNull,
  retiro_voluntario: countOrNull,
  cancelamiento_vit_comp: countOrNull,
  desercion_vit_comp: countOrNull,
  cancelado: countOrNull,
  por_certificar: countOrNull,
  certificados: countOrNull,
  traslados: countOrNull,
  otro: countOrNull,
});
type FilaDf14 = z.infer<typeof FilaDf14>;

/** DF-14A: durations of programmes, places and states of learners. */
export const DF14: Report<typeof FilaDf14> = {
  name: "DF-14A",
  schema: FilaDf14,
  headers: {
    cod_centro: "CODIGO_CENTRO",
    cod_programa: "CODIGO_PROGRAMA",
    la_version: "VERSION_PROGRAMA",
    horas_lectivas: "DURACION_ETAPA_LECTIVA",
    horas_productivas: "DURACION_ETAPA_PRODUCTIVA",
    cod_ficha: "FICHA",
    cupo_total: "CUPO",
    en_transito: "EN_TRANSITO",
    induccion: "INDUCCION",
    formacion: "FORMACION",
    condicionado: "CONDICIONADO",
    aplazado: "APLAZADO",
    retiro_voluntario: "RETIRO_VOLUNTARIO",
    cancelamiento_vit_comp: "CANCELAMIENTO_VIRT_COMP",
    desercion_vit_comp: "DESERCION_VIRT_COMP",
    cancelado: "CANCELADO",
    por_certificar: "POR_CERTIFICAR",
    certificados: "CERTIFICADO",
    traslados: "TRASLADADO",
    otro: "OTRO",
  },
  needed: ["cod_ficha", "cod_centro", "cod_programa", "la_version", "horas_lectivas", "cupo_total"],
  marks: [["formacion", "cancelado", "por_certificar", "certificados"]],
};

export type RegistroDf14 = ReturnType<typeof toRegistroDf14>;

/** A row in the tables it belongs to; null is an empty cell, or a column the file does not have. */
export function toRegistroDf14(fila: number, row: FilaDf14) {
  const { cod_centro, cod_programa, la_version, horas_lectivas, horas_productivas, ...datos } = row;
  return {
    fila,
    cod_centro,
    programa: { cod_programa, la_version, horas_lectivas, horas_productivas },
    datos,
  };
}
