import { Buffer } from "node:buffer";
import { CFB } from "@e965/xlsx";

/** An OLE container, as .xls files are, with these streams. */
export function oleOf(streams: Record<string, Buffer>): Buffer {
  const container = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) {
    CFB.utils.cfb_add(container, name, content);
  }
  return Buffer.from(CFB.write(container, { type: "buffer" }));
}

/** The records of the workbook inside an .xls. */
export function recordsOf(xls: Buffer): { type: number; content: Buffer }[] {
  const stream = Buffer.from(CFB.find(CFB.read(xls, { type: "buffer" }), "Workbook").content);
  const records = [];
  for (let at = 0; at + 4 <= stream.length;) {
    const next = at + 4 + stream.readUInt16LE(at + 2);
    records.push({ type: stream.readUInt16LE(at), content: stream.subarray(at + 4, next) });
    at = next;
  }
  return records;
}

export function record(type: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(body.length, 2);
  return Buffer.concat([head, body]);
}
