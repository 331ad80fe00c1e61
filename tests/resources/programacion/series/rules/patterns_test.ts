import fc from "fast-check";
import assert from "node:assert/strict";
import { expandSeries } from "@/resources/programacion/series/rules/expand.ts";
import {
  type Patron,
  patternErrors,
  share,
} from "@/resources/programacion/series/rules/patterns.ts";
import { closedDay } from "@/time/dates.ts";
import { holidaysBetween } from "@/time/holidays.ts";
import { minutesOf, sumOf, toMinutes } from "@/time/times.ts";
import { slot } from "../../samples.ts";

const queue = (...minutes: number[]) =>
  minutes.map((left, index) => ({
    cod_competencia: 1,
    cod_resultado: index + 1,
    horas: null,
    left,
  }));

const SHARES: [string, number[], string[], number[]][] = [
  ["one tema without end", [Infinity], ["1 08:00-12:00"], [Infinity]],
  ["a tema that ends within", [60, 600], ["1 08:00-09:00", "2 09:00-12:00"], [420]],
  ["three temas", [60, 90, 600], ["1 08:00-09:00", "2 09:00-10:30", "3 10:30-12:00"], [510]],
  ["a rest under 30 minutes stays with the tema", [220, 600], ["1 08:00-12:00"], [600]],
  ["a rest of 30 minutes is a session", [210, 600], ["1 08:00-11:30", "2 11:30-12:00"], [570]],
  ["a tema of 10 minutes lasts 30", [10, 600], ["1 08:00-08:30", "2 08:30-12:00"], [390]],
  ["the last tema ends where it ends", [210], ["1 08:00-11:30"], []],
  ["exactly the session", [240, 600], ["1 08:00-12:00"], [600]],
];

for (const [name, minutes, expected, left] of SHARES) {
  Deno.test(`four hours shared out: ${name}`, () => {
    const temas = queue(...minutes);
    const pieces = share(slot("08:00", "12:00"), temas).map((piece) =>
      `${piece.cod_resultado} ${piece.hora_inicio.slice(0, 5)}-${piece.hora_fin.slice(0, 5)}`
    );
    assert.deepEqual(pieces, expected);
    assert.deepEqual(temas.map((tema) => tema.left), left);
  });
}

const MORNING = { dias: [1], hora_inicio: "08:00:00", hora_fin: "10:00:00" };
const ERRORS: [string, Patron[], string[]][] = [
  [
    "back to back on one day",
    [MORNING, { ...MORNING, hora_inicio: "10:00", hora_fin: "11:00" }],
    [],
  ],
  ["the same hours on other days", [MORNING, { ...MORNING, dias: [2, 7] }], []],
  ["an overlap on one day", [MORNING, { ...MORNING, hora_fin: "09:00", dias: [1, 2] }], [
    "patrones",
  ]],
  ["reversed hours", [{ ...MORNING, hora_fin: "07:00" }], ["patrones.0.hora_fin"]],
  ["29 minutes", [MORNING, { ...MORNING, hora_fin: "08:29" }], ["patrones.1.hora_fin"]],
  ["seconds", [{ ...MORNING, hora_fin: "10:00:30" }], ["patrones.0.hora_inicio"]],
  ["no days", [{ ...MORNING, dias: [] }], ["patrones.0.dias"]],
  ["day 0", [{ ...MORNING, dias: [0, 1] }], ["patrones.0.dias"]],
  ["half a day", [{ ...MORNING, dias: [1.5] }], ["patrones.0.dias"]],
  ["day 8", [{ ...MORNING, dias: [1, 8] }], ["patrones.0.dias"]],
  ["no pattern", [], ["patrones"]],
];

for (const [name, patrones, fields] of ERRORS) {
  Deno.test(`patterns with ${name}: [${fields}]`, () => {
    assert.deepEqual(patternErrors(patrones).map(({ campo }) => campo), fields);
  });
}

const FICHA = { fecha_inicio: "2026-02-02", fecha_fin: "2027-12-15" };
const CERRADOS = holidaysBetween("2026-01-01", "2028-12-31");
const anyPlan = fc.record({
  patrones: fc.array(
    fc.record({
      dias: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      hour: fc.integer({ min: 6, max: 18 }),
      quarters: fc.integer({ min: 2, max: 16 }),
    }).map(({ dias, hour, quarters }) => ({
      dias,
      hora_inicio: `${String(hour).padStart(2, "0")}:00:00`,
      hora_fin: `${String(hour + Math.floor(quarters / 4)).padStart(2, "0")}:${
        String(quarters % 4 * 15).padStart(2, "0")
      }:00`,
    })),
    { minLength: 1, maxLength: 3 },
  ).filter((patrones) => patternErrors(patrones).length === 0),
  temas: fc.array(fc.integer({ min: 2, max: 400 }), { minLength: 1, maxLength: 4 }).map((list) =>
    list.map((quarters, index) => ({
      cod_competencia: 1,
      cod_resultado: index + 1,
      horas: quarters / 4,
    }))
  ),
  festivos: fc.constantFrom("saltar" as const, "reponer" as const),
  end: fc.oneof(
    fc.integer({ min: 2, max: 800 }).map((quarters) => ({
      hasta: null,
      horas_objetivo: quarters / 4,
    })),
    fc.constantFrom("2026-06-30", "2026-12-31").map((hasta) => ({ hasta, horas_objetivo: null })),
  ),
});

Deno.test("whatever the plan, sessions are valid, in order, apart and no more than asked", () => {
  fc.assert(fc.property(anyPlan, ({ end, ...rest }) => {
    const plan = {
      ...rest,
      ...end,
      desde: "2026-01-15",
      permitir_no_laborable: false,
      ficha: FICHA,
      cerrados: CERRADOS,
    };
    const { sesiones, fin } = expandSeries(plan);
    for (const [index, session] of sesiones.entries()) {
      assert.ok(minutesOf(session) >= 30);
      assert.ok(session.fecha_programada >= FICHA.fecha_inicio);
      assert.ok(session.fecha_programada <= FICHA.fecha_fin);
      assert.equal(closedDay(session.fecha_programada, CERRADOS), undefined);
      const next = sesiones[index + 1];
      if (next?.fecha_programada !== session.fecha_programada) continue;
      assert.ok(toMinutes(next.hora_inicio) >= toMinutes(session.hora_fin));
    }
    const minutes = sumOf(sesiones);
    if (plan.horas_objetivo !== null) assert.ok(minutes < plan.horas_objetivo * 60 + 30);
    for (const { cod_resultado, horas } of plan.temas) {
      const own = sumOf(sesiones.filter((session) => session.cod_resultado === cod_resultado));
      // A rest of one minute lasts 30, and 29 more when nothing else fits into its session.
      assert.ok(own <= horas * 60 + 58);
      if (fin === "temas") assert.ok(own >= horas * 60);
    }
  }));
});
