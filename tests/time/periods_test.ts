import assert from "node:assert/strict";
import { datesOfWeek, periodKey, periodOf, periodsBetween } from "@/time/periods.ts";

for (
  const [fecha, semana, desde, hasta] of [
    ["2026-07-13", "2026-W29", "2026-07-13", "2026-07-19"],
    ["2026-07-19", "2026-W29", "2026-07-13", "2026-07-19"],
    ["2027-01-01", "2026-W53", "2026-12-28", "2027-01-03"],
    ["2025-12-29", "2026-W01", "2025-12-29", "2026-01-04"],
  ] as const
) {
  Deno.test(`${fecha} lies in week ${semana}, ${desde} to ${hasta}`, () => {
    assert.deepEqual(periodOf("semana", fecha), { clave: semana, desde, hasta });
    assert.equal(periodKey("semana", fecha), semana);
  });
}

for (
  const [fecha, hasta] of [
    ["2026-12-31", "2026-12-31"],
    ["2028-02-01", "2028-02-29"],
    ["2027-02-15", "2027-02-28"],
  ] as const
) {
  Deno.test(`the month of ${fecha} ends on ${hasta}`, () => {
    const clave = fecha.slice(0, 7);
    assert.deepEqual(periodOf("mes", fecha), { clave, desde: `${clave}-01`, hasta });
  });
}

Deno.test("the periods of a window are whole and cross the year's end", () => {
  assert.deepEqual(
    periodsBetween("semana", "2026-12-31", "2027-01-05").map(({ clave }) => clave),
    ["2026-W53", "2027-W01"],
  );
  assert.deepEqual(
    periodsBetween("mes", "2026-12-31", "2027-02-01").map(({ clave }) => clave),
    ["2026-12", "2027-01", "2027-02"],
  );
  assert.deepEqual(periodsBetween("mes", "2027-02-01", "2026-12-31"), []);
});

for (
  const [semana, first, last] of [
    ["2026-W30", "2026-07-20", "2026-07-26"],
    ["2026-W01", "2025-12-29", "2026-01-04"],
    ["2026-W53", "2026-12-28", "2027-01-03"],
    ["2020-W53", "2020-12-28", "2021-01-03"],
  ] as const
) {
  Deno.test(`week ${semana} is seven dates from ${first} to ${last}`, () => {
    const dates = datesOfWeek(semana);
    assert.deepEqual([dates?.length, dates?.[0], dates?.[6]], [7, first, last]);
  });
}

for (
  const semana of ["2025-W53", "2027-W53", "2026-W54", "2026-W00", "2026-W3", "2026W30", "26-W30"]
) {
  Deno.test(`there is no week ${semana}`, () => assert.equal(datesOfWeek(semana), undefined));
}

Deno.test("one year in 5.6 has a week 53: 71 of every 400", () => {
  const years = Array.from({ length: 400 }, (_, index) => 1900 + index);
  assert.equal(years.filter((anio) => datesOfWeek(`${anio}-W53`)).length, 71);
});
