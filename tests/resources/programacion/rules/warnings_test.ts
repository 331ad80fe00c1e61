import assert from "node:assert/strict";
import type { Proposal } from "@/resources/programacion/rules/clashes.ts";
import type { BookingContext } from "@/resources/programacion/rules/facts.ts";
import { checkSessions } from "@/resources/programacion/rules/verdict.ts";
import { facts, FICHA, proposal, slot } from "../samples.ts";

function warnings(proposals: Proposal[], changes: Partial<BookingContext> = {}) {
  return checkSessions(proposals, facts(changes)).map(({ conflictos, avisos }) => {
    assert.deepEqual(conflictos, []);
    return avisos.map(({ tipo, mensaje }) => `${tipo}: ${mensaje}`);
  });
}

const fichaWith = (changes: Partial<typeof FICHA>) => ({
  fichas: new Map([[FICHA.cod_ficha, { ...FICHA, ...changes }]]),
});

Deno.test("a room that is too small warns; one that just fits does not", () => {
  assert.deepEqual(warnings([proposal()], fichaWith({ num_total_aprendices_activos: 30 })), [[]]);
  assert.deepEqual(warnings([proposal()], fichaWith({ num_total_aprendices_activos: 31 })), [[
    "capacidad: En Aula 101 caben 30 aprendices y la ficha 2847248 tiene 31 activos; elija un " +
    "ambiente más grande.",
  ]]);
});

Deno.test("no room at all warns, unless the ficha is virtual", () => {
  assert.deepEqual(warnings([proposal({ id_ambiente: null })]), [[
    "sin_ambiente: La ficha 2847248 no tiene ambiente para esta sesión; asígnele uno.",
  ]]);
  const virtual = fichaWith({ modalidad: "VIRTUAL", num_total_aprendices_activos: 500 });
  assert.deepEqual(warnings([proposal({ id_ambiente: null })], virtual), [[]]);
});

Deno.test("hours beyond the competencia's budget warn from the session that goes over", () => {
  const programados = new Map([["2847248:36180", 97 * 60]]);
  const three = [
    proposal(slot("08:00", "09:30", "2026-07-16")),
    proposal(slot("08:00", "10:00", "2026-07-14")),
    proposal(slot("08:00", "09:00", "2026-07-15")),
  ];
  assert.deepEqual(warnings(three, { programados }), [
    [
      "presupuesto: Con esta sesión la ficha 2847248 llega a 101,5 h de la competencia 36180, que " +
      "tiene 100 h; revise si aún hacen falta.",
    ],
    [],
    [],
  ]);
});

Deno.test("exactly the budget is within it, also from nothing", () => {
  const competencias = new Map([[36180, { nombre: "Programar", horas: 2 }]]);
  assert.deepEqual(warnings([proposal()], { competencias }), [[]]);
  assert.equal(warnings([proposal({ hora_fin: "10:01:00" })], { competencias })[0]?.length, 1);
});

for (const horas of [0, null]) {
  Deno.test(`a competencia with ${horas} hours has no budget to go over`, () => {
    const competencias = new Map([[36180, { nombre: "Programar", horas }]]);
    const programados = new Map([["2847248:36180", 9999]]);
    assert.deepEqual(warnings([proposal()], { competencias, programados }), [[]]);
  });
}

Deno.test("a resultado that another instructor teaches to the ficha warns", () => {
  const ana = { id_instructor: 5, instructor: "Ana Ríos" };
  const luis = { id_instructor: 6, instructor: "Luis Paz" };
  const dictan = new Map([["2847248:593147", [ana, luis]]]);
  assert.deepEqual(warnings([proposal()], { dictan }), [[
    "resultado_repetido: El resultado 593147 de la ficha 2847248 ya lo tiene programado Luis Paz; " +
    "confirme quién lo orienta.",
  ]]);
  assert.deepEqual(warnings([proposal()], { dictan: new Map([["2847248:593147", [ana]]]) }), [[]]);
});
