import assert from "node:assert/strict";
import type * as z from "zod";
import {
  code,
  codeAndName,
  countOrNull,
  dateOrNull,
  fichaCode,
  neededText,
  text,
} from "@/resources/importaciones/reports/cells.ts";
import type { Cell } from "@/resources/importaciones/sheets/row.ts";

/** What each cell comes to; "refused" stands for every reason not to take it. */
function check(schema: z.ZodType, cases: [Cell, unknown][]) {
  for (const [cell, expected] of cases) {
    const { success, data } = schema.safeParse(cell);
    assert.deepEqual(success ? data : "refused", expected, JSON.stringify(cell));
  }
}

Deno.test("a code is a whole number, as a number or as text, with thousands or with a zero fraction", () => {
  check(code, [
    [2847248, 2847248],
    ["2847248", 2847248],
    [" 2847248\n", 2847248],
    ["2,847,248", 2847248],
    ["2.847.248", 2847248],
    ["2847248.0", 2847248],
    ["2847248,00", 2847248],
    ["9,121", 9121],
    ["2.847", "refused"], // thousands or a fraction: nobody can tell
    ["28,47", "refused"],
    ["2,84,248", "refused"],
    [2847248.5, "refused"],
    ["12a", "refused"],
    ["1e5", "refused"],
    ["0x10", "refused"],
    [0, "refused"],
    [-5, "refused"],
    [4294967296, "refused"],
    ["99999999999999999999", "refused"],
    [null, "refused"],
    ["", "refused"],
  ]);
});

Deno.test("a count may be missing, and is never negative", () => {
  check(countOrNull, [["1,250", 1250], [0, 0], [null, null], ["  ", null], [-1, "refused"]]);
});

Deno.test("a date is read day first, from text, from ISO or from its serial number", () => {
  check(dateOrNull, [
    ["03/02/2025", "2025-02-03"],
    ["3/2/2025", "2025-02-03"],
    ["31/12/2026", "2026-12-31"],
    ["31-12-2026", "2026-12-31"],
    ["31/12/2026 00:00:00", "2026-12-31"],
    ["06/07/2026 08:15 a. m.", "2026-07-06"],
    ["2026-12-31", "2026-12-31"],
    ["2026-12-31T00:00:00.000", "2026-12-31"],
    ["29/02/2028", "2028-02-29"],
    [45691, "2025-02-03"],
    [45691.75, "2025-02-03"],
    ["45691", "2025-02-03"],
    [null, null],
    [" ", null],
    ["12/31/2026", "refused"], // the month is never taken for the day
    ["29/02/2027", "refused"],
    ["00/01/2026", "refused"],
    ["03/02/25", "refused"],
    ["2026/12/31", "refused"],
    ["febrero", "refused"],
    [25, "refused"],
    [20261231, "refused"],
    ["03/02/1925", "refused"],
  ]);
});

Deno.test("a text has its line breaks folded and is refused when it is too long, never cut", () => {
  check(text(10), [
    ["  CAFÉ\n  ARTE ", "CAFÉ ARTE"],
    ["a\u00a0b", "a b"],
    ["CAFE\u0301", "CAFÉ"],
    [2847248, "2847248"],
    ["1234567890", "1234567890"],
    ["12345678901", "refused"],
    ["a\u0000b", "refused"],
    ["\ud800", "refused"],
    ["#N/A", "refused"],
    ["#¡REF!", "refused"],
    ["#ERROR", "refused"],
    ["#1 EN CAFÉ", "#1 EN CAFÉ"],
    ["'=1+1", "=1+1"], // as the file of rejected rows writes it
    [null, null],
    ["", null],
  ]);
  check(neededText(10), [["ADSO", "ADSO"], [null, "refused"], [" ", "refused"]]);
});

Deno.test("a ficha with a letter is refused for its letter", () => {
  check(fichaCode, [["2,847,248", 2847248], [3228973, 3228973], ["3228973A", "refused"]]);
  assert.equal(
    fichaCode.safeParse("3228973A").error?.issues[0]?.message,
    "Es una ficha con letra: el sistema guarda códigos de ficha de solo números",
  );
});

Deno.test("a code with its name is taken apart at the first hyphen", () => {
  check(codeAndName, [
    ["36180 - PROMOVER", { codigo: 36180, nombre: "PROMOVER" }],
    ["593147 - 02 DISEÑAR - PROBAR", { codigo: 593147, nombre: "02 DISEÑAR - PROBAR" }],
    ["36180-PROMOVER", { codigo: 36180, nombre: "PROMOVER" }],
    [`36180 - ${"N".repeat(501)}`, "refused"],
    ["PROMOVER", "refused"],
    [36180, "refused"],
    ["36180 -", "refused"],
    [null, "refused"],
  ]);
});
