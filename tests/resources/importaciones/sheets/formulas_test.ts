import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { bookOf, readHere } from "../files.ts";
import { oleOf, record, recordsOf } from "../files/biff.ts";
import { xlsxAround, xmlRow } from "../files/zip.ts";

const HEADERS = [
  "IDENTIFICADOR_FICHA",
  "CODIGO_CENTRO",
  "CODIGO_PROGRAMA",
  "VERSION_PROGRAMA",
  "NOMBRE_PROGRAMA_FORMACION",
  "NOMBRE_RESPONSABLE",
  "ESTADO_CURSO",
  "TOTAL_APRENDICES",
];

Deno.test("of a formula in an .xlsx only the value counts, and links are not followed", () => {
  const link = "xl/externalLinks/externalLink1.xml";
  const { pe04, rechazadas } = readHere(xlsxAround(
    `${xmlRow(1, HEADERS)}<row r="2">
      <c r="A2"><f>2847000+248</f><v>2847248</v></c>
      <c r="B2"><f>[1]Centros!A1</f><v>9121</v></c>
      <c r="C2"><f t="shared" ref="C2:C9" si="0">1+1</f><v>228106</v></c>
      <c r="D2"><v>1</v></c>
      <c r="E2" t="str"><f>HYPERLINK("http://example.com","ADSO")</f><v>ADSO</v></c>
      <c r="F2"><f>WEBSERVICE("http://example.com")</f></c></row>`,
    [{ name: link, content: "<externalLink><not closed" }, { name: `${link}.rels`, content: "<" }],
  ));
  assert.deepEqual(rechazadas, []);
  assert.equal(pe04[0]?.grupo.cod_ficha, 2847248);
  assert.equal(pe04[0]?.grupo.cod_centro, 9121);
  assert.deepEqual(pe04[0]?.programa, { cod_programa: 228106, la_version: 1, nombre: "ADSO" });
  assert.equal(pe04[0]?.grupo.responsable, null);
});

Deno.test("of a formula in an .xls only the value counts", () => {
  const NUMBER = 0x0203, TEXT = 0x00fd, FORMULA = 0x0006, FORMULA_TEXT = 0x0207;
  const book = bookOf([HEADERS, [2847248, 9121, 228106, 1, "ADSO", "ANA"]], "biff8");
  const link = Buffer.from("0000000000000b00ffffffffffffffffffffff", "hex"); // after it, no formula
  const formulaText = Buffer.from("000000000000ffff", "hex");
  const records = recordsOf(book).flatMap(({ type, content }) => {
    if (type === NUMBER) return [record(FORMULA, content, link)];
    if (type !== TEXT || content.readUInt16LE(0) === 0) return [record(type, content)];
    const text = Buffer.from("\x04\0\0ADSO");
    return [
      record(FORMULA, content.subarray(0, 6), formulaText, link),
      record(FORMULA_TEXT, text),
    ];
  });
  const { pe04, rechazadas } = readHere(oleOf({ Workbook: Buffer.concat(records) }));
  assert.deepEqual(rechazadas, []);
  assert.equal(pe04[0]?.grupo.cod_ficha, 2847248);
  assert.equal(pe04[0]?.grupo.cod_centro, 9121);
  assert.deepEqual(pe04[0]?.programa, { cod_programa: 228106, la_version: 1, nombre: "ADSO" });
});

Deno.test("of a formula in SpreadsheetML only the value counts", () => {
  const row = [2847248, 9121, 228106, 1, "ADSO", "ANA"];
  const xml = bookOf([HEADERS, row], "xlml").toString();
  const withFormula = xml.replace(
    '><Data ss:Type="Number">9121',
    ' ss:Formula="=[libro.xls]A!R1C1"><Data ss:Type="Number">9121',
  );
  assert.notEqual(withFormula, xml);
  assert.equal(readHere(Buffer.from(withFormula)).pe04[0]?.grupo.cod_centro, 9121);
});

Deno.test("a cell in which the spreadsheet shows an error is no text", () => {
  const cells = '<c r="A2"><v>2847248</v></c><c r="B2"><v>9121</v></c><c r="C2"><v>228106</v></c>' +
    '<c r="D2"><v>1</v></c><c r="E2" t="e"><f>1/0</f><v>#DIV/0!</v></c>';
  const { rechazadas } = readHere(xlsxAround(`${xmlRow(1, HEADERS)}<row r="2">${cells}</row>`));
  assert.equal(
    rechazadas[0]?.motivo,
    'NOMBRE_PROGRAMA_FORMACION dice "#ERROR": La celda tiene un error de Excel',
  );
});
