import { utils, write } from "@e965/xlsx";
import { Buffer } from "node:buffer";
import type { RegistroDf14 } from "@/resources/importaciones/reports/df14.ts";
import type { RegistroPe04 } from "@/resources/importaciones/reports/pe04.ts";
import { readImport } from "@/resources/importaciones/reports/read_import.ts";
import type { Rechazada } from "@/resources/importaciones/reports/report.ts";
import type { Tipo } from "@/resources/importaciones/reports/tipos.ts";

/** What a test puts in a cell; a Date is a cell that the spreadsheet shows as a date. */
export type Given = string | number | boolean | Date | null;

export type BookType = "xlsx" | "biff8" | "xlml";

/** A workbook of one sheet. */
export function bookOf(rows: Given[][], bookType: BookType = "xlsx"): Buffer {
  const sheet = utils.aoa_to_sheet(rows, { UTC: true });
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, "Hoja1");
  return Buffer.from(write(book, { type: "buffer", bookType, bookSST: true, compression: true }));
}

/** Text with `;` between the fields, quoted where it has to be. */
export function textOf(rows: Given[][], encoding: "utf8" | "latin1" = "utf8"): Buffer {
  const quote = (cell: Given) => {
    const text = String(cell ?? "");
    return /[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return Buffer.from(rows.map((row) => row.map(quote).join(";")).join("\r\n"), encoding);
}

/** Reads a file here and now, without a worker. */
export function readHere(bytes: Uint8Array, tipo?: Tipo) {
  const pe04: RegistroPe04[] = [], df14: RegistroDf14[] = [], rechazadas: Rechazada[] = [];
  const resumen = readImport(Buffer.from(bytes), tipo, {
    pe04: (registro) => pe04.push(registro),
    df14: (registro) => df14.push(registro),
    rechazada: (rechazada) => rechazadas.push(rechazada),
  });
  return { resumen, pe04, df14, rechazadas };
}

const PE04_FICHA = {
  CODIGO_REGIONAL: 66,
  NOMBRE_REGIONAL: "REGIONAL RISARALDA",
  CODIGO_CENTRO: 9121,
  NOMBRE_CENTRO: "CENTRO ATENCIÓN SECTOR AGROPECUARIO",
  IDENTIFICADOR_FICHA: 2847248,
  IDENTIFICADOR_UNICO_FICHA: "66-2847248",
  ESTADO_CURSO: "En ejecucion",
  NIVEL_FORMACION: "TECNÓLOGO",
  NOMBRE_JORNADA: "MAÑANA",
  FECHA_INICIO_FICHA: "03/02/2025",
  FECHA_TERMINACION_FICHA: "02/11/2026",
  ETAPA_FICHA: "LECTIVA",
  MODALIDAD_FORMACION: "PRESENCIAL",
  NOMBRE_RESPONSABLE: "ANA RUIZ",
  NOMBRE_EMPRESA: "",
  CODIGO_PROGRAMA: 228106,
  VERSION_PROGRAMA: 1,
  NOMBRE_PROGRAMA_FORMACION: "ANÁLISIS Y DESARROLLO DE SOFTWARE",
  NOMBRE_MUNICIPIO_CURSO: "PEREIRA",
  NOMBRE_PROGRAMA_ESPECIAL: null,
  TOTAL_APRENDICES_MASCULINOS: 12,
  TOTAL_APRENDICES_FEMENINOS: 14,
  TOTAL_APRENDICES_NOBINARIO: 1,
  TOTAL_APRENDICES: 27,
  TOTAL_APRENDICES_ACTIVOS: 25,
  NOMBRE_NUEVO_SECTOR: "SERVICIOS",
};

const DF14_FICHA = {
  CODIGO_REGIONAL: 66,
  CODIGO_CENTRO: 9121,
  CODIGO_PROGRAMA: 228106,
  VERSION_PROGRAMA: 1,
  DURACION_ETAPA_LECTIVA: "3,120",
  DURACION_ETAPA_PRODUCTIVA: 864,
  FICHA: 2847248,
  CUPO: 30,
  EN_TRANSITO: 0,
  INDUCCION: 1,
  FORMACION: 25,
  CONDICIONADO: 2,
  APLAZADO: 3,
  RETIRO_VOLUNTARIO: 4,
  CANCELAMIENTO_VIRT_COMP: 5,
  DESERCION_VIRT_COMP: 6,
  CANCELADO: 7,
  POR_CERTIFICAR: 8,
  CERTIFICADO: 9,
  TRASLADADO: 10,
  OTRO: 11,
};

type Changes<T> = { [K in keyof T]?: Given };

/** The rows of a PE-04 as SOFIA Plus lays it out: headers in row 5, one row per ficha from there on. */
export function pe04Rows(...fichas: Changes<typeof PE04_FICHA>[]): Given[][] {
  const rows = fichas.map((ficha) => Object.values<Given>({ ...PE04_FICHA, ...ficha }));
  return [["PE-04"], [], ["Fecha de corte", "30/06/2026"], [], Object.keys(PE04_FICHA), ...rows];
}

export function df14Rows(...fichas: Changes<typeof DF14_FICHA>[]): Given[][] {
  const rows = fichas.map((ficha) => Object.values<Given>({ ...DF14_FICHA, ...ficha }));
  return [Object.keys(DF14_FICHA), ...rows];
}

const LEARNERS = [["CC", 1088000111, "ANA", "RUIZ"], ["TI", 1088000222, "IVÁN", "GIL"]];

type Juicio = [competencia: Given, resultado: Given, ...juicios: Given[]];

/** A file of judgements: labels in A, values in C, and under them each RA with one row per learner. */
export function juiciosRows(juicios: Juicio[], labels: Record<string, Given> = {}): Given[][] {
  const above = {
    "Fecha del Reporte:": "06/07/2026 08:15",
    "Ficha de Caracterización:": "2847248",
    "Cógigo:": "228106",
    "Versión:": 1,
    "Denominación:": "ANÁLISIS Y DESARROLLO DE SOFTWARE",
    "Estado de la Ficha de Caracterización:": "En ejecución",
    "Fecha Inicio:": "03/02/2025",
    "Fecha Fin:": "02/11/2026",
    "Modalidad de Formación:": "PRESENCIAL",
    "Regional:": "REGIONAL RISARALDA",
    "Centro de Formación:": "CENTRO ATENCIÓN SECTOR AGROPECUARIO",
    ...labels,
  };
  const headers = ["Tipo de Documento", "Número de Documento", "Nombre", "Apellidos", "Estado"];
  const rows = juicios.flatMap(([competencia, resultado, ...all]) =>
    all.map((juicio, i) => [...LEARNERS[i] ?? [], "EN FORMACION", competencia, resultado, juicio])
  );
  return [
    ["Reporte de Juicios Evaluativos"],
    ...Object.entries(above).map(([label, value]) => [label, null, value]),
    [...headers, "Competencia", "Resultado de Aprendizaje", "Juicio de\nEvaluación"],
    ...rows,
  ];
}
