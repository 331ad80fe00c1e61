import * as z from "zod";
import { code, codeOrNull, countOrNull, dateOrNull, fichaCode, neededText, text } from "./cells.ts";
import type { Report } from "./report.ts";

const FilaPe04 = z.object({
  cod_regional: codeOrNull,
  nombre_regional: text(80),
  cod_centro: code,
  nombre_centro: text(80),
  cod_ficha: fichaCode,
  estado_grupo: text(50),
  nombre_nivel: text(50),
  jornada: text(30),
  fecha_inicio: dateOrNull,
  fecha_fin: dateOrNull,
  etapa: text(50),
  modalidad: text(50),
  responsable: text(100),
  nombre_empresa: text(150),
  cod_programa: code,
  la_version: code,
  nombre_programa: neededText(255),
  nombre_municipio: text(80),
  nombre_programa_especial: text(150),
  num_aprendices_masculinos: countOrNull,
  num_aprendices_femenino: countOrNull,
  num_aprendices_no_binario: countOrNull,
  num_total_aprendices: countOrNull,
  num_total_aprendices_activos: countOrNull,
}).refine(
  ({ fecha_inicio, fecha_fin }) => !fecha_inicio || !fecha_fin || fecha_inicio <= fecha_fin,
  {
    path: ["fecha_fin"],
    message: "Es anterior a la fecha de inicio",
  },
);
type FilaPe04 = z.infer<typeof FilaPe04>;

/** PE-04: programmes, fichas and their counts of learners. */
export const PE04: Report<typeof FilaPe04> = {
  name: "PE-04",
  schema: FilaPe04,
  headers: {
    cod_regional: "CODIGO_REGIONAL",
    nombre_regional: "NOMBRE_REGIONAL",
    cod_centro: "CODIGO_CENTRO",
    nombre_centro: "NOMBRE_CENTRO",
    cod_ficha: "IDENTIFICADOR_FICHA",
    estado_grupo: "ESTADO_CURSO",
    nombre_nivel: "NIVEL_FORMACION",
    jornada: "NOMBRE_JORNADA",
    fecha_inicio: "FECHA_INICIO_FICHA",
    fecha_fin: "FECHA_TERMINACION_FICHA",
    etapa: "ETAPA_FICHA",
    modalidad: "MODALIDAD_FORMACION",
    responsable: "NOMBRE_RESPONSABLE",
    nombre_empresa: "NOMBRE_EMPRESA",
    cod_programa: "CODIGO_PROGRAMA",
    la_version: "VERSION_PROGRAMA",
    nombre_programa: "NOMBRE_PROGRAMA_FORMACION",
    nombre_municipio: "NOMBRE_MUNICIPIO_CURSO",
    nombre_programa_especial: "NOMBRE_PROGRAMA_ESPECIAL",
    num_aprendices_masculinos: "TOTAL_APRENDICES_MASCULINOS",
    num_aprendices_femenino: "TOTAL_APRENDICES_FEMENINOS",
    num_aprendices_no_binario: "TOTAL_APRENDICES_NOBINARIO",
    num_total_aprendices: "TOTAL_APRENDICES",
    num_total_aprendices_activos: "TOTAL_APRENDICES_ACTIVOS",
  },
  needed: ["cod_ficha", "cod_centro", "cod_programa", "la_version", "nombre_programa"],
  marks: [["estado_grupo"], ["fecha_inicio", "fecha_fin"], [
    "num_total_aprendices",
    "num_total_aprendices_activos",
  ]],
};

export type RegistroPe04 = ReturnType<typeof toRegistroPe04>;

/** A row in the tables it belongs to; null is an empty cell, or a column the file does not have. */
export function toRegistroPe04(fila: number, row: FilaPe04) {
  const { cod_regional, nombre_regional, cod_centro, nombre_centro, cod_ficha } = row;
  const { cod_programa, la_version, nombre_programa } = row;
  return {
    fila,
    regional: { cod_regional, nombre: nombre_regional },
    centro: { cod_centro, nombre_centro, cod_regional },
    programa: { cod_programa, la_version, nombre: nombre_programa },
    grupo: {
      cod_ficha,
      cod_centro,
      cod_programa,
      la_version,
      estado_grupo: row.estado_grupo,
      nombre_nivel: row.nombre_nivel,
      jornada: row.jornada,
      fecha_inicio: row.fecha_inicio,
      fecha_fin: row.fecha_fin,
      etapa: row.etapa,
      modalidad: row.modalidad,
      responsable: row.responsable,
      nombre_empresa: row.nombre_empresa,
      nombre_municipio: row.nombre_municipio,
      nombre_programa_especial: row.nombre_programa_especial,
    },
    datos: {
      cod_ficha,
      num_aprendices_masculinos: row.num_aprendices_masculinos,
      num_aprendices_femenino: row.num_aprendices_femenino,
      num_aprendices_no_binario: row.num_aprendices_no_binario,
      num_total_aprendices: row.num_total_aprendices,
      num_total_aprendices_activos: row.num_total_aprendices_activos,
    },
  };
}
