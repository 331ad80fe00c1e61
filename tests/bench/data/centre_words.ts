/** Words for believable records; every list is walked round and round, with strides that share no factor. */

const FIRST = (
  "Ana Luis María José Carmen Andrés Luz Jorge Diana Óscar Paula Iván Sofía Hernán Adriana Germán " +
  "Lucía Fabián Mónica Julián Beatriz Ramón Ángela Tomás Inés Sebastián Yolanda Wilmar Nubia Raúl"
).split(" ");
const LAST = (
  "Ruiz Peña Gómez Muñoz Ríos Cano Ospina Mejía Arias Osorio Rojas Gil Londoño Bedoya Marín Henao " +
  "Cárdenas Zapata Valencia Quintero Salazar Giraldo Tabares Ramírez Güiza Castaño Vélez Duque " +
  "Largo Trejos Montoya"
).split(" ");

const SUBJECTS = (
  "SOFTWARE,REDES DE DATOS,COCINA,PANADERÍA,CONTABILIDAD,GANADERÍA,CAFÉ ESPECIAL,MECÁNICA DIÉSEL," +
  "SOLDADURA,CONFECCIÓN,ENFERMERÍA,LOGÍSTICA,MARKETING DIGITAL,ELECTRICIDAD INDUSTRIAL,TOPOGRAFÍA," +
  "SEGURIDAD OCUPACIONAL,QUÍMICA APLICADA,DISEÑO GRÁFICO,TURISMO,AGRICULTURA DE PRECISIÓN,GUADUA," +
  "ANIMACIÓN DIGITAL,CARPINTERÍA,BELLEZA INTEGRAL,MANEJO AMBIENTAL"
).split(",");
const ACTS = [
  "ANÁLISIS Y DESARROLLO DE",
  "GESTIÓN DE",
  "PRODUCCIÓN DE",
  "OPERACIÓN DE",
  "MANTENIMIENTO DE",
  "SUPERVISIÓN DE",
];

export const MUNICIPIOS = (
  "PEREIRA,DOSQUEBRADAS,LA VIRGINIA,SANTA ROSA DE CABAL,BELÉN DE UMBRÍA,GUÁTICA,LA CELIA,SANTUARIO," +
  "APÍA,BALBOA,PUEBLO RICO,QUINCHÍA,MARSELLA,MISTRATÓ"
).split(",");

export function pick<T>(words: readonly T[], i: number): T {
  const word = words[i % words.length];
  if (word === undefined) throw new Error("An empty list of words");
  return word;
}

/** One of about 29,000 names. */
export function personName(i: number): string {
  return `${pick(FIRST, i)} ${pick(LAST, i)} ${pick(LAST, Math.trunc(i / 31) * 7 + 3)}`;
}

export function programmeName(i: number): string {
  return `${pick(ACTS, Math.trunc(i / SUBJECTS.length))} ${pick(SUBJECTS, i)}`;
}

export function roomName(i: number): string {
  return `${pick(["AULA", "TALLER", "LABORATORIO", "SALA DE SISTEMAS"], i)} ${100 + i}`;
}
