import assert from "node:assert/strict";
import {
  expandSeries,
  MAX_SESSIONS,
  seriesErrors,
  type SeriesPlan,
} from "@/resources/programacion/series/rules/expand.ts";
import { holidaysBetween } from "@/time/holidays.ts";

const TEMA = { cod_competencia: 36180, cod_resultado: 593147, horas: null };
const FOUR_HOURS = { hora_inicio: "08:00:00", hora_fin: "12:00:00" };

function plan(changes: Partial<SeriesPlan> = {}): SeriesPlan {
  return {
    patrones: [{ dias: [1], ...FOUR_HOURS }],
    temas: [TEMA],
    desde: "2026-06-22",
    hasta: "2026-07-20",
    horas_objetivo: null,
    festivos: "saltar",
    permitir_no_laborable: false,
    ficha: { fecha_inicio: "2026-02-02", fecha_fin: "2027-02-01" },
    cerrados: holidaysBetween("2026-01-01", "2027-12-31"),
    ...changes,
  };
}

/** "07-06 08-12" for a session on 6 July from 8 to 12; the minutes only where there are some. */
function outline(changes: Partial<SeriesPlan>) {
  const { sesiones, omitidas, horas_programadas, horas_pendientes, fin } = expandSeries(
    plan(changes),
  );
  const time = (hora: string) => hora.slice(0, 5).replace(":00", "");
  return {
    sesiones: sesiones.map((s) =>
      `${s.fecha_programada.slice(5)} ${time(s.hora_inicio)}-${time(s.hora_fin)}`
    ),
    omitidas: omitidas.map((s) => `${s.fecha_programada.slice(5)} ${s.motivo}`),
    horas: [horas_programadas, horas_pendientes],
    fin,
  };
}

Deno.test("a series skips its holidays, says so, and includes its last day", () => {
  assert.deepEqual(outline({ hasta: "2026-07-27" }), {
    sesiones: ["06-22 08-12", "07-06 08-12", "07-27 08-12"],
    omitidas: [
      "06-29 San Pedro y San Pablo",
      "07-13 Virgen de Chiquinquirá",
      "07-20 Día de la Independencia",
    ],
    horas: [12, 0],
    fin: "hasta",
  });
});

Deno.test("what falls on a holiday is made up after the end, on the same pattern", () => {
  const { sesiones, horas, fin } = outline({ festivos: "reponer" });
  assert.deepEqual(sesiones, [
    "06-22 08-12",
    "07-06 08-12",
    "07-27 08-12",
    "08-03 08-12",
    "08-10 08-12",
  ]);
  assert.deepEqual([horas, fin], [[20, 0], "hasta"]);
});

Deno.test("making up stops at the end of the ficha and says what found no place", () => {
  const ficha = { fecha_inicio: null, fecha_fin: "2026-08-09" };
  const { sesiones, horas, fin } = outline({ festivos: "reponer", ficha });
  assert.deepEqual(sesiones.slice(2), ["07-27 08-12", "08-03 08-12"]);
  assert.deepEqual([horas, fin], [[16, 4], "fin_ficha"]);
});

Deno.test("with an objective it ends by itself, the last session shortened", () => {
  assert.deepEqual(outline({ hasta: null, horas_objetivo: 9.5 }), {
    sesiones: ["06-22 08-12", "07-06 08-12", "07-27 08-09:30"],
    omitidas: [
      "06-29 San Pedro y San Pablo",
      "07-13 Virgen de Chiquinquirá",
      "07-20 Día de la Independencia",
    ],
    horas: [9.5, 0],
    fin: "horas",
  });
});

for (
  const [horas_objetivo, last, total] of [
    [8, "07-06 08-12", 8],
    [8.25, "07-27 08-08:30", 8.5],
    [8.5, "07-27 08-08:30", 8.5],
    [0.5, "06-22 08-08:30", 0.5],
  ] as const
) {
  Deno.test(`an objective of ${horas_objetivo} h ends with ${last}`, () => {
    const { sesiones, horas } = outline({ hasta: null, horas_objetivo });
    assert.deepEqual([sesiones.at(-1), horas[0]], [last, total]);
  });
}

Deno.test("an objective that does not fit before the ficha ends leaves the rest open", () => {
  const ficha = { fecha_inicio: null, fecha_fin: "2026-07-06" };
  const { sesiones, horas, fin } = outline({ hasta: null, horas_objetivo: 20, ficha });
  assert.deepEqual([sesiones.length, horas, fin], [2, [8, 12], "fin_ficha"]);
});

Deno.test("several resultados follow one another and end the series", () => {
  const temas = [6, 1.5, 0.5].map((horas, index) => ({ ...TEMA, cod_resultado: index + 1, horas }));
  const { sesiones, fin } = expandSeries(plan({ temas }));
  assert.deepEqual(
    sesiones.map((s) => `${s.fecha_programada} ${s.cod_resultado} ${s.hora_inicio}-${s.hora_fin}`),
    [
      "2026-06-22 1 08:00:00-12:00:00",
      "2026-07-06 1 08:00:00-10:00:00",
      "2026-07-06 2 10:00:00-11:30:00",
      "2026-07-06 3 11:30:00-12:00:00",
    ],
  );
  assert.equal(fin, "temas");
});

