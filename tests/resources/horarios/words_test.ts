import assert from "node:assert/strict";
import { inWords, shortTime, weekInWords } from "@/resources/horarios/labels.ts";
import { datesOfWeek } from "@/time/periods.ts";

Deno.test("dates in words", () => {
  assert.equal(inWords("2026-07-20", "weekday", "day"), "lunes 20");
  assert.equal(inWords("2026-07-22", "weekday"), "miércoles");
});

Deno.test("a week in words says month and year once where they are the same", () => {
  const words = (semana: string) => weekInWords(datesOfWeek(semana) ?? []);
  assert.equal(words("2026-W30"), "20 al 26 de julio de 2026");
  assert.equal(words("2026-W31"), "27 de julio al 2 de agosto de 2026");
  assert.equal(words("2026-W53"), "28 de diciembre de 2026 al 3 de enero de 2027");
});

Deno.test("seconds are shown where there are some", () => {
  assert.deepEqual(["07:00:00", "07:00:30"].map(shortTime), ["07:00", "07:00:30"]);
});
