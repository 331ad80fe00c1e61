import assert from "node:assert/strict";
import {
  type CapacityQuestion,
  fits,
  remainingCapacity,
} from "@/resources/programacion/rules/capacity.ts";
import { holidaysBetween } from "@/time/holidays.ts";
import { slot } from "../samples.ts";

/** July 2026 has 27 days from Monday to Saturday, two of them holidays, and 4 Saturdays. */
function capacity(changes: Partial<CapacityQuestion> = {}) {
  const { dias, minutos } = remainingCapacity({
    desde: "2026-07-01",
    fecha_fin: "2026-07-31",
    ficha: { jornada: "NOCTURNA", hora_inicio: null, hora_fin: null },
    cerrados: holidaysBetween("2026-01-01", "2026-12-31"),
    sesiones: [],
    ...changes,
  });
  return [dias, minutos / 60];
}

const ficha = (jornada: string | null, hora_inicio: string | null, hora_fin: string | null) => ({
  ficha: { jornada, hora_inicio, hora_fin },
});

const CASES: [string, Partial<CapacityQuestion>, [number, number]][] = [
  ["night, by the table", {}, [25, 100]],
  ["DIURNA, by the table", ficha("Diurna", null, null), [25, 200]],
  ["weekends are their Saturdays", ficha("FINES DE SEMANA", null, null), [4, 32]],
  ["an unknown jornada", ficha("ESPECIAL", null, null), [25, 200]],
  ["no jornada", ficha(null, null, null), [25, 200]],
  ["own hours before the table", ficha("DIURNA", "18:00:00", "20:30:00"), [25, 62.5]],
  ["weekends with hours of their own", ficha("FINES DE SEMANA", "07:00", "17:00"), [4, 40]],
  ["one day, the last", { desde: "2026-07-31" }, [1, 4]],
  ["nothing after the end", { desde: "2026-08-01" }, [0, 0]],
];

for (const [name, changes, expected] of CASES) {
  Deno.test(`days and hours in July 2026: ${name}`, () => {
    assert.deepEqual(capacity(changes), expected);
  });
}

Deno.test("what is programmed already takes its room, and no more than its day has", () => {
  const sesiones = [
    slot("18:00", "21:00", "2026-07-01"),
    slot("06:00", "16:00", "2026-07-02"),
    slot("18:00", "22:00", "2026-07-13"),
  ];
  assert.deepEqual(capacity({ sesiones }), [25, 100 - 3 - 4]);
});

Deno.test("with own hours only what lies inside them counts, and no gap under 30 minutes", () => {
  const sesiones = [
    slot("06:00", "18:30", "2026-07-01"),
    slot("18:29", "21:00", "2026-07-02"),
    slot("18:30", "21:00", "2026-07-04"),
    slot("06:00", "17:00", "2026-07-03"),
  ];
  const own = ficha("NOCTURNA", "18:00:00", "22:00:00");
  assert.deepEqual(capacity({ ...own, sesiones }), [25, 100 - 0.5 - 3 - 2.5]);
});

Deno.test("another table of hours may be given", () => {
  const question = {
    desde: "2026-07-01",
    fecha_fin: "2026-07-31",
    ...ficha("NOCTURNA", null, null),
    cerrados: new Map<string, string>(),
    sesiones: [],
  };
  const own = { "NOCTURNA": { dias: [1, 2, 3, 4, 5], horas: 3 } };
  assert.deepEqual(remainingCapacity(question, own), { dias: 23, minutos: 23 * 180 });
});

for (
  const [missing, room, cabe, mensaje] of [
    [
      212,
      168,
      false,
      "Faltan 212 h, caben 168 h; amplíe el horario, use otros días o mueva la fecha de fin.",
    ],
    [168, 168, true, "Faltan 168 h, caben 168 h."],
    [1.5, 168, true, "Faltan 1,5 h, caben 168 h."],
  ] as const
) {
  Deno.test(`${missing} h in ${room} h: ${cabe ? "fits" : "does not fit"}`, () => {
    assert.deepEqual(fits(missing * 60, room * 60), { cabe, mensaje });
  });
}
