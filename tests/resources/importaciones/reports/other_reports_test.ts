import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { UnreadableFileError } from "@/resources/importaciones/files/errors.ts";
import type { Tipo } from "@/resources/importaciones/reports/tipos.ts";
import { bookOf, df14Rows, type Given, juiciosRows, pe04Rows, readHere, textOf } from "../files.ts";

/** The same rows without these columns. */
function without(rows: Given[][], ...columns: string[]): Given[][] {
  const header = rows.find((row) => columns.every((column) => row.includes(column))) ?? [];
  const gone = new Set(columns.map((column) => header.indexOf(column)));
  return rows.map((row) => row.length < header.length ? row : row.filter((_, i) => !gone.has(i)));
}

const STATE = ["ESTADO_CURSO", "FECHA_INICIO_FICHA", "FECHA_TERMINACION_FICHA"];
const TOTALS = ["TOTAL_APRENDICES", "TOTAL_APRENDICES_ACTIVOS"];
const PE14 = without(pe04Rows({}), ...STATE, ...TOTALS);

const titled = (rows: Given[][], title: string) => rows.with(0, [title]);

const LEARNERS: Given[][] = [
  ["Reporte de Aprendices"],
  ["Fecha del Reporte:", null, "06/07/2026"],
  ["Ficha de Caracterización:", null, "2847248"],
  ["Tipo de Documento", "Número de Documento", "Nombre", "Apellidos", "Celular", "Estado"],
  ["CC", "1088000111", "ANA", "RUIZ", "300", "EN FORMACION"],
];
const JUICIOS = juiciosRows([["36180 - A", "593147 - B", "APROBADO"]]);

const OTHERS: [what: string, rows: Given[][], tipo: Tipo | undefined, says: RegExp[]][] = [
  ["a PE-14", titled(PE14, "PE-14_"), undefined, [/es un PE-14 \(«PE-14_»\)/, /ESTADO_CURSO/]],
  ["a PE-14 for the older path", titled(PE14, "PE-14_FICHAS"), "pe04", [
    /es un PE-14 /,
    /aquí se recibe un PE-04/,
  ]],
  ["a PE-31 with all of the columns", titled(pe04Rows({}), "Reporte pe 31 - fichas"), undefined, [
    /es un PE-31 \(«Reporte pe 31 - fichas»\)/,
  ]],
  ["a report without a title", titled(PE14, ""), undefined, [
    /parece otro reporte, y no un PE-04/,
    /fila 5 les falta: ESTADO_CURSO, FECHA_INICIO_FICHA, FECHA_TERMINACION_FICHA, TOTAL_APRENDICES/,
  ]],
  ["a DF-14A without its places", without(df14Rows({}), "CUPO"), undefined, [/DF-14A/, /CUPO/]],
  ["a DF-14B", [["DF-14B"], ...df14Rows({})], "df14", [/es un DF-14B/]],
  ["a list of learners", LEARNERS, undefined, [/es un «Reporte de Aprendices»/]],
  ["a list of learners for the older path", LEARNERS, "juicios", [
    /es un «Reporte de Aprendices»/,
    /se recibe un reporte de juicios evaluativos/,
  ]],
  ["other judgements", JUICIOS.with(0, ["Reporte de Etapa Productiva"]), undefined, [
    /es un «Reporte de Etapa Productiva»/,
  ]],
];

for (const [what, rows, tipo, says] of OTHERS) {
  Deno.test(`${what} is no report that is read: its name is said, and what it lacks`, () => {
    for (const file of [bookOf(rows), bookOf(rows, "biff8"), textOf(rows)]) {
      assert.throws(() => readHere(file, tipo), (error) => {
        assert(error instanceof UnreadableFileError, String(error));
        for (const text of says) assert.match(error.message, text);
        return true;
      });
    }
  });
}

Deno.test("the name of the sheet is a title too, and the report's own title counts more", () => {
  const named = (rows: Given[][]) =>
    Buffer.from(bookOf(rows, "xlml").toString().replaceAll("Hoja1", "PE-14_"));
  assert.throws(() => readHere(named(titled(pe04Rows({}), ""))), /es un PE-14 \(«PE-14_»\)/);
  assert.equal(readHere(named(pe04Rows({}))).pe04.length, 1);
});

Deno.test("a PE-04 without some of its columns is one, and says which", () => {
  const { resumen } = readHere(bookOf(without(pe04Rows({}), "ETAPA_FICHA", "ESTADO_CURSO")));
  assert.deepEqual(resumen.ausentes, ["ESTADO_CURSO", "ETAPA_FICHA"]);
  const [, , , , header = [], ...rows] = without(pe04Rows({}), ...TOTALS);
  assert.deepEqual(readHere(bookOf([header, ...rows])).resumen.ausentes, TOTALS);
});
