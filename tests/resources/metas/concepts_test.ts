import assert from "node:assert/strict";
import { listConcepts, reached, type Suma } from "@/resources/metas/concepts.ts";

const NONE: Suma = {
  nivel: "TECNÓLOGO",
  modalidad: "PRESENCIAL",
  jornada: "DIURNA",
  estado: "En ejecucion",
  nuevos: false,
  grupos: 0,
  cupo: 0,
  matriculados: 0,
  activos: 0,
  induccion: 0,
  formacion: 0,
  por_certificar: 0,
  certificados: 0,
};

const SUMAS: Suma[] = [
  {
    ...NONE,
    nuevos: true,
    grupos: 2,
    cupo: 60,
    matriculados: 58,
    activos: 50,
    induccion: 3,
    formacion: 47,
  },
  { ...NONE, nivel: "TÉCNICO", jornada: "NOCTURNA", grupos: 3, formacion: 70 },
  { ...NONE, nivel: "AUXILIAR", modalidad: "VIRTUAL", grupos: 1, formacion: 20 },
  {
    ...NONE,
    nivel: "TÉCNICO",
    estado: "Terminada por fecha",
    grupos: 4,
    por_certificar: 9,
    certificados: 80,
  },
  { ...NONE, nivel: null, modalidad: null, jornada: null, estado: null, grupos: 5, formacion: 1 },
];

const KNOWN: [concepto: string, expected: number][] = [
  ["Aprendices en formación", 138],
  ["APRENDICES EN FORMACION", 138],
  ["Total de aprendices en formación", 138],
  ["Aprendices en formación - Tecnólogo", 47],
  ["Aprendices en formación (nivel TÉCNICO)", 70],
  ["aprendices en formacion tecnologos", 47],
  ["Técnico", 70],
  ["Tecnólogos", 47],
  ["Formación virtual", 20],
  ["Aprendices en formación técnico, jornada nocturna", 70],
  ["Aprendices en formación técnico, jornada diurna", 0],
  ["Aprendices en inducción", 3],
  ["Aprendices activos", 50],
  ["Aprendices matriculados", 58],
  ["Aprendices", 58],
  ["Aprendices por certificar", 9],
  ["Certificados de técnico", 80],
  ["Certificaciones", 80],
  ["Cupos", 60],
  ["Grupos en ejecución", 6],
  ["Fichas en ejecución técnico", 3],
  ["Grupos terminados", 4],
  ["Grupos nuevos", 2],
  ["Fichas", 15],
  ["Grupos presenciales", 9],
];

for (const [concepto, expected] of KNOWN) {
  Deno.test(`"${concepto}" has reached ${expected}`, () => {
    assert.equal(reached(concepto, SUMAS), expected);
  });
}

Deno.test("a concept that is not understood whole has reached nothing that is known", () => {
  const unknown = [
    "Deserción",
    "Aprendices en formación de Pereira",
    "Grupos felices",
    "Tecnólogo en ganadería",
    "Formación",
    "en la de",
    "%",
    "---",
    "técnicas de venta",
  ];
  for (const concepto of unknown) assert.equal(reached(concepto, SUMAS), undefined, concepto);
});

Deno.test("every concept that is published is known, and counts nothing without groups", () => {
  const published = listConcepts();
  assert.equal(published.length, 11);
  for (const { concepto, sinonimos } of published) {
    for (const word of [concepto, ...sinonimos]) {
      assert.equal(reached(word, []), 0, word);
      assert.equal(reached(word, SUMAS), reached(concepto, SUMAS), word);
    }
  }
});
