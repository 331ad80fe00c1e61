import { Buffer } from "node:buffer";
import { textOf } from "../files.ts";
import { xlsxAround, xmlRow, type ZipFile, zipOf } from "../files/zip.ts";

const HEADERS = [
  "IDENTIFICADOR_FICHA",
  "CODIGO_CENTRO",
  "CODIGO_PROGRAMA",
  "VERSION_PROGRAMA",
  "NOMBRE_PROGRAMA_FORMACION",
];
const FICHA = ["2847248", "9121", "228106", "1", "ADSO"];
const HONEST = xmlRow(1, HEADERS) + xmlRow(2, FICHA);
const MILLION = 1_000_000;

function sheet(content: string | Buffer, declared?: number): ZipFile {
  return { name: "xl/worksheets/sheet1.xml", content, ...(declared && { declared }) };
}

function empties(count: number, row: (number: number) => string): string {
  return Array.from({ length: count }, (_, i) => row(i + 3)).join("");
}

function spreadsheetml(rows: string): Buffer {
  const name = "urn:schemas-microsoft-com:office:spreadsheet";
  return Buffer.from(
    `<?xml version="1.0"?><Workbook xmlns="${name}"><Worksheet><Table>${rows}</Table></Worksheet></Workbook>`,
  );
}

const LINKS = `<Relationships>
  <Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
  <Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`;
const blanks = Buffer.alloc(60_000_000, " ");

const DAMAGED = /incompleto o dañado/;
/** It is refused, or read as if there were nothing there: that it ends is what counts. */
const ANYTHING = /./;

/** Each file with what reading it comes to: how many rows it had, or the start of the refusal. */
export const HOSTILE: [what: string, file: () => Buffer, outcome: number | RegExp][] = [
  ["an honest file", () => xlsxAround(HONEST), 1],
  ["a bomb inside an .xlsx", () => xlsxAround("", [sheet(blanks)]), /crece demasiado al abrirse/],
  ["a bomb inside a ZIP", () => zipOf({ name: "a.xls", content: blanks }), /crece demasiado/],
  [
    "a bomb that lies about its size",
    () => xlsxAround("", [sheet(blanks, 1_000)]),
    /no dice su tamaño verdadero/,
  ],
  [
    "a million empty rows",
    () => xlsxAround(HONEST + empties(MILLION, (i) => `<row r="${i}"/>`)),
    1,
  ],
  [
    "a million empty rows with a format",
    () => xlsxAround(HONEST + empties(MILLION, (i) => `<row r="${i}"><c r="A${i}" s="1"/></row>`)),
    1,
  ],
  [
    "a million empty rows in SpreadsheetML",
    () => spreadsheetml(empties(MILLION + 100_000, () => "<Row/>")),
    /pasa de 60\.000 filas/,
  ],
  [
    "a million empty rows in a text",
    () => Buffer.concat([textOf([HEADERS, FICHA]), Buffer.alloc(15_000_000, "\r\n")]),
    /pasa de 60\.000 filas/,
  ],
  [
    "a million empty fields in a text",
    () => Buffer.concat([textOf([HEADERS, FICHA]), Buffer.alloc(15_000_000, ";")]),
    /pasa de 256 columnas/,
  ],
  [
    "two cells in opposite corners",
    () =>
      xlsxAround(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
      ),
    /pasa de 256 columnas/,
  ],
  [
    "a row without end",
    () => xlsxAround(`${HONEST}<row r="3">${empties(MILLION, (i) => `<c><v>${i}</v></c>`)}</row>`),
    /pasa de 2 MB en una fila/,
  ],
  [
    "tags that never close",
    () => xlsxAround(`${HONEST}<row r="3">${empties(MILLION / 10, (i) => `<c r${i} <row${i} `)}`),
    1,
  ],
  [
    "tags that never close in SpreadsheetML",
    () => spreadsheetml(empties(MILLION, (i) => `<Row ${i} <Cell a="`)),
    /no se encuentran sus encabezados/,
  ],
  [
    "two million attributes in a tag",
    () => spreadsheetml(`<Row${" a=''".repeat(2 * MILLION)}/>`),
    DAMAGED,
  ],
  [
    "a million namespaces in a tag",
    () => spreadsheetml(`<Row><Cell${" xmlns:a=''".repeat(MILLION)}/></Row>`),
    DAMAGED,
  ],
  [
    "a name of ten million letters",
    () => spreadsheetml(`<Row ${"a".repeat(10 * MILLION)}=''/>`),
    ANYTHING,
  ],
  [
    "two million entities in a cell",
    () => spreadsheetml(`<Row><Cell><Data>${"&amp;".repeat(2 * MILLION)}</Data></Cell></Row>`),
    ANYTHING,
  ],
  [
    "two million attributes in a row of an .xlsx",
    () => xlsxAround(HONEST + `<row r="3"${" a=''".repeat(2 * MILLION)}/>`),
    /crece demasiado/,
  ],
  [
    "two million attributes in a cell of an .xlsx",
    () =>
      xlsxAround(HONEST + `<row r="3"><c r="A3"${" a=''".repeat(2 * MILLION)}><v>1</v></c></row>`),
    /crece demasiado/,
  ],
  [
    "a quarter of a million texts that nobody uses",
    () =>
      xlsxAround(HONEST, [
        {
          name: "xl/sharedStrings.xml",
          content: `<sst>${empties(250_000, (i) => `<si><t>${i}</t></si>`)}</sst>`,
        },
        { name: "xl/_rels/workbook.xml.rels", content: LINKS },
      ]),
    1,
  ],
  [
    "one long text in every cell",
    () =>
      xlsxAround(
        xmlRow(1, HEADERS) +
          empties(40_000, (i) => `<row r="${i}">${'<c t="s"><v>0</v></c>'.repeat(5)}</row>`),
        [
          {
            name: "xl/sharedStrings.xml",
            content: `<sst><si><t>${"a".repeat(5_000)}</t></si></sst>`,
          },
          { name: "xl/_rels/workbook.xml.rels", content: LINKS },
        ],
      ),
    /Más de 3\.000 filas tienen errores; la 3003, por ejemplo: CODIGO_CENTRO/,
  ],
];
