import assert from "node:assert/strict";
import {
  readableDate,
  readableHours,
  readableMonth,
  readableSlot,
  sameText,
  shortTime,
} from "@/time/spanish.ts";
import { slot } from "../resources/programacion/samples.ts";

Deno.test("dates, months, hours and slots read as in Spanish", () => {
  assert.equal(readableDate("2026-07-13"), "lunes 13 de julio de 2026");
  assert.equal(readableDate("2027-01-03"), "domingo 3 de enero de 2027");
  assert.equal(readableMonth("2026-12-31"), "diciembre de 2026");
  assert.equal(readableHours(150), "2,5 h");
  assert.equal(readableHours(1920), "32 h");
  assert.equal(
    readableSlot(slot("08:00", "10:30")),
    "el martes 14 de julio de 2026 de 08:00 a 10:30",
  );
});

Deno.test("a time is shown without seconds unless it has some", () => {
  assert.deepEqual(["08:00:00", "08:00", "20:30:15"].map(shortTime), [
    "08:00",
    "08:00",
    "20:30:15",
  ]);
});

for (
  const [a, b, expected] of [
    ["Virtual", "VIRTUAL", true],
    ["MAÑANA", "mañana", true],
    ["Contratación", " contratacion", true],
    ["Planta", "Contratista", false],
    [null, null, false],
  ] as const
) {
  Deno.test(`"${a}" and "${b}" are ${expected ? "the same" : "different"}`, () => {
    assert.equal(sameText(a, b), expected);
  });
}
