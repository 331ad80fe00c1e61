import assert from "node:assert/strict";
import {
  isOver,
  lightOf,
  type Limite,
  limitFor,
} from "@/resources/programacion/rules/hour_limits.ts";
import { PLANTA_WEEK } from "../samples.ts";

const PLANTA = { tipo_contrato: "PLANTA", cod_centro: 9121 };
const WEEK = { desde: "2026-07-13", hasta: "2026-07-19" };

const rows: Record<string, Limite> = {
  general: PLANTA_WEEK,
  newer: { ...PLANTA_WEEK, max_horas: 30, vigente_desde: "2026-01-01" },
  own: { ...PLANTA_WEEK, max_horas: 28, vigente_desde: "2020-01-01", cod_centro: 9121 },
  foreign: { ...PLANTA_WEEK, max_horas: 10, cod_centro: 1 },
  month: { ...PLANTA_WEEK, max_horas: 120, unidad: "mes" },
  contractor: { ...PLANTA_WEEK, max_horas: 40, tipo_contrato: "contratista" },
  over: { ...PLANTA_WEEK, max_horas: 20, vigente_hasta: "2026-07-12" },
  future: { ...PLANTA_WEEK, max_horas: 21, vigente_desde: "2026-07-20" },
  fromWednesday: { ...PLANTA_WEEK, max_horas: 22, vigente_desde: "2026-07-15" },
  fromSunday: { ...PLANTA_WEEK, max_horas: 24, vigente_desde: "2026-07-19" },
  toMonday: { ...PLANTA_WEEK, max_horas: 23, vigente_hasta: "2026-07-13" },
};

const CASES: [string, string[], number | undefined][] = [
  ["the general row", ["general"], 32],
  ["the newer of two", ["general", "newer"], 30],
  ["the centre's own before a newer general one", ["newer", "own", "general"], 28],
  ["nothing of another centre", ["foreign"], undefined],
  ["nothing that counts months", ["month"], undefined],
  ["nothing of another contract", ["contractor"], undefined],
  ["nothing that ended the day before", ["over"], undefined],
  ["nothing that starts the day after", ["future"], undefined],
  ["the row that starts within the week", ["general", "fromWednesday"], 22],
  ["the row that starts on its last day", ["fromSunday"], 24],
  ["the row that ends within the week", ["toMonday"], 23],
];

for (const [name, names, expected] of CASES) {
  Deno.test(`a week's limit is ${name}`, () => {
    const limites = names.flatMap((key) => rows[key] ?? []);
    assert.equal(limites.length, names.length);
    assert.equal(limitFor(limites, PLANTA, "semana", WEEK)?.max_horas, expected);
  });
}

Deno.test("an instructor without contract has no limit", () => {
  const nobody = { tipo_contrato: null, cod_centro: 9121 };
  assert.equal(limitFor([PLANTA_WEEK], nobody, "semana", WEEK), undefined);
});

for (
  const [minutes, max, light] of [
    [0, 32, "verde"],
    [1727, 32, "verde"],
    [1728, 32, "amarillo"],
    [1920, 32, "amarillo"],
    [1921, 32, "rojo"],
    [99_999, undefined, "verde"],
  ] as const
) {
  Deno.test(`${minutes} minutes of ${max ?? "no"} hours are ${light}`, () => {
    assert.equal(lightOf(minutes, max), light);
  });
}

Deno.test("a sum of fractions that is exactly the limit is not over it", () => {
  const third = 1 / 3;
  assert.equal(isOver(third + third + third + 119, 2), false);
  assert.equal(isOver(0.1 * 3 * 60, 0.3), false);
  assert.equal(isOver(120 + 1 / 60, 2), true);
});
