import Holidays from "date-holidays";
import assert from "node:assert/strict";
import {
  easterSunday,
  FIRST_YEAR,
  holidaysBetween,
  LAST_YEAR,
  lawHolidays,
  sundays,
} from "@/time/holidays.ts";

const LISTS: Record<number, string> = {
  2025: "01-01 01-06 03-24 04-17 04-18 05-01 06-02 06-23 06-30 07-20 08-07 08-18 10-13 11-03 " +
    "11-17 12-08 12-25",
  2026: "01-01 01-12 03-23 04-02 04-03 05-01 05-18 06-08 06-15 06-29 07-13 07-20 08-07 08-17 " +
    "10-12 11-02 11-16 12-08 12-25",
  2027: "01-01 01-11 03-22 03-25 03-26 05-01 05-10 05-31 06-07 07-05 07-12 07-20 08-07 08-16 " +
    "10-18 11-01 11-15 12-08 12-25",
};

const datesOf = (anio: number) => lawHolidays(anio).map(({ festivo }) => festivo);
const nameOn = (festivo: string) => holidaysBetween(festivo, festivo).get(festivo);

for (const [anio, list] of Object.entries(LISTS)) {
  Deno.test(`the holidays of ${anio} are the published ones`, () => {
    assert.deepEqual(datesOf(Number(anio)), list.split(" ").map((day) => `${anio}-${day}`));
  });
}

Deno.test("the holidays of 1984-2100 are those of date-holidays", () => {
  const oracle = new Holidays("CO");
  for (let anio = 1984; anio <= LAST_YEAR; anio++) {
    const expected = oracle.getHolidays(anio)
      .filter(({ type, rule }) => type === "public" && rule !== "easter")
      .map(({ date }) => date.slice(0, 10));
    assert.deepEqual(datesOf(anio), [...new Set(expected)].sort(), `${anio}`);
  }
});

Deno.test("two holidays on one date are one entry with both names", () => {
  assert.equal(nameOn("2025-06-30"), "Sagrado Corazón de Jesús / San Pedro y San Pablo");
  assert.equal(datesOf(2025).length, 17);
});

Deno.test("9 July counts from 2026 on, on its Monday", () => {
  assert.equal(nameOn("2025-07-14"), undefined);
  assert.equal(nameOn("2026-07-13"), "Virgen de Chiquinquirá");
  assert.equal(nameOn("2029-07-09"), "Virgen de Chiquinquirá");
});

Deno.test("before 1984 holidays stay on their own dates", () => {
  assert.deepEqual(
    datesOf(1983).map((date) => date.slice(5)).join(" "),
    "01-01 01-06 03-19 03-31 04-01 05-01 05-12 06-02 06-10 06-29 07-20 08-07 08-15 10-12 11-01 " +
      "11-11 12-08 12-25",
  );
  assert.equal(nameOn("1984-01-09"), "Día de los Reyes Magos");
});

Deno.test("Easter reaches both of its ends", () => {
  assert.equal(easterSunday(1943), "1943-04-25");
  assert.equal(easterSunday(2008), "2008-03-23");
  assert.equal(easterSunday(2038), "2038-04-25");
});

Deno.test("every year on offer has 17 to 19 holidays, in order and inside the year", () => {
  for (let anio = FIRST_YEAR; anio <= LAST_YEAR; anio++) {
    const dates = datesOf(anio);
    assert.ok(dates.length >= 17 && dates.length <= 19, `${anio}: ${dates.length}`);
    assert.deepEqual(dates, [...new Set(dates)].sort());
    assert.ok(dates.every((date) => date.startsWith(`${anio}-`)));
  }
});

Deno.test("holidaysBetween crosses the year's end and includes both ends", () => {
  assert.deepEqual([...holidaysBetween("2026-12-25", "2027-01-01")], [
    ["2026-12-25", "Navidad"],
    ["2027-01-01", "Año Nuevo"],
  ]);
  assert.equal(holidaysBetween("2026-12-26", "2026-12-31").size, 0);
});

for (
  const [anio, count, first, last] of [
    [2023, 53, "2023-01-01", "2023-12-31"],
    [2024, 52, "2024-01-07", "2024-12-29"],
    [2026, 52, "2026-01-04", "2026-12-27"],
  ] as const
) {
  Deno.test(`${anio} has ${count} Sundays`, () => {
    const found = sundays(anio);
    assert.deepEqual([found.length, found[0], found.at(-1)], [count, first, last]);
  });
}
