import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { bookOf, pe04Rows, readHere, textOf } from "../files.ts";
import { xlsxAround, xmlRow, zipOf } from "../files/zip.ts";

const ROWS = pe04Rows(
  { FECHA_INICIO_FICHA: new Date(Date.UTC(2025, 1, 3)) },
  { IDENTIFICADOR_FICHA: "2847249", NOMBRE_EMPRESA: 'CAFÉ; ARTE\nY "PAN" S.A.S.' },
);

const EXPECTED = {
  regional: { cod_regional: 66, nombre: "REGIONAL RISARALDA" },
  centro: {
    cod_centro: 9121,
    nombre_centro: "CENTRO ATENCIÓN SECTOR AGROPECUARIO",
    cod_regional: 66,
  },
  programa: { cod_programa: 228106, la_version: 1, nombre: "ANÁLISIS Y DESARROLLO DE SOFTWARE" },
  grupo: {
    cod_ficha: 2847248,
    cod_centro: 9121,
    cod_programa: 228106,
    la_version: 1,
    estado_grupo: "En ejecucion",
    nombre_nivel: "TECNÓLOGO",
    jornada: "MAÑANA",
    fecha_inicio: "2025-02-03",
    fecha_fin: "2026-11-02",
    etapa: "LECTIVA",
    modalidad: "PRESENCIAL",
    responsable: "ANA RUIZ",
    nombre_empresa: null,
    nombre_municipio: "PEREIRA",
    nombre_programa_especial: null,
  },
  datos: {
    cod_ficha: 2847248,
    num_aprendices_masculinos: 12,
    num_aprendices_femenino: 14,
    num_aprendices_no_binario: 1,
    num_total_aprendices: 27,
    num_total_aprendices_activos: 25,
  },
};

const textRows = ROWS.map((row) =>
  row.map((cell) => cell instanceof Date ? cell.toISOString().slice(0, 10) : cell)
);
const utf16 = Buffer.concat([
  Buffer.from([0xff, 0xfe]),
  Buffer.from(textOf(textRows).toString(), "utf16le"),
]);

const FILES: Record<string, Buffer> = {
  ".xlsx": bookOf(ROWS),
  ".xls (BIFF8)": bookOf(ROWS, "biff8"),
  "SpreadsheetML": bookOf(ROWS, "xlml"),
  "text in UTF-8": textOf(textRows),
  "text in UTF-8 with its mark": Buffer.concat([Buffer.from("\ufeff"), textOf(textRows)]),
  "text in Latin-1": textOf(textRows, "latin1"),
  "text in UTF-16": utf16,
  "ZIP with an .xlsx": zipOf({ name: "PE04.xls", content: bookOf(ROWS) }),
  "ZIP with an .xls": zipOf(
    { name: "__MACOSX/._PE04.csv", content: "notes" },
    { name: "reportes/", content: "" },
    { name: "reportes/PE04.csv", content: bookOf(ROWS, "biff8") },
  ),
  "ZIP with a text": zipOf({ name: "PE04", content: textOf(textRows, "latin1") }),
};

for (const [format, file] of Object.entries(FILES)) {
  Deno.test(`${format} gives every row of a PE-04, by what its bytes are`, () => {
    const { resumen, pe04, rechazadas } = readHere(file);
    assert.deepEqual(rechazadas, []);
    assert.equal(resumen.tipo, "pe04");
    assert.equal(resumen.filas, 2);
    assert.deepEqual(pe04[0], { fila: 6, ...EXPECTED });
    assert.equal(pe04[1]?.fila, 7);
    assert.equal(pe04[1]?.grupo.cod_ficha, 2847249);
    assert.equal(pe04[1]?.grupo.nombre_empresa, 'CAFÉ; ARTE Y "PAN" S.A.S.');
  });
}

const HEADERS = [
  "IDENTIFICADOR_FICHA",
  "CODIGO_CENTRO",
  "CODIGO_PROGRAMA",
  "VERSION_PROGRAMA",
  "NOMBRE_PROGRAMA_FORMACION",
];

/** Rows of a PE-04, from row 2 on, that make more XML than is read at a time. */
const MANY = Array.from(
  { length: 24_000 },
  (_, i) => xmlRow(i + 2, [String(2_800_001 + i), "9121", "228106", "1", "A".repeat(200)]),
);
const WHOLE = xmlRow(1, HEADERS) + MANY.join("");

function hasEveryFicha({ pe04, rechazadas }: ReturnType<typeof readHere>) {
  assert.deepEqual(rechazadas, []);
  assert.equal(pe04.length, 24_000);
  assert(pe04.every(({ fila, grupo }) => grupo.cod_ficha === 2_800_001 + fila - 2));
}

Deno.test("an .xlsx of several pieces keeps every row and its number", () => {
  assert(WHOLE.length > 8 * 1024 * 1024);
  hasEveryFicha(readHere(xlsxAround(WHOLE)));
});

