import assert from "node:assert/strict";
import { addDays, datesBetween, dayOfWeek, isSunday, mondayOnOrAfter } from "@/time/dates.ts";

Deno.test("addDays crosses months, years and 29 February", () => {
  assert.equal(addDays("2026-12-31", 1), "2027-01-01");
  assert.equal(addDays("2028-02-28", 1), "2028-02-29");
  assert.equal(addDays("2027-03-01", -1), "2027-02-28");
});

Deno.test("the week goes from Monday, 1, to Sunday, 7", () => {
  assert.deepEqual([...datesBetween("2026-07-13", "2026-07-19")].map(dayOfWeek), [
    1,
    2,
    3,
    4,
    5,
    6,
    7,
  ]);
  assert.deepEqual(["2026-07-18", "2026-07-19", "2026-07-20"].map(isSunday), [false, true, false]);
});

for (
  const [fecha, expected] of [
    ["2026-07-13", "2026-07-13"],
    ["2026-07-14", "2026-07-20"],
    ["2026-07-19", "2026-07-20"],
  ] as const
) {
  Deno.test(`the Monday on or after ${fecha} is ${expected}`, () => {
    assert.equal(mondayOnOrAfter(fecha), expected);
  });
}

Deno.test("datesBetween includes both ends and is empty when they are reversed", () => {
  assert.deepEqual([...datesBetween("2026-12-30", "2027-01-02")], [
    "2026-12-30",
    "2026-12-31",
    "2027-01-01",
    "2027-01-02",
  ]);
  assert.deepEqual([...datesBetween("2026-07-13", "2026-07-13")], ["2026-07-13"]);
  assert.deepEqual([...datesBetween("2026-07-14", "2026-07-13")], []);
});
