import assert from "node:assert/strict";
import { UnreadableFileError } from "@/resources/importaciones/files/errors.ts";
import { bookOf, juiciosRows, readHere } from "../files.ts";

const PROMOVER = "36180 - PROMOVER LA\nINTERACCIÓN";
const DISENAR = "36181 - DISEÑAR - CONSTRUIR";

function read(...args: Parameters<typeof juiciosRows>) {
  const { resumen, rechazadas } = readHere(bookOf(juiciosRows(...args), "biff8"));
  assert(resumen.tipo === "juicios");
  return { resumen, rechazadas };
}

Deno.test("juicios give the ficha, its competencias, its outcomes and counts of judgements", () => {
  const { resumen, rechazadas } = read([
    [PROMOVER, "593147 - 02 CONVIVIR", "APROBADO", "NO APROBADO"],
    [PROMOVER, "593148 - 03 DIALOGAR", "Por  evaluar", "por evaluar"],
    [DISENAR, "593200 - 01 PLANEAR", "APROBADO", "APROBADO"],
  ]);
  assert.deepEqual(rechazadas, []);
  assert.equal(resumen.filas, 6);
  assert.deepEqual(resumen.juicios, {
    ficha: {
      fecha_reporte: "2026-07-06",
      cod_ficha: 2847248,
      cod_programa: 228106,
      la_version: 1,
      nombre_programa: "ANÁLISIS Y DESARROLLO DE SOFTWARE",
      estado_grupo: "En ejecución",
      fecha_inicio: "2025-02-03",
      fecha_fin: "2026-11-02",
      modalidad: "PRESENCIAL",
      nombre_regional: "REGIONAL RISARALDA",
      nombre_centro: "CENTRO ATENCIÓN SECTOR AGROPECUARIO",
    },
    competencias: [
      { cod_competencia: 36180, nombre: "PROMOVER LA INTERACCIÓN" },
      { cod_competencia: 36181, nombre: "DISEÑAR - CONSTRUIR" },
    ],
    resultados: [
      { cod_resultado: 593147, nombre: "02 CONVIVIR", cod_competencia: 36180 },
      { cod_resultado: 593148, nombre: "03 DIALOGAR", cod_competencia: 36180 },
      { cod_resultado: 593200, nombre: "01 PLANEAR", cod_competencia: 36181 },
    ],
    conteos: [
      { cod_resultado: 593147, aprobados: 1, no_aprobados: 1, por_evaluar: 0, retirados: 0 },
      { cod_resultado: 593148, aprobados: 0, no_aprobados: 0, por_evaluar: 2, retirados: 0 },
      { cod_resultado: 593200, aprobados: 2, no_aprobados: 0, por_evaluar: 0, retirados: 0 },
    ],
  });
});

Deno.test("a judgement is rejected by name, and no learner is named in it", () => {
  const { resumen, rechazadas } = read([
    [PROMOVER, "593147 - 02 CONVIVIR", "APROBADO", "APROBADA"],
    [DISENAR, "593147 - 02 CONVIVIR", "APROBADO"],
    [PROMOVER, "593147 - 02 CONVIVIR", "NO APROBADO"],
    ["PROMOVER", "593148 - 03 DIALOGAR", null],
  ]);
  assert.deepEqual(rechazadas, [
    {
      fila: 15,
      columna: "Juicio de Evaluación",
      motivo: 'Juicio de Evaluación dice "APROBADA": Debe ser APROBADO, NO APROBADO o POR EVALUAR',
      celdas: [PROMOVER, "593147 - 02 CONVIVIR", "APROBADA"],
    },
    {
      fila: 16,
      columna: "Resultado de Aprendizaje",
      motivo: "El resultado 593147 está en dos competencias: 36180 y 36181",
      celdas: [DISENAR, "593147 - 02 CONVIVIR", "APROBADO"],
    },
    {
      fila: 17,
      columna: "Resultado de Aprendizaje",
      motivo: "Repite el aprendiz y el resultado de la fila 14",
      celdas: [PROMOVER, "593147 - 02 CONVIVIR", "NO APROBADO"],
    },
    {
      fila: 18,
      columna: "Competencia, Juicio de Evaluación",
      motivo:
        'Competencia debe ser «código - nombre» y dice "PROMOVER". Juicio de Evaluación está vacía y hace falta',
      celdas: ["PROMOVER", "593148 - 03 DIALOGAR", null],
    },
  ]);
  assert.equal(resumen.juicios.conteos.length, 1);
  assert.doesNotMatch(JSON.stringify({ resumen, rechazadas }), /1088000|ANA|RUIZ|IVÁN|GIL/);
});

Deno.test("juicios that do not say of which ficha they are, are refused", () => {
  const juicios: Parameters<typeof juiciosRows>[0] = [[
    PROMOVER,
    "593147 - 02 CONVIVIR",
    "APROBADO",
  ]];
  assert.throws(
    () => read(juicios, { "Ficha de Caracterización:": null, "Versión:": "uno" }),
    new UnreadableFileError(
      'Los datos de arriba de la tabla no están bien: Ficha de Caracterización está vacía y hace falta. Versión debe ser un número entero y dice "uno". Descargue el reporte de nuevo, o corríjalos, y vuelva a subirlo.',
    ),
  );
});
