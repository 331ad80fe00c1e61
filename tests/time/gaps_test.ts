import fc from "fast-check";
import assert from "node:assert/strict";
import { commonGaps, freeSpans } from "@/time/gaps.ts";
import { toMinutes, toTime } from "@/time/times.ts";
import { slot, TUESDAY } from "../resources/programacion/samples.ts";

const WINDOW = {
  desde: TUESDAY,
  hasta: TUESDAY,
  hora_inicio: "06:00:00",
  hora_fin: "22:00:00",
  minutos_minimos: 0,
  cerrados: new Map([["2026-07-13", "Virgen de Chiquinquirá"]]),
};

const texts = (...args: Parameters<typeof commonGaps>) =>
  commonGaps(...args).map(({ fecha_programada, hora_inicio, hora_fin }) =>
    `${fecha_programada.slice(8)} ${hora_inicio.slice(0, 5)}-${hora_fin.slice(0, 5)}`
  );

Deno.test("what ficha, instructor and room have free in common", () => {
  const ficha = [slot("06:00", "08:00"), slot("12:00", "13:00")];
  const instructor = [slot("07:00", "09:00"), slot("09:00", "10:00"), slot("18:00", "22:00")];
  const room = [slot("05:00", "06:30"), slot("21:00", "23:00"), slot("13:00", "14:00")];
  assert.deepEqual(texts([ficha, instructor, room], WINDOW), ["14 10:00-12:00", "14 14:00-18:00"]);
});

Deno.test("nobody busy: the whole day; busy on another date: the same", () => {
  assert.deepEqual(texts([], WINDOW), ["14 06:00-22:00"]);
  assert.deepEqual(texts([[slot("06:00", "22:00", "2026-07-15")]], WINDOW), ["14 06:00-22:00"]);
  assert.deepEqual(texts([[slot("06:00", "22:00")]], WINDOW), []);
});

Deno.test("Sundays and closed days have no gaps", () => {
  const days = texts([], { ...WINDOW, desde: "2026-07-11", hasta: "2026-07-14" });
  assert.deepEqual(days, ["11 06:00-22:00", "14 06:00-22:00"]);
});

for (
  const [minutos_minimos, expected] of [
    [0, ["14 08:00-08:30", "14 10:00-12:00"]],
    [31, ["14 10:00-12:00"]],
    [120, ["14 10:00-12:00"]],
    [121, []],
  ] as const
) {
  Deno.test(`gaps of at least ${minutos_minimos} minutes: [${expected}]`, () => {
    const busy = [slot("08:30", "09:31"), slot("10:00", "10:00"), slot("09:59", "10:00")];
    const window = { ...WINDOW, hora_inicio: "08:00:00", hora_fin: "12:00:00", minutos_minimos };
    assert.deepEqual(texts([busy], window), [...expected]);
  });
}

Deno.test("free and busy minutes make up the day, none twice", () => {
  const sessions = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 45 }), fc.integer({ min: 1, max: 5 }))
      .map(([start, length]) => [start * 30, length * 30] as const)
      .map(([start, length]) => ({
        fecha_programada: TUESDAY,
        hora_inicio: toTime(start),
        hora_fin: toTime(start + length),
      })),
    { maxLength: 12 },
  );
  fc.assert(fc.property(sessions, (busy) => {
    const spans = freeSpans({ start: 360, end: 1320 }, busy);
    for (let minute = 360; minute < 1320; minute++) {
      const isBusy = busy.some(({ hora_inicio, hora_fin }) =>
        toMinutes(hora_inicio) <= minute && minute < toMinutes(hora_fin)
      );
      const free = spans.filter(({ start, end }) => start <= minute && minute < end);
      assert.equal(free.length, isBusy ? 0 : 1);
    }
    assert.ok(spans.every(({ start, end }) => start >= 360 && end <= 1320 && start < end));
  }));
});
