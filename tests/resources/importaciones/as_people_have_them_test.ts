import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { bookOf, type Given, pe04Rows, readHere } from "./files.ts";
import { zipOf } from "./files/zip.ts";

const ROWS = pe04Rows({ NOMBRE_EMPRESA: 'CAFÉ, ARTE; "PAN" | Y\nMÁS' });

/** As a spreadsheet writes a text: quoted wherever it has to be. */
function csv(separator: string, rows: Given[][] = ROWS): string {
  const quote = (cell: Given) => {
    const text = String(cell ?? "");
    return /[;,\t|"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => row.map(quote).join(separator)).join("\r\n");
}

const ENCODINGS: Record<string, (text: string) => Buffer> = {
  "UTF-8": (text) => Buffer.from(text),
  "UTF-8 with its mark": (text) => Buffer.from(`\ufeff${text}`),
  "UTF-16 LE": (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  "UTF-16 BE": (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
  "UTF-16 without a mark": (text) => Buffer.from(text, "utf16le"),
  "Windows": (text) => Buffer.from(text, "latin1"),
  "Macintosh": (text) =>
    Buffer.from(
      text.replace(/[ÁÉÓÑ]/g, (it) => ({ Á: "\xe7", É: "\x83", Ó: "\xee" })[it] ?? "\x84"),
      "latin1",
    ),
  "MS-DOS": (text) =>
    Buffer.from(
      text.replace(/[ÁÉÓÑ]/g, (it) => ({ Á: "\xb5", É: "\x90", Ó: "\xe0" })[it] ?? "\xa5"),
      "latin1",
    ),
};

for (const [name, encode] of Object.entries(ENCODINGS)) {
  Deno.test(`a text in ${name} is read, whatever separates its fields`, () => {
    for (const separator of [";", ",", "\t", "|"]) {
      const { pe04, rechazadas } = readHere(encode(csv(separator)));
      assert.deepEqual(rechazadas, [], separator);
      assert.equal(pe04[0]?.grupo.nombre_empresa, 'CAFÉ, ARTE; "PAN" | Y MÁS');
      assert.equal(pe04[0]?.grupo.jornada, "MAÑANA");
      assert.equal(pe04[0]?.centro.nombre_centro, "CENTRO ATENCIÓN SECTOR AGROPECUARIO");
      assert.equal(pe04[0]?.datos.num_total_aprendices_activos, 25);
    }
  });
}

Deno.test("the line with which a spreadsheet names its separator is no harm", () => {
  assert.equal(readHere(Buffer.from(`sep=,\r\n${csv(",")}`)).pe04[0]?.fila, 7);
});

Deno.test("what a computer adds to a ZIP by itself does not count", () => {
  const added = [
    "~$PE-04.xlsx",
    "reportes/~$PE-04.xlsx",
    "__MACOSX/._PE-04.xlsx",
    "__MACOSX/reportes/._PE-04.xlsx",
    ".DS_Store",
    "reportes/.DS_Store",
    "Thumbs.db",
    "reportes/ehthumbs.db",
    "Desktop.ini",
    ".~lock.PE-04.xlsx#",
    "~WRL0001.tmp",
    "PE-04.xlsx:Zone.Identifier",
    "@eaDir/PE-04.xlsx/info",
    "$RECYCLE.BIN/desktop.ini",
  ].map((name) => ({ name, content: "x" }));
  const file = { name: "reportes/PE-04.xlsx", content: bookOf(ROWS) };
  const folder = { name: "reportes/", content: "" };
  assert.equal(readHere(zipOf(...added, folder, file)).pe04.length, 1);
  assert.throws(() => readHere(zipOf(...added)), /es un ZIP vacío/);
  const other = { name: "PE-05.xlsx", content: bookOf(ROWS) };
  assert.throws(() => readHere(zipOf(file, other, ...added)), /ZIP con 2 archivos/);
});

Deno.test("invisible characters are no text, wherever they stand", () => {
  const marks = [
    "\u200b",
    "\ufeff",
    "\u00ad",
    "\u200e",
    "\u202a",
    "\u2060",
    "\u200d",
    "\u0007",
    "\u2800",
  ];
  const fichas = marks.map((mark, i) => ({
    IDENTIFICADOR_FICHA: `${mark}284724${i}${mark}`,
    NOMBRE_MUNICIPIO_CURSO: `${mark}PERE${mark}IRA${mark}`,
    NOMBRE_RESPONSABLE: mark,
    FECHA_INICIO_FICHA: `03/02/2025${mark}`,
    TOTAL_APRENDICES: `${mark}27`,
  }));
  const { pe04, rechazadas } = readHere(Buffer.from(csv(";", pe04Rows(...fichas))));
  assert.deepEqual(rechazadas, []);
  assert.deepEqual(
    pe04.map(({ grupo, datos }) => [
      ...[grupo.nombre_municipio, grupo.responsable, grupo.fecha_inicio],
      ...[datos.num_total_aprendices, grupo.cod_ficha],
    ]),
    marks.map((_, i) => ["PEREIRA", null, "2025-02-03", 27, 2847240 + i]),
  );
  const spaced = pe04Rows({ NOMBRE_MUNICIPIO_CURSO: "SANTA\u00a0ROSA\u2003 DE\u0085CABAL\u00a0" });
  assert.equal(readHere(bookOf(spaced)).pe04[0]?.grupo.nombre_municipio, "SANTA ROSA DE CABAL");
});

Deno.test("one cell that is too long rejects its row, by name, and no other", () => {
  const long = "X".repeat(30_000);
  const rows = pe04Rows(
    { NOMBRE_RESPONSABLE: long },
    { IDENTIFICADOR_FICHA: 2847249, NOMBRE_NUEVO_SECTOR: long },
    { IDENTIFICADOR_FICHA: 2847250, TOTAL_APRENDICES: long },
    { IDENTIFICADOR_FICHA: 2847251 },
  );
  for (
    const file of [
      bookOf(rows),
      bookOf(rows, "xlml"),
      Buffer.from(csv(",", rows)),
    ]
  ) {
    const { pe04, rechazadas } = readHere(file);
    assert.deepEqual(pe04.map(({ grupo }) => grupo.cod_ficha), [2847249, 2847251]);
    assert.deepEqual(rechazadas.map(({ fila, columna }) => [fila, columna]), [
      [6, "NOMBRE_RESPONSABLE"],
      [8, "TOTAL_APRENDICES"],
    ]);
    assert.match(rechazadas[0]?.motivo ?? "", /tiene más de 100 caracteres/);
  }
});
