import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { readSheet } from "@/resources/importaciones/sheets/read_sheet.ts";
import { readSharedStrings } from "@/resources/importaciones/sheets/shared_strings.ts";
import { xlsxAround } from "../files/zip.ts";

const LINKS = `<Relationships>
  <Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
  <Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`;

function bookWith(texts: string, rows: string): Buffer {
  return xlsxAround(rows, [
    { name: "xl/sharedStrings.xml", content: texts },
    { name: "xl/_rels/workbook.xml.rels", content: LINKS },
  ]);
}

function cell(place: string, text: number): string {
  return `<c r="${place}" t="s"><v>${text}</v></c>`;
}

Deno.test("a cell shows its own text, whichever others are there and go unused", () => {
  const texts = `<?xml version="1.0"?><sst count="5">
    <si><t>nadie</t></si><si><t xml:space="preserve">ÁREA &amp; CAFÉ</t></si><si><t/></si>
    <si><r><t>CON </t></r><r><rPr><b/></rPr><t>NEGRITA</t></r></si><si><t>último</t></si></sst>`;
  const rows = `<row r="1">${cell("A1", 4)}${cell("B1", 3)}</row>
    <row r="2">${cell("A2", 1)}${cell("B2", 2)}<c r="C2"><v>0</v></c></row>`;
  assert.deepEqual([...readSheet(bookWith(texts, rows))].map(({ celdas }) => celdas), [
    ["último", "CON NEGRITA"],
    ["ÁREA & CAFÉ", "", 0],
  ]);
});

Deno.test("in every piece of a long sheet the texts keep their numbers", () => {
  const many = Array.from({ length: 30_000 }, (_, i) => `T${i}`);
  const texts = `<x:sst xmlns:x="a">${
    many.map((text) => `<x:si><x:t>${text}</x:t></x:si>`).join("")
  }</x:sst>`;
  const rows = many.map((_, i) => `<row r="${i + 1}">${cell(`A${i + 1}`, 29_999 - i)}</row>`);
  const read = Array.from(readSheet(bookWith(texts, rows.join(""))), ({ celdas }) => celdas[0]);
  assert.deepEqual(read, many.toReversed());
});

Deno.test("only the texts that rows use are taken along", () => {
  const part = Buffer.from("<sst><si><t>A</t></si><si><t>B</t></si><si><t>C</t></si></sst>");
  const taken = (rows: string) => readSharedStrings(part).for(rows).toString();
  assert.equal(taken(cell("A1", 1)), "<sst></si><si><t>B</t></si></sst>");
  assert.equal(taken("<row/>"), "<sst></sst>");
  assert.equal(readSharedStrings(undefined).for(cell("A1", 1)).toString(), "<sst></sst>");
});
