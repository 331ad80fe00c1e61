import { read, utils } from "@e965/xlsx";
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { openZip } from "@/resources/importaciones/files/zip_guard.ts";
import {
  MAX_WRITTEN,
  writeRechazadas,
} from "@/resources/importaciones/reports/rejected_workbook.ts";
import { bookOf, pe04Rows, readHere } from "./files.ts";

/** What spreadsheets are known to run, or might once saved as CSV. */
const RISKY = [
  '=HYPERLINK("http://example.com";"clic")',
  "+1+1",
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(A1)",
  "\t=1+1",
  "\r=1+1",
];

Deno.test("rechazadas.xlsx holds no cell that a spreadsheet would run", () => {
  const rechazadas = RISKY.map((text, i) => ({
    fila: i + 6,
    columna: text,
    motivo: text,
    celdas: [text, -5, null],
  }));
  const file = Buffer.from(writeRechazadas(["=A", "B", "C"], rechazadas));
  const rows = read(file, { type: "buffer", cellFormula: true, dense: true }).Sheets.Rechazadas;
  assert(rows);
  const cells = rows["!data"]?.flat().filter(Boolean) ?? [];
  assert.equal(cells.length, 6 + RISKY.length * 5);
  for (const { t, v, f } of cells) {
    assert.equal(f, undefined);
    assert.equal(t, typeof v === "number" ? "n" : "s");
    assert.doesNotMatch(String(v), t === "s" ? /^[=+@\t\r-]/ : /[^\d-]/);
  }
  const sheet = openZip(file).find(({ name }) => name === "xl/worksheets/sheet1.xml");
  assert.doesNotMatch(sheet?.read().toString() ?? "<f>", /<f[ >]/);
});

Deno.test("rechazadas.xlsx has the row, the column and the reason beside what the row held", () => {
  const { resumen, rechazadas } = readHere(
    bookOf(pe04Rows({}, { IDENTIFICADOR_FICHA: "3228973A" })),
  );
  const file = Buffer.from(writeRechazadas(resumen.encabezados, rechazadas));
  const sheet = read(file, { type: "buffer" }).Sheets.Rechazadas ?? assert.fail();
  const [row, ...others] = utils.sheet_to_json<Record<string, unknown>>(sheet);
  assert.equal(others.length, 0);
  assert.equal(row?.IDENTIFICADOR_FICHA, "3228973A");
  assert.equal(row?.CODIGO_CENTRO, 9121);
  assert.equal(row?.FILA, 7);
  assert.equal(row?.COLUMNA, "IDENTIFICADOR_FICHA");
  assert.match(String(row?.MOTIVO), /ficha con letra/);
});

Deno.test("rechazadas.xlsx can be corrected and sent again", () => {
  const wrong = { IDENTIFICADOR_FICHA: "3228973A", NOMBRE_EMPRESA: "=SUMA Y SIGUE" };
  const { resumen, rechazadas } = readHere(bookOf(pe04Rows(wrong)));
  const corrected = rechazadas.map((rechazada) => ({
    ...rechazada,
    celdas: rechazada.celdas.map((cell) => cell === "3228973A" ? 3228973 : cell),
  }));
  const again = readHere(Buffer.from(writeRechazadas(resumen.encabezados, corrected)));
  assert.deepEqual(again.rechazadas, []);
  const [right] = readHere(bookOf(pe04Rows({ ...wrong, IDENTIFICADOR_FICHA: 3228973 }))).pe04;
  assert.deepEqual(again.pe04, [{ ...right, fila: 2 }]);
});

Deno.test("rechazadas.xlsx says so when there are more than it holds", () => {
  const rechazada = { fila: 6, columna: "A", motivo: "No sirve", celdas: ["x"] };
  const rechazadas = Array.from({ length: MAX_WRITTEN + 5 }, () => rechazada);
  const book = read(writeRechazadas(["A"], rechazadas));
  assert.deepEqual(book.SheetNames, ["Rechazadas", "Aviso"]);
  assert.equal(book.Sheets.Rechazadas?.["!ref"], `A1:D${MAX_WRITTEN + 1}`);
  assert.equal(
    book.Sheets.Aviso?.A1?.v,
    "Aquí están las primeras 10000 filas rechazadas, de 10005",
  );
});
