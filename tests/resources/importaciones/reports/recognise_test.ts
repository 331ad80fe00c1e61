import assert from "node:assert/strict";
import { UnreadableFileError } from "@/resources/importaciones/files/errors.ts";
import type { Tipo } from "@/resources/importaciones/reports/tipos.ts";
import { bookOf, df14Rows, type Given, juiciosRows, pe04Rows, readHere } from "../files.ts";

const JUICIOS = juiciosRows([["36180 - A", "593147 - B", "APROBADO"]]);

Deno.test("each report is recognised by its headers", () => {
  assert.equal(readHere(bookOf(pe04Rows({}))).resumen.tipo, "pe04");
  assert.equal(readHere(bookOf(df14Rows({}))).resumen.tipo, "df14");
  assert.equal(readHere(bookOf(JUICIOS)).resumen.tipo, "juicios");
});

const WRONG: [Given[][], Tipo, string][] = [
  [pe04Rows({}), "df14", "El archivo es un PE-04 y aquí se esperaba un DF-14A"],
  [
    df14Rows({}),
    "juicios",
    "El archivo es un DF-14A y aquí se esperaba un reporte de juicios evaluativos",
  ],
  [JUICIOS, "pe04", "El archivo es un reporte de juicios evaluativos y aquí se esperaba un PE-04"],
];

for (const [rows, expected, message] of WRONG) {
  Deno.test(`the wrong file for the path is refused: ${message}`, () => {
    assert.throws(
      () => readHere(bookOf(rows), expected),
      new UnreadableFileError(`${message}: súbalo donde corresponde.`),
    );
  });
}

Deno.test("a report without one of its columns is refused with the name of the column", () => {
  const rows = pe04Rows({}).map((row) => row.map((cell) => cell === "CODIGO_CENTRO" ? "" : cell));
  assert.throws(
    () => readHere(bookOf(rows)),
    new UnreadableFileError(
      "Parece un PE-04, pero a los encabezados de la fila 5 les falta: CODIGO_CENTRO. Descargue el reporte de nuevo, con todas sus columnas, y vuelva a subirlo.",
    ),
  );
});

Deno.test("a column that is there twice is refused", () => {
  const rows = pe04Rows({}).map((row, i) => i === 4 ? [...row, "Nombre Centro"] : row);
  assert.throws(
    () => readHere(bookOf(rows)),
    new UnreadableFileError(
      "La columna NOMBRE_CENTRO está dos veces: deje una sola y vuelva a subir el archivo.",
    ),
  );
});

Deno.test("a sheet that is no report at all is refused", () => {
  const message =
    "El archivo no es un PE-04, ni un DF-14A, ni un reporte de juicios evaluativos: no se encuentran sus encabezados en las primeras 40 filas de la primera hoja.";
  const market = Array.from({ length: 60 }, (_, i) => ["arroz", i]);
  assert.throws(() => readHere(bookOf(market)), new UnreadableFileError(message));
  assert.throws(() => readHere(bookOf([])), new UnreadableFileError(message));
});

Deno.test("headers are found on any row and in any order, however they are written", () => {
  const headers = ["Versión\nPrograma", " nombre  programa formación ", "Código-Programa"];
  const rows = [
    ...Array.from({ length: 30 }, (_, i) => [`aviso ${i}`]),
    ["Identificador Ficha", ...headers, "código centro:"],
    ["2847248", 1, "ADSO", 228106, 9121],
  ];
  const { pe04 } = readHere(bookOf(rows));
  assert.equal(pe04[0]?.fila, 32);
  assert.deepEqual(pe04[0]?.programa, { cod_programa: 228106, la_version: 1, nombre: "ADSO" });
});
