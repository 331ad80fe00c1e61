import assert from "node:assert/strict";
import { bookOf, type Given, pe04Rows, readHere } from "../files.ts";

const read = (...args: Parameters<typeof pe04Rows>) => readHere(bookOf(pe04Rows(...args)));

Deno.test("a PE-04 row may hold nothing but what is needed", () => {
  const needed = {
    IDENTIFICADOR_FICHA: "2,847,248",
    CODIGO_CENTRO: "9121",
    CODIGO_PROGRAMA: "228106.0",
    VERSION_PROGRAMA: 1,
    NOMBRE_PROGRAMA_FORMACION: "ADSO",
  };
  const { pe04, rechazadas, resumen } = readHere(bookOf([
    Object.keys(needed),
    Object.values(needed),
  ]));
  assert.deepEqual(rechazadas, []);
  assert.equal(pe04[0]?.fila, 2);
  assert.deepEqual(pe04[0]?.centro, { cod_centro: 9121, nombre_centro: null, cod_regional: null });
  assert.deepEqual(pe04[0]?.regional, { cod_regional: null, nombre: null });
  assert.equal(pe04[0]?.grupo.fecha_inicio, null);
  assert.deepEqual(resumen.encabezados, [
    "CODIGO_CENTRO",
    "IDENTIFICADOR_FICHA",
    "CODIGO_PROGRAMA",
    "VERSION_PROGRAMA",
    "NOMBRE_PROGRAMA_FORMACION",
  ]);
  assert.equal(resumen.ausentes.length, 19);
});

const REASONS: [Record<string, Given>, columna: string, motivo: string][] = [
  [
    { IDENTIFICADOR_FICHA: "3228973A" },
    "IDENTIFICADOR_FICHA",
    'IDENTIFICADOR_FICHA dice "3228973A": Es una ficha con letra: el sistema guarda códigos de ficha de solo números',
  ],
  [{ CODIGO_CENTRO: null }, "CODIGO_CENTRO", "CODIGO_CENTRO está vacía y hace falta"],
  [
    { CODIGO_PROGRAMA: "ADSO" },
    "CODIGO_PROGRAMA",
    'CODIGO_PROGRAMA debe ser un número entero y dice "ADSO"',
  ],
  [
    { NOMBRE_CENTRO: "C".repeat(81) },
    "NOMBRE_CENTRO",
    `NOMBRE_CENTRO tiene más de 80 caracteres ("${"C".repeat(40)}…")`,
  ],
  [
    { NOMBRE_PROGRAMA_FORMACION: "P".repeat(256) },
    "NOMBRE_PROGRAMA_FORMACION",
    `NOMBRE_PROGRAMA_FORMACION tiene más de 255 caracteres ("${"P".repeat(40)}…")`,
  ],
  [
    { FECHA_INICIO_FICHA: "13/31/2025" },
    "FECHA_INICIO_FICHA",
    'FECHA_INICIO_FICHA dice "13/31/2025": No es una fecha que exista: escriba DD/MM/AAAA',
  ],
  [
    { FECHA_INICIO_FICHA: "03/02/25" },
    "FECHA_INICIO_FICHA",
    'FECHA_INICIO_FICHA dice "03/02/25": La fecha tiene el año de dos cifras: escriba DD/MM/AAAA',
  ],
  [
    { FECHA_TERMINACION_FICHA: "01/01/2024" },
    "FECHA_TERMINACION_FICHA",
    'FECHA_TERMINACION_FICHA dice "01/01/2024": Es anterior a la fecha de inicio',
  ],
  [
    { TOTAL_APRENDICES: -1 },
    "TOTAL_APRENDICES",
    'TOTAL_APRENDICES dice "-1" y lo menos que puede ser es 0',
  ],
  [
    { CODIGO_CENTRO: 0, VERSION_PROGRAMA: "uno" },
    "CODIGO_CENTRO, VERSION_PROGRAMA",
    'CODIGO_CENTRO dice "0" y lo menos que puede ser es 1. VERSION_PROGRAMA debe ser un número entero y dice "uno"',
  ],
];

for (const [changes, columna, motivo] of REASONS) {
  Deno.test(`a PE-04 row is rejected by name: ${motivo.slice(0, 60)}`, () => {
    const { pe04, rechazadas } = read({}, { IDENTIFICADOR_FICHA: 2847249, ...changes });
    assert.deepEqual(pe04.map(({ grupo }) => grupo.cod_ficha), [2847248]);
    assert.equal(rechazadas.length, 1);
    const [{ fila, ...rechazada } = assert.fail()] = rechazadas;
    assert.equal(fila, 7);
    assert.equal(rechazada.columna, columna);
    assert.equal(rechazada.motivo, motivo);
  });
}

Deno.test("a ficha that comes twice counts once", () => {
  const { pe04, rechazadas } = read({}, { IDENTIFICADOR_FICHA: 2847249 }, { ETAPA_FICHA: "OTRA" });
  assert.equal(pe04.length, 2);
  assert.equal(rechazadas[0]?.fila, 8);
  assert.equal(rechazadas[0]?.motivo, "La ficha 2847248 ya está en la fila 6");
});

Deno.test("a rejected row keeps its cells in the order of the headers that are read", () => {
  const { resumen, rechazadas } = read({ IDENTIFICADOR_FICHA: "3228973A" });
  const cells = Object.fromEntries(
    resumen.encabezados.map((header, i) => [header, rechazadas[0]?.celdas[i]]),
  );
  assert.equal(cells.IDENTIFICADOR_FICHA, "3228973A");
  assert.equal(cells.NOMBRE_CENTRO, "CENTRO ATENCIÓN SECTOR AGROPECUARIO");
  assert.equal(cells.TOTAL_APRENDICES_ACTIVOS, 25);
  assert.equal(cells.NOMBRE_NUEVO_SECTOR, undefined);
});
