import { Buffer } from "node:buffer";
import { bookOf, pe04Rows, textOf } from "../files.ts";
import { oleOf, record, recordsOf } from "../files/biff.ts";
import { xlsxAround, xmlRow, zipOf } from "../files/zip.ts";
import { ASK, FOREIGN } from "./foreign_files.ts";

const ROWS = pe04Rows({});
const XLSX = bookOf(ROWS), XLS = bookOf(ROWS, "biff8"), XML = bookOf(ROWS, "xlml");

const DAMAGED = "El archivo está incompleto o dañado: descárguelo de nuevo";
const PASSWORD = "El archivo está protegido con contraseña: ábralo, quítele la contraseña";
const DOCTYPE = "El archivo trae definiciones XML (DTD o entidades)";

/** The workbook of an .xls with a record put in after its first one. */
function withRecord(type: number, content: Buffer): Buffer {
  const [first = Buffer.alloc(0), ...others] = recordsOf(XLS).map(({ type, content }) =>
    record(type, content)
  );
  return Buffer.concat([first, record(type, content), ...others]);
}

/** An .xls whose sectors follow each other in a circle. */
function circle(): Buffer {
  const bytes = Buffer.from(XLS);
  const fat = (bytes.readUInt32LE(76) + 1) * 512;
  for (let id = 0; id < 128; id++) bytes.writeUInt32LE(id ^ 1, fat + id * 4);
  return bytes;
}

const doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';
const sheetWith = (before: string) => ({
  name: "xl/worksheets/sheet1.xml",
  content: `${before}<worksheet><sheetData>${xmlRow(1, ["&b;"])}</sheetData></worksheet>`,
});

/** What is no report of SOFIA Plus, with what is said of it. */
export const REFUSED: Record<string, [Buffer, string]> = {
  "an empty file": [Buffer.alloc(0), `El archivo está vacío: ${ASK}`],
  "a picture": [
    Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1"),
    "no es una hoja de cálculo",
  ],
  "a web page": [
    Buffer.from("<html><body><table><tr><td>FICHA</td></tr></table></body></html>"),
    `El archivo es una página web: ${ASK}`,
  ],
  "some other XML": [
    Buffer.from("<?xml version='1.0'?><feed/>"),
    "un XML que no es hoja de cálculo",
  ],
  "a .docx": [
    zipOf({ name: "[Content_Types].xml", content: "<T/>" }, {
      name: "word/a.xml",
      content: "<a/>",
    }),
    `El archivo no es una hoja de cálculo: ${ASK}`,
  ],
  ...FOREIGN,
  "an .ods": [zipOf({ name: "META-INF/manifest.xml", content: "<m/>" }), "OpenDocument (.ods)"],
  "an .xlsb": [zipOf({ name: "xl/workbook.bin", content: "x" }), "un libro binario (.xlsb)"],
  "an empty ZIP": [zipOf(), `El archivo es un ZIP vacío: ${ASK}`],
  "a ZIP with two files": [
    zipOf({ name: "a.csv", content: "a;b" }, { name: "b.csv", content: "a;b" }),
    "es un ZIP con 2 archivos y debe traer uno solo",
  ],
  "a ZIP inside a ZIP": [
    zipOf({ name: "a.zip", content: zipOf({ name: "b.xlsx", content: XLSX }) }),
    "es un ZIP dentro de otro ZIP",
  ],
  "an encrypted .xlsx": [
    oleOf({ EncryptedPackage: Buffer.alloc(5000), EncryptionInfo: Buffer.alloc(200) }),
    PASSWORD,
  ],
  "an encrypted .xls": [oleOf({ Workbook: withRecord(0x2f, Buffer.alloc(54)) }), PASSWORD],
  "an encrypted ZIP": [zipOf({ name: "a.xlsx", content: XLSX, flags: 1 }), PASSWORD],
  "a document type in the sheet": [xlsxAround("", [sheetWith(doctype)]), DOCTYPE],
  "a document type in the workbook": [
    xlsxAround("", [{ name: "xl/workbook.xml", content: `${doctype}<workbook/>` }]),
    DOCTYPE,
  ],
  "a document type in SpreadsheetML": [
    Buffer.from(XML.toString().replace("<Workbook", `${doctype}<Workbook`)),
    DOCTYPE,
  ],
  "a truncated .xlsx": [XLSX.subarray(0, XLSX.length - 1000), DAMAGED],
  "the start of an .xlsx": [XLSX.subarray(0, 12), DAMAGED],
  "a truncated .xls": [XLS.subarray(0, XLS.length / 2), DAMAGED],
  "the start of an .xls": [XLS.subarray(0, 100), DAMAGED],
  "a truncated SpreadsheetML": [XML.subarray(0, XML.length - 300), DAMAGED],
  "a truncated ZIP": [zipOf({ name: "a.xls", content: XLS }).subarray(0, 1000), DAMAGED],
  "a truncated text": [
    textOf([...ROWS, ['"']]).subarray(0, -1),
    "El texto tiene unas comillas que no se cierran",
  ],
  "an .xls in circles": [circle(), DAMAGED],
  "an .xls without a workbook": [oleOf({ Otra: Buffer.alloc(5000) }), DAMAGED],
  "an .xls whose records end early": [
    oleOf({ Workbook: Buffer.from("0908ff000006", "hex") }),
    DAMAGED,
  ],
  "an .xls that counts dates from 1904": [
    oleOf({ Workbook: withRecord(0x22, Buffer.from([1, 0])) }),
    "El libro cuenta las fechas desde 1904",
  ],
  "an .xlsx that counts dates from 1904": [
    xlsxAround("", [{
      name: "xl/workbook.xml",
      content: '<workbook><workbookPr date1904="1"/><sheets/></workbook>',
    }]),
    "El libro cuenta las fechas desde 1904",
  ],
  "a text of another table that is not there": [
    xlsxAround('<row r="1"><c t="s"><v>7</v></c></row>'),
    DAMAGED,
  ],
  "two cells in opposite corners": [
    xlsxAround(
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    ),
    "El archivo pasa de 256 columnas",
  ],
  "a cell without end": [textOf([["x".repeat(50_000)]]), "no se encuentran sus encabezados"],
};
