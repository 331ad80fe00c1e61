import assert from "node:assert/strict";
import { bookOf, df14Rows, readHere } from "../files.ts";
import { zipOf } from "../files/zip.ts";

Deno.test("a DF-14A gives hours, places and states of learners", () => {
  const file = zipOf({ name: "DF14A.xls", content: bookOf(df14Rows({}), "biff8") });
  const { resumen, df14, rechazadas } = readHere(file);
  assert.deepEqual(rechazadas, []);
  assert.equal(resumen.tipo, "df14");
  assert.deepEqual(df14, [{
    fila: 2,
    cod_centro: 9121,
    programa: { cod_programa: 228106, la_version: 1, horas_lectivas: 3120, horas_productivas: 864 },
    datos: {
      cod_ficha: 2847248,
      cupo_total: 30,
      en_transito: 0,
      induccion: 1,
      formacion: 25,
      condicionado: 2,
      aplazado: 3,
      retiro_voluntario: 4,
      cancelamiento_vit_comp: 5,
      desercion_vit_comp: 6,
      cancelado: 7,
      por_certificar: 8,
      certificados: 9,
      traslados: 10,
      otro: 11,
    },
  }]);
});

Deno.test("a DF-14A row is rejected by name", () => {
  const { df14, rechazadas } = readHere(bookOf(df14Rows(
    {},
    { FICHA: "3228973A" },
    { FICHA: 2847250, DURACION_ETAPA_LECTIVA: "seis meses" },
    { CUPO: 31 },
  )));
  assert.equal(df14.length, 1);
  assert.deepEqual(rechazadas.map(({ fila, columna, motivo }) => [fila, columna, motivo]), [
    [
      3,
      "FICHA",
      'FICHA dice "3228973A": Es una ficha con letra: el sistema guarda códigos de ficha de solo números',
    ],
    [
      4,
      "DURACION_ETAPA_LECTIVA",
      'DURACION_ETAPA_LECTIVA debe ser un número entero y dice "seis meses"',
    ],
    [5, "FICHA", "La ficha 2847248 ya está en la fila 2"],
  ]);
});
