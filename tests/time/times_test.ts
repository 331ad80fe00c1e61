import assert from "node:assert/strict";
import { byStart, minutesOf, sumOf, toHours, toMinutes, toTime } from "@/time/times.ts";
import { slot } from "../resources/programacion/samples.ts";

for (const [hora, minutes] of [["00:00:00", 0], ["08:30", 510], ["23:59:30", 1439.5]] as const) {
  Deno.test(`${hora} is minute ${minutes}`, () => assert.equal(toMinutes(hora), minutes));
}

Deno.test("toTime undoes toMinutes for every minute of the day", () => {
  for (let minute = 0; minute < 1440; minute++) assert.equal(toMinutes(toTime(minute)), minute);
  assert.equal(toTime(510), "08:30:00");
  assert.equal(toTime(1439.5), "23:59:30");
});

for (
  const [from, to, hours] of [
    ["08:00", "10:00", 2],
    ["08:00", "09:30", 1.5],
    ["18:00", "22:00", 4],
    ["08:00", "08:20", 0.33],
    ["10:00", "08:00", -2],
  ] as const
) {
  Deno.test(`from ${from} to ${to} there are ${hours} h`, () => {
    assert.equal(toHours(minutesOf(slot(from, to))), hours);
  });
}

Deno.test("three times twenty minutes are one hour, not 0.99", () => {
  const twenty = slot("08:00", "08:20");
  assert.equal(toHours(sumOf([twenty, twenty, twenty])), 1);
});

Deno.test("byStart orders by date, then by hour, with or without seconds", () => {
  const sorted = [
    slot("10:00", "11:00", "2027-01-01"),
    slot("10:00", "11:00", "2026-12-31"),
    { ...slot("08:00", "09:00", "2026-12-31"), hora_inicio: "08:00" },
  ].toSorted(byStart).map(({ fecha_programada, hora_inicio }) =>
    `${fecha_programada} ${hora_inicio}`
  );
  assert.deepEqual(sorted, ["2026-12-31 08:00", "2026-12-31 10:00:00", "2027-01-01 10:00:00"]);
});
