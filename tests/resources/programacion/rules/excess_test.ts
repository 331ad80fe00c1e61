import assert from "node:assert/strict";
import type { Proposal } from "@/resources/programacion/rules/clashes.ts";
import { findExcess } from "@/resources/programacion/rules/excess.ts";
import type { BookingContext } from "@/resources/programacion/rules/facts.ts";
import { facts, PLANTA_WEEK, proposal, slot, stored } from "../samples.ts";

const LIMITES = [{ ...PLANTA_WEEK, max_horas: 6 }];

function over(proposals: Proposal[], changes: Partial<BookingContext>) {
  return findExcess(proposals, facts({ limites: LIMITES, ...changes })).map((list) => list.length);
}

/** Four hours on Wednesday of the sample week. */
const FOUR = stored({ ...slot("08:00", "12:00", "2026-07-15") });

const CASES: [string, Partial<Proposal>, Partial<typeof FOUR>, number][] = [
  ["exactly the limit", {}, {}, 0],
  ["one minute more", { hora_fin: "10:01:00" }, {}, 1],
  [
    "the Sunday of the week counts",
    { hora_fin: "11:00:00" },
    { fecha_programada: "2026-07-19" },
    1,
  ],
  ["the Monday after does not", { hora_fin: "11:00:00" }, { fecha_programada: "2026-07-20" }, 0],
  ["another instructor's hours do not", { hora_fin: "11:00:00" }, { id_instructor: 6 }, 0],
  ["cancelled hours do not", { hora_fin: "11:00:00" }, { estado: "cancelada" }, 0],
  ["replaced hours do not", { hora_fin: "14:00:00", id_programacion: 12 }, {}, 0],
];

for (const [name, mine, theirs, expected] of CASES) {
  Deno.test(`weekly limit of 6 h, 4 h there: ${name}`, () => {
    const stored = [{ ...FOUR, ...theirs }];
    assert.deepEqual(over([proposal(mine)], { sesiones: stored }), [expected]);
    assert.deepEqual(over([proposal(mine)], { otrosDias: stored }), [expected]);
  });
}

Deno.test("proposals count one after another by date, whatever their order", () => {
  const list = [
    proposal(slot("08:00", "11:00", "2026-07-17")),
    proposal(slot("08:00", "11:00", "2026-07-15")),
    proposal(slot("08:00", "11:00", "2026-07-16")),
    proposal(slot("08:00", "11:00", "2026-07-20")),
  ];
  assert.deepEqual(over(list, {}), [1, 0, 0, 0]);
});

Deno.test("a change that adds no hours is not refused in a week that is over already", () => {
  const full = stored({ ...slot("06:00", "14:00", "2026-07-15"), id_programacion: 13 });
  const sesiones = [full, stored()];
  const moved = { id_programacion: 12, ...slot("10:00", "12:00") };
  assert.deepEqual(over([proposal(moved)], { sesiones }), [0]);
  assert.deepEqual(over([proposal({ ...moved, hora_fin: "12:30:00" })], { sesiones }), [1]);
});

Deno.test("week and month are two limits, each with its own message", () => {
  const limites = [
    ...LIMITES,
    { ...PLANTA_WEEK, unidad: "mes", max_horas: 5, efecto: "bloqueo" } as const,
  ];
  const [found] = findExcess(
    [proposal({ hora_fin: "12:00:00" })],
    facts({ limites, sesiones: [FOUR] }),
  );
  assert.deepEqual(found?.map(({ efecto, motivo }) => [efecto, motivo.mensaje]), [
    [
      "aviso",
      "Con esta sesión Ana Ríos llega a 8 h en la semana del lunes 13 de julio de 2026 y su " +
      "límite (planta) es 6 h; elija otra fecha u otro instructor.",
    ],
    [
      "bloqueo",
      "Con esta sesión Ana Ríos llega a 8 h en julio de 2026 y su límite (planta) es 5 h; elija " +
      "otra fecha u otro instructor.",
    ],
  ]);
});
