import assert from "node:assert/strict";
import { bookOf, type Given, juiciosRows, readHere } from "../files.ts";

const [PROMOVER, CONVIVIR] = ["36180 - PROMOVER", "593147 - 02 CONVIVIR"];

/** Judgements of the same resultado, one learner each. */
function judged(...learners: [tipo: Given, documento: Given, estado: Given, juicio?: string][]) {
  const above = juiciosRows([]);
  const rows = learners.map(([tipo, documento, estado, juicio = "POR EVALUAR"]) => [
    ...[tipo, documento, "ANA", "RUIZ", estado],
    ...[PROMOVER ?? null, CONVIVIR ?? null, juicio],
  ]);
  const { resumen, rechazadas } = readHere(bookOf([...above, ...rows]));
  assert(resumen.tipo === "juicios");
  return { conteo: resumen.juicios.conteos[0], rechazadas };
}

Deno.test("only who is still a learner is counted; the others are counted apart", () => {
  const there = [
    "EN FORMACION",
    "En formación",
    "INDUCCION",
    "CONDICIONADO",
    "APLAZADO",
    "POR CERTIFICAR",
    null,
  ];
  const gone = [
    "CANCELADO",
    "Cancelado ",
    "RETIRO VOLUNTARIO",
    "retiro  voluntario",
    "TRASLADADO",
    "DESERCIÓN",
  ];
  const { conteo, rechazadas } = judged(
    ...[...there, ...gone].map((estado, i) => ["CC", 100 + i, estado] as [Given, Given, Given]),
    ["CC", 200, "CANCELADO", "APROBADO"],
    ["CC", 201, "CERTIFICADO", "APROBADO"],
  );
  assert.deepEqual(rechazadas, []);
  assert.deepEqual(conteo, {
    ...{ cod_resultado: 593147, aprobados: 1, no_aprobados: 0 },
    ...{ por_evaluar: there.length, retirados: gone.length + 1 },
  });
});

Deno.test("a learner is known by the kind and the number of his document", () => {
  const { conteo, rechazadas } = judged(
    ["CC", "123456", "EN FORMACION"],
    ["TI", 123456, "EN FORMACION"],
    [" cc ", " 123456\u00a0", "EN FORMACION"],
    ["CC", "", "EN FORMACION"],
    ["TI", " \u200b", "EN FORMACION"],
    ["CC", null, "EN FORMACION"],
  );
  assert.equal(conteo?.por_evaluar, 2);
  assert.deepEqual(rechazadas.map(({ columna, motivo }) => [columna, motivo]), [
    ["Resultado de Aprendizaje", "Repite el aprendiz y el resultado de la fila 14"],
    ...Array(3).fill(["Número de Documento", "Número de Documento está vacío"]),
  ]);
});