Deno.test("a series crosses the year's end without its holidays", () => {
  const { sesiones, omitidas } = outline({
    patrones: [{ dias: [5], hora_inicio: "18:00:00", hora_fin: "22:00:00" }],
    desde: "2026-12-18",
    hasta: "2027-01-08",
  });
  assert.deepEqual(sesiones, ["12-18 18-22", "01-08 18-22"]);
  assert.deepEqual(omitidas, ["12-25 Navidad", "01-01 Año Nuevo"]);
});

Deno.test("the third date being a holiday, the fourth stays where it is", () => {
  const { sesiones, omitidas } = outline({
    desde: "2026-06-30",
    patrones: [
      { dias: [1, 2], ...FOUR_HOURS },
    ],
    hasta: "2026-07-14",
  });
  assert.deepEqual(sesiones, ["06-30 08-12", "07-06 08-12", "07-07 08-12", "07-14 08-12"]);
  assert.deepEqual(omitidas, ["07-13 Virgen de Chiquinquirá"]);
});

Deno.test("several patterns, also twice a day, come out in order of date and hour", () => {
  const { sesiones } = outline({
    patrones: [
      { dias: [3], hora_inicio: "18:00:00", hora_fin: "22:00:00" },
      { dias: [2, 3], hora_inicio: "06:00:00", hora_fin: "08:00:00" },
    ],
    hasta: "2026-06-26",
  });
  assert.deepEqual(sesiones, ["06-23 06-08", "06-24 06-08", "06-24 18-22"]);
});

Deno.test("Sundays and holidays are used when the request allows them", () => {
  const sunday = { patrones: [{ dias: [7], ...FOUR_HOURS }], hasta: "2026-06-28" };
  assert.deepEqual(outline(sunday).omitidas, ["06-28 domingo"]);
  const allowed = outline({ ...sunday, permitir_no_laborable: true });
  assert.deepEqual(allowed.sesiones, ["06-28 08-12"]);
  assert.equal(outline({ permitir_no_laborable: true }).sesiones.length, 5);
});

Deno.test("a series begins no sooner and ends no later than the ficha", () => {
  const ficha = { fecha_inicio: "2026-07-06", fecha_fin: "2026-07-27" };
  const { sesiones, fin } = outline({ desde: "2026-01-01", hasta: "2026-12-31", ficha });
  assert.deepEqual([sesiones, fin], [["07-06 08-12", "07-27 08-12"], "fin_ficha"]);
});

Deno.test("a series may end with the ficha, on the very day", () => {
  const ficha = { fecha_inicio: "2026-06-22", fecha_fin: "2026-07-06" };
  const { sesiones, fin } = outline({ hasta: "2026-07-06", ficha });
  assert.deepEqual([sesiones, fin], [["06-22 08-12", "07-06 08-12"], "hasta"]);
});

Deno.test("a ficha without a last day leaves the end to the request", () => {
  const ficha = { fecha_inicio: null, fecha_fin: null };
  assert.equal(outline({ ficha }).fin, "hasta");
});

Deno.test("the cap on sessions and on days ends what would go on", () => {
  const always = {
    patrones: [{ dias: [1, 2, 3, 4, 5, 6, 7], ...FOUR_HOURS }],
    hasta: null,
    horas_objetivo: 99_999,
    permitir_no_laborable: true,
    ficha: { fecha_inicio: null, fecha_fin: null },
  };
  const { sesiones, fin } = expandSeries(plan(always));
  assert.deepEqual([sesiones.length, fin], [MAX_SESSIONS, "tope"]);
  const weekly = expandSeries(plan({ ...always, patrones: [{ dias: [1], ...FOUR_HOURS }] }));
  assert.deepEqual([weekly.sesiones.length, weekly.fin], [158, "tope"]);
  assert.equal(weekly.sesiones.at(-1)?.fecha_programada, "2029-06-25");
});

const ERRORS: [string, Partial<SeriesPlan>, string[]][] = [
  ["nothing wrong", {}, []],
  ["one day", { hasta: "2026-06-22" }, []],
  ["half hours", { hasta: null, horas_objetivo: 0.5, temas: [{ ...TEMA, horas: 0.5 }] }, []],
  ["no patterns", { patrones: [] }, ["patrones"]],
  ["no temas", { temas: [] }, ["temas"]],
  ["a tema of 20 minutes", { temas: [{ ...TEMA, horas: 1 / 3 }] }, ["temas"]],
  ["both ends", { horas_objetivo: 10 }, ["hasta"]],
  ["no end", { hasta: null }, ["hasta"]],
  ["reversed dates", { hasta: "2026-06-21" }, ["hasta"]],
  ["too small an objective", { hasta: null, horas_objetivo: 0.4 }, ["horas_objetivo"]],
];

for (const [name, changes, fields] of ERRORS) {
  Deno.test(`a plan with ${name} has its errors in [${fields}]`, () => {
    assert.deepEqual(seriesErrors(plan(changes)).map(({ campo }) => campo), fields);
  });
}
