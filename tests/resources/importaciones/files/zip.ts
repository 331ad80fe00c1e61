import { Buffer } from "node:buffer";
import { crc32, deflateRawSync } from "node:zlib";

export type ZipFile = { name: string; content: string | Buffer; declared?: number; flags?: number };

/** A ZIP written by hand, so that it can lie: `declared` is the size it gives for what it holds. */
export function zipOf(...files: ZipFile[]): Buffer {
  const locals: Buffer[] = [], central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, declared, flags = 0 } of files) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const numbers = Buffer.alloc(26);
    numbers.writeUInt16LE(20, 0);
    numbers.writeUInt16LE(flags, 2);
    numbers.writeUInt16LE(8, 4);
    numbers.writeUInt32LE(crc32(raw), 10);
    numbers.writeUInt32LE(packed.length, 14);
    numbers.writeUInt32LE(declared ?? raw.length, 18);
    numbers.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), numbers, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(
      Buffer.concat([Buffer.from("PK\x01\x02\x14\0"), numbers, rest, Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from("PK\x05\x06"), end]);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** An .xlsx around the XML of its rows; `more` goes beside the parts every workbook has. */
export function xlsxAround(rows: string, more: ZipFile[] = []): Buffer {
  const parts: ZipFile[] = [
    { name: "[Content_Types].xml", content: `${XML}<Types/>` },
    {
      name: "xl/workbook.xml",
      content: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${LINKS}">
        <sheets><sheet name="Hoja1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: `${XML}<Relationships><Relationship Id="rId1" Type="${LINKS}/worksheet"
        Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    {
      name: "xl/worksheets/sheet1.xml",
      content: `${XML}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
    },
  ];
  const replaced = new Set(more.map(({ name }) => name));
  return zipOf(...parts.filter(({ name }) => !replaced.has(name)), ...more);
}

/** A row of cells with text inside. */
export function xmlRow(number: number, cells: string[]): string {
  const inner = cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`);
  return `<row r="${number}">${inner.join("")}</row>`;
}
