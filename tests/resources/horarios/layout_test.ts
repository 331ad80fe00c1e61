import fc from "fast-check";
import assert from "node:assert/strict";
import { layoutWeek, type Week } from "@/resources/horarios/layout.ts";
import { datesOfWeek } from "@/time/periods.ts";
import { minutesOf, type Slot, toTime } from "@/time/times.ts";
import { slot } from "../programacion/samples.ts";

const WEEK = datesOfWeek("2026-W29") ?? [];

/** The blocks of Tuesday: rows and columns as "row+rows column+columns". */
function tuesday<S extends Slot>(week: Week<S>) {
  const day = week.dias[1];
  const blocks = day?.bloques.map(({ fila, filas, columna, columnas }) =>
    `${fila}+${filas} ${columna}+${columnas}`
  );
  return [day?.columnas, blocks];
}

Deno.test("rows are the hours, cut where a session starts or ends", () => {
  const { filas, dias } = layoutWeek(WEEK, [slot("08:00", "09:30"), slot("10:00", "10:45")]);
  assert.deepEqual(filas.map(({ hora_inicio, hora_fin }) => `${hora_inicio}-${hora_fin}`), [
    "08:00:00-09:00:00",
    "09:00:00-09:30:00",
    "09:30:00-10:00:00",
    "10:00:00-10:45:00",
    "10:45:00-11:00:00",
  ]);
  assert.deepEqual(dias.map(({ fecha }) => fecha), WEEK);
  assert.deepEqual(tuesday({ filas, dias }), [1, ["0+2 0+1", "3+1 0+1"]]);
});

const CASES: [string, [string, string][], number, string[]][] = [
  ["back to back share a column", [["08:00", "10:00"], ["10:00", "12:00"]], 1, [
    "0+2 0+1",
    "2+2 0+1",
  ]],
  ["identical stand side by side", [["08:00", "10:00"], ["08:00", "10:00"]], 2, [
    "0+2 0+1",
    "0+2 1+1",
  ]],
  [
    "the longer of two that start together comes first",
    [["08:00", "09:00"], ["08:00", "10:00"]],
    2,
    [
      "0+2 0+1",
      "0+1 1+1",
    ],
  ],
  [
    "who is alone takes the whole width",
    [["08:00", "09:00"], ["08:00", "09:00"], ["09:00", "10:00"]],
    2,
    ["0+1 0+1", "0+1 1+1", "1+1 0+2"],
  ],
  [
    "a chain needs two columns, not three",
    [["08:00", "10:00"], ["09:00", "11:00"], ["10:00", "12:00"]],
    2,
    ["0+2 0+1", "1+2 1+1", "2+2 0+1"],
  ],
];

for (const [name, times, columns, blocks] of CASES) {
  Deno.test(name, () => {
    const sessions = times.map(([from, to]) => slot(from, to));
    assert.deepEqual(tuesday(layoutWeek(WEEK, sessions)), [columns, blocks]);
  });
}

Deno.test("a week without sessions has its days and no rows", () => {
  const other = [slot("08:00", "10:00", "2026-07-20"), slot("10:00", "10:00")];
  const { filas, dias } = layoutWeek(WEEK, other);
  assert.deepEqual([filas.length, dias.length], [0, 7]);
  assert.ok(dias.every(({ columnas, bloques }) => columnas === 1 && bloques.length === 0));
});

Deno.test("the last minutes of the day have a row", () => {
  const { filas } = layoutWeek(WEEK, [slot("22:00", "23:59")]);
  assert.deepEqual(filas.map(({ hora_fin }) => hora_fin), ["23:00:00", "23:59:00", "24:00:00"]);
});

Deno.test("whatever the data, each session is one block and no cell belongs to two", () => {
  const sessions = fc.array(
    fc.record({
      fecha: fc.constantFrom(...WEEK.slice(0, 2)),
      start: fc.integer({ min: 360, max: 1200 }),
      length: fc.integer({ min: 1, max: 200 }),
    }).map(({ fecha, start, length }) => ({
      fecha_programada: fecha,
      hora_inicio: toTime(start),
      hora_fin: toTime(start + length),
    })),
    { maxLength: 14 },
  );
  fc.assert(fc.property(sessions, (list) => {
    const { filas, dias } = layoutWeek(WEEK, list);
    assert.equal(dias.flatMap(({ bloques }) => bloques).length, list.length);
    for (const { columnas, bloques } of dias) {
      const cells = bloques.flatMap((block) => {
        const rows = filas.slice(block.fila, block.fila + block.filas);
        assert.equal(rows[0]?.hora_inicio, block.sesion.hora_inicio);
        assert.equal(rows.at(-1)?.hora_fin, block.sesion.hora_fin);
        assert.ok(minutesOf(block.sesion) > 0 && block.columna + block.columnas <= columnas);
        return rows.flatMap((_, row) =>
          Array.from(
            { length: block.columnas },
            (_, column) => `${block.fila + row} ${block.columna + column}`,
          )
        );
      });
      assert.equal(new Set(cells).size, cells.length);
    }
  }));
});
