import { Buffer } from "node:buffer";
import { oleOf } from "../files/biff.ts";
import { zipOf } from "../files/zip.ts";

export const ASK = "suba el reporte como sale de SOFIA Plus";

/** Documents of other programs, by the name that people know them by. */
export const FOREIGN: Record<string, [Buffer, string]> = {
  "a PDF": [Buffer.from("%PDF-1.7\n1 0 obj"), `El archivo es un PDF (.pdf): ${ASK}`],
  "a .docx of Word": [
    zipOf({ name: "[Content_Types].xml", content: "<T/>" }, {
      name: "word/document.xml",
      content: "<a/>",
    }),
    `El archivo es un documento de Word (.docx): ${ASK}`,
  ],
  "a .doc": [
    oleOf({ WordDocument: Buffer.alloc(5000) }),
    `El archivo es un documento de Word (.doc): ${ASK}`,
  ],
  "a .numbers": [
    zipOf({ name: "Index/Document.iwa", content: "x" }, { name: "preview.jpg", content: "x" }),
    `El archivo es un libro de Numbers (.numbers): ${ASK}`,
  ],
  "an .fods": [
    Buffer.from(
      '<?xml version="1.0" encoding="UTF-8"?>\n<office:document xmlns:office="urn:oasis:names:tc:' +
        'opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ' +
        'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body/>',
    ),
    `El archivo es un libro de OpenDocument (.fods): ${ASK}`,
  ],
  "an .odt": [
    zipOf(
      { name: "mimetype", content: "application/vnd.oasis.opendocument.text" },
      { name: "META-INF/manifest.xml", content: "<m/>" },
    ),
    `El archivo es un documento de texto de OpenDocument (.odt): ${ASK}`,
  ],
  "a page in one file": [
    Buffer.from("MIME-Version: 1.0\nContent-Type: multipart/related"),
    "es una página web de un solo archivo (.mht)",
  ],
  "a table of a page with the name of an .xls": [
    Buffer.from("<meta charset='utf-8'><table><tr><td>FICHA</td></tr></table>"),
    `El archivo es una página web: ${ASK}`,
  ],
};
