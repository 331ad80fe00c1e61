import { bookOf, type Given } from "../../resources/importaciones/files.ts";

const CENTROS = 120, PROGRAMAS = 600;
const FIRST_FICHA = 2_500_000;

const JORNADAS = ["DIURNA", "MIXTA", "NOCTURNA"];
const MUNICIPIOS = ["PEREIRA", "DOSQUEBRADAS", "LA VIRGINIA", "SANTA ROSA DE CABAL", "MARSELLA"];

/**
 * A PE-04 of the whole country, with the columns that SOFIA Plus writes and of the length that they
 * have. @param later some months on: every ficha has moved and has other learners
 */
export function pe04Of(fichas: number, { later = false } = {}): Uint8Array<ArrayBuffer> {
  const rows = Array.from({ length: fichas }, (_, i) => rowOf(i, later));
  const headers = Object.keys(rows[0] ?? {});
  const values = rows.map((row) => Object.values<Given>(row));
  return new Uint8Array(bookOf([["PE-04"], [], [], [], headers, ...values]));
}

function rowOf(i: number, later: boolean): Record<string, Given> {
  const centro = i % CENTROS, programa = i % PROGRAMAS;
  const men = 10 + i % 9, women = 9 + i % 7;
  return {
    CODIGO_REGIONAL: 66,
    NOMBRE_REGIONAL: "REGIONAL RISARALDA",
    CODIGO_CENTRO: 9200 + centro,
    NOMBRE_CENTRO: `CENTRO DE COMERCIO Y SERVICIOS ${centro}`,
    IDENTIFICADOR_FICHA: FIRST_FICHA + i,
    IDENTIFICADOR_UNICO_FICHA: `66-${FIRST_FICHA + i}`,
    ESTADO_CURSO: "En ejecucion",
    CODIGO_NIVEL_FORMACION: 6,
    NIVEL_FORMACION: "TECNÓLOGO",
    CODIGO_JORNADA: 1 + i % 3,
    NOMBRE_JORNADA: JORNADAS[i % 3] ?? null,
    TIPO_DE_FORMACION: "TITULADA",
    FECHA_INICIO_FICHA: "03/02/2025",
    FECHA_TERMINACION_FICHA: "02/11/2026",
    ETAPA_FICHA: later ? "PRACTICA" : "LECTIVA",
    MODALIDAD_FORMACION: "PRESENCIAL",
    NOMBRE_RESPONSABLE: `RESPONSABLE DE LA FICHA ${i % 900}`,
    NUMERO_IDENTIFICACION_EMPRESA: null,
    TIPO_IDENTIFICACION_EMPRESA: null,
    NOMBRE_EMPRESA: null,
    CODIGO_SECTOR_PROGRAMA: 4,
    NOMBRE_SECTOR_PROGRAMA: "SERVICIOS",
    CODIGO_OCUPACION: 2281,
    NOMBRE_OCUPACION: "TÉCNICOS EN TECNOLOGÍAS DE LA INFORMACIÓN",
    CODIGO_PROGRAMA: 220_000 + programa,
    VERSION_PROGRAMA: 1 + programa % 2,
    NOMBRE_PROGRAMA_FORMACION: `ANÁLISIS Y DESARROLLO DE SOFTWARE ${programa}`,
    CODIGO_PAIS_CURSO: 57,
    NOMBRE_PAIS_CURSO: "COLOMBIA",
    CODIGO_DEPARTAMENTO_CURSO: 66,
    NOMBRE_DEPARTAMENTO_CURSO: "RISARALDA",
    CODIGO_MUNICIPIO_CURSO: 66_001 + i % 5,
    NOMBRE_MUNICIPIO_CURSO: MUNICIPIOS[i % 5] ?? null,
    CODIGO_CONVENIO: null,
    NOMBRE_CONVENIO: null,
    AMPLIACION_COBERTURA: "N",
    CODIGO_PROGRAMA_ESPECIAL: 1,
    NOMBRE_PROGRAMA_ESPECIAL: "FORMACIÓN REGULAR",
    NUMERO_CURSOS: 1,
    TOTAL_APRENDICES_MASCULINOS: men,
    TOTAL_APRENDICES_FEMENINOS: women,
    TOTAL_APRENDICES_NOBINARIO: 0,
    TOTAL_APRENDICES: men + women,
    HORAS_PLANTA: 0,
    HORAS_CONTRATISTAS: 0,
    HORAS_CONTRATISTAS_EXTERNOS: 0,
    HORAS_MONITORES: 0,
    HORAS_INST_EMPRESA: 0,
    TOTAL_HORAS: 0,
    TOTAL_APRENDICES_ACTIVOS: men + women - (later ? 3 : 0),
    DURACION_PROGRAMA: 3984,
    NOMBRE_NUEVO_SECTOR: "SERVICIOS",
  };
}