Deno.test("an .xlsx whose rows carry no number counts them, the empty ones too", () => {
  hasEveryFicha(readHere(xlsxAround(WHOLE.replaceAll(/ r="\d+"/g, ""))));
  const rows = [HEADERS, [], ["2847248", "9121", "228106", "1", "ADSO"]].map((cells) =>
    xmlRow(1, cells).replace(' r="1"', "")
  );
  assert.equal(readHere(xlsxAround(rows.join(""))).pe04[0]?.fila, 3);
});

Deno.test("an .xlsx in which only some rows carry a number is refused", () => {
  const rows = xmlRow(1, HEADERS) + xmlRow(2, ["2847248"]).replace(' r="2"', "");
  assert.throws(() => readHere(xlsxAround(rows)), /El archivo está incompleto o dañado/);
});

Deno.test("cells of an .xlsx stand where they say, or after the one before", () => {
  const placed =
    '<row r="2"><c r="A2" s="1"/><c r="C2"><v>9121</v></c><c r="B2"><v>2847248</v></c>' +
    '<c r="D2"><v>7</v></c><c r="E2"><v>228106</v></c><c r="F2"><v>1</v></c>' +
    '<c r="G2" t="inlineStr"><is><t>ADSO</t></is></c></row>';
  const unplaced = '<row r="3"><c/><c><v>2847249</v></c><c><v>9121</v></c><c s="1"></c>' +
    "<c><v>228106</v></c><c><v>1</v></c><c><v>20</v></c></row>";
  const [ficha = "", centro = "", ...others] = HEADERS;
  const header = xmlRow(1, [
    "NADA",
    ficha,
    centro,
    "OTRA",
    ...others,
    "ESTADO_CURSO",
    "FECHA_INICIO_FICHA",
  ]);
  // Enough to bring the row into the second piece, where columns of no interest are left out.
  const filler = Array.from({ length: 700 }, (_, i) => {
    return `<row r="${i + 10}"><c r="A${i + 10}" t="str"><v>${"x".repeat(200)}</v></c></row>`;
  }).join("");
  for (const before of ["", filler]) {
    const read = (row: string) => readHere(xlsxAround(header + before + row)).pe04[0];
    assert.equal(read(placed)?.grupo.cod_ficha, 2847248);
    assert.equal(read(placed)?.programa.nombre, "ADSO");
    assert.equal(read(unplaced)?.grupo.cod_ficha, 2847249);
    assert.equal(read(unplaced)?.programa.nombre, "20");
  }
});

Deno.test("a row with nothing in the columns that are read is no row, in any format", () => {
  const rows = [["PE-04"], [...HEADERS, "OTRA", "ESTADO_CURSO"], [
    2847248,
    9121,
    228106,
    1,
    "ADSO",
    "",
  ], [
    "",
    "",
    "",
    "",
    "",
    5,
  ]];
  for (const file of [bookOf(rows), bookOf(rows, "biff8"), bookOf(rows, "xlml"), textOf(rows)]) {
    const { resumen, rechazadas } = readHere(file);
    assert.deepEqual([resumen.filas, rechazadas], [1, []]);
  }
});

Deno.test("an .xls of several pieces keeps every row and its number", () => {
  const rows = Array.from({ length: 9_000 }, (_, i) => [2_800_001 + i, 9121, 228106, 1, "ADSO"]);
  const { pe04 } = readHere(bookOf([HEADERS, ...rows], "biff8"));
  assert.equal(pe04.length, 9_000);
  assert(pe04.every(({ fila, grupo }) => grupo.cod_ficha === 2_800_001 + fila - 2));
});

Deno.test("SpreadsheetML may leave out cells and rows, and comment on others", () => {
  const data = (value: string) => `<ss:Data ss:Type="String">${value}</ss:Data>`;
  const cells = HEADERS.map((header) => `<ss:Cell>${data(header)}</ss:Cell>`).join("");
  const { pe04 } = readHere(Buffer.from(`<?xml version="1.0"?>
    <ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><ss:Worksheet ss:Name="A">
    <ss:Table><ss:Row><ss:Cell ss:MergeAcross="2">${data("PE-04")}</ss:Cell></ss:Row>
    <ss:Row ss:Index="5"><ss:Cell ss:Index="2"/>${cells}</ss:Row>
    <ss:Row><ss:Cell/><ss:Cell/><ss:Cell><ss:Data ss:Type="Number">2847248</ss:Data>
      <ss:Comment><ss:Data>no es esto</ss:Data></ss:Comment></ss:Cell>
    <ss:Cell>${data("9121")}</ss:Cell><ss:Cell ss:Index="5">${data("228106")}</ss:Cell>
    <ss:Cell>${data("1")}</ss:Cell><ss:Cell>${
    data("I &amp; D &#34;<B>A</B>&#34;")
  }</ss:Cell></ss:Row>
    </ss:Table></ss:Worksheet></ss:Workbook>`));
  assert.equal(pe04[0]?.fila, 6);
  assert.equal(pe04[0]?.grupo.cod_ficha, 2847248);
  assert.equal(pe04[0]?.programa.nombre, 'I & D "A"');
});
