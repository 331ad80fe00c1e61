import fc from "fast-check";
import assert from "node:assert/strict";
import {
  type Booking,
  clashesAmong,
  findClashes,
  overlaps,
  type StoredSession,
} from "@/resources/programacion/rules/clashes.ts";
import { proposal, slot, stored } from "../samples.ts";

const hour = (value: number) => `${String(value).padStart(2, "0")}:00`;
const hours = Array.from({ length: 17 }, (_, index) => index + 6);
const INTERVALS = hours.flatMap((from) =>
  hours.filter((to) => to > from).map((to) => ({ from, to, slot: slot(hour(from), hour(to)) }))
);

Deno.test("of the 136 whole-hour intervals 12,376 ordered pairs overlap, 1,360 touch", () => {
  assert.equal(INTERVALS.length, 136);
  const counts = { overlapping: 0, touching: 0, missed: 0, falsely: 0 };
  for (const a of INTERVALS) {
    for (const b of INTERVALS) {
      // Whether the two share an hour, counted hour by hour.
      const shared = hours.some((h) => h >= a.from && h < a.to && h >= b.from && h < b.to);
      const found = overlaps(a.slot, b.slot);
      if (shared) counts.overlapping++;
      if (a.to === b.from || b.to === a.from) counts.touching++;
      if (shared && !found) counts.missed++;
      if (!shared && found) counts.falsely++;
    }
  }
  assert.deepEqual(counts, { overlapping: 12_376, touching: 1_360, missed: 0, falsely: 0 });
});

Deno.test("findClashes finds the same 12,376 among the 136 at once", () => {
  const sessions = INTERVALS.map(({ slot }, id) => stored({ ...slot, id_programacion: id + 1 }));
  const proposals = INTERVALS.map(({ slot }) =>
    proposal({ ...slot, cod_ficha: 1, id_ambiente: null })
  );
  assert.equal(findClashes(proposals, sessions).flat().length, 12_376);
  // Among themselves each pair once, without the 136 with itself: (12,376 - 136) / 2 per resource.
  assert.equal(clashesAmong(sessions).length, 3 * 6_120);
});

const CASES: [string, [string, string], [string, string], boolean][] = [
  ["back to back", ["08:00", "10:00"], ["10:00", "12:00"], false],
  ["same start, shorter", ["08:00", "10:00"], ["08:00", "09:00"], true],
  ["same end, longer", ["08:00", "10:00"], ["07:00", "10:00"], true],
  ["contained", ["08:00", "12:00"], ["09:00", "10:00"], true],
  ["containing", ["09:00", "10:00"], ["08:00", "12:00"], true],
  ["identical", ["08:00", "10:00"], ["08:00", "10:00"], true],
  ["18-22 twice at night", ["18:00", "22:00"], ["18:00", "22:00"], true],
  ["one minute at night", ["20:00", "21:31"], ["21:30", "23:59"], true],
  ["apart", ["06:00", "08:00"], ["20:00", "22:00"], false],
];

for (const [name, a, b, expected] of CASES) {
  Deno.test(`${name}: ${expected ? "an overlap" : "no overlap"}, either way round`, () => {
    assert.equal(overlaps(slot(...a), slot(...b)), expected);
    assert.equal(overlaps(slot(...b), slot(...a)), expected);
  });
}

Deno.test("the same hours on another date, or with and without seconds", () => {
  const night = slot("18:00", "22:00");
  assert.equal(overlaps(night, { ...night, fecha_programada: "2026-07-15" }), false);
  const short = { ...night, hora_inicio: "22:00", hora_fin: "23:00" };
  assert.equal(overlaps(night, short), false);
});

const typesOf = (changes: Partial<StoredSession>) =>
  findClashes([proposal({ id_ambiente: 7 })], [stored(changes)]).flat().map(({ tipo }) => tipo);

const BY_RESOURCE: [string, Partial<StoredSession>, string[]][] = [
  ["all three", {}, ["instructor", "ficha", "ambiente"]],
  ["another instructor", { id_instructor: 6 }, ["ficha", "ambiente"]],
  ["another ficha", { cod_ficha: 1 }, ["instructor", "ambiente"]],
  ["another room", { id_ambiente: 8 }, ["instructor", "ficha"]],
  ["no room", { id_ambiente: null }, ["instructor", "ficha"]],
  ["nothing shared", { id_instructor: 6, cod_ficha: 1, id_ambiente: 8 }, []],
  ["cancelled", { estado: "cancelada" }, []],
];

for (const [name, changes, expected] of BY_RESOURCE) {
  Deno.test(`a session with ${name} clashes by [${expected}]`, () => {
    assert.deepEqual(typesOf(changes), expected);
  });
}

Deno.test("two sessions without a room do not share one", () => {
  const virtual = stored({ id_ambiente: null, id_instructor: 6, cod_ficha: 1 });
  assert.deepEqual(findClashes([proposal()], [virtual]), [[]]);
});

Deno.test("sessions that the proposals replace block none of them", () => {
  const sessions = [stored(), stored({ ...slot("10:00", "12:00"), id_programacion: 13 })];
  const swapped = [
    proposal({ id_programacion: 12, id_ambiente: null, ...slot("10:00", "12:00") }),
    proposal({ id_programacion: 13, id_ambiente: null, ...slot("08:00", "10:00") }),
  ];
  assert.deepEqual(findClashes(swapped, sessions), [[], []]);
  assert.equal(findClashes(swapped.slice(0, 1), sessions).flat().length, 2);
});

const bookings = fc.array(
  fc.record({
    id_instructor: fc.integer({ min: 1, max: 2 }),
    cod_ficha: fc.integer({ min: 1, max: 2 }),
    id_ambiente: fc.constantFrom(null, 1, 2),
    fecha_programada: fc.constantFrom("2026-07-14", "2026-07-15"),
    span: fc.tuple(fc.integer({ min: 6, max: 21 }), fc.integer({ min: 1, max: 3 })),
  }).map(({ span: [from, length], ...rest }): Booking => ({
    ...rest,
    hora_inicio: hour(from),
    hora_fin: hour(Math.min(from + length, 22)),
  })),
  { maxLength: 25 },
);

Deno.test("clashesAmong finds every pair that comparing all with all finds", () => {
  fc.assert(fc.property(bookings, (list) => {
    const columns = ["id_instructor", "cod_ficha", "id_ambiente"] as const;
    const expected = list.flatMap((a, position) =>
      list.slice(position + 1).flatMap((b) =>
        columns.filter((column) => a[column] !== null && a[column] === b[column] && overlaps(a, b))
      )
    );
    assert.equal(clashesAmong(list).length, expected.length);
    assert.ok(clashesAmong(list).every(({ a, b }) => a !== b && overlaps(a, b)));
  }));
});
