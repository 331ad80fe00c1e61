import { Buffer } from "node:buffer";
import { damaged, encrypted, unknown } from "./errors.ts";
import { nameForeignOle } from "./foreign_formats.ts";

// The container of .xls: a file system in a file, [MS-CFB]. It is walked here because the library
// follows a chain of sectors that bites its own tail for ever.
const HEADER_FATS = 109, DIRECTORY_ENTRY = 128, LAST_SECTOR = 0xfffffffa;
const STREAM = 2, ROOT = 5;

/**
 * The workbook stream (BIFF records) of an .xls.
 * @throws UnreadableFileError when it is encrypted, damaged or holds no workbook
 */
export function readWorkbookStream(bytes: Buffer): Buffer {
  if (bytes.length < 512) throw damaged();
  const shift = bytes.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) throw damaged();
  const sectorSize = 1 << shift;
  const sectors = Math.ceil(bytes.length / sectorSize) - 1;
  const sector = (id: number) => bytes.subarray((id + 1) * sectorSize, (id + 2) * sectorSize);
  const fat = tableOf(fatSectors(bytes, sectors, sector), sector);
  const chain = (start: number) => Buffer.concat(follow(start, fat, sectors).map(sector));

  const files = readDirectory(chain(bytes.readUInt32LE(48)));
  if (files.some(({ name }) => name === "EncryptedPackage" || name === "EncryptionInfo")) {
    throw encrypted();
  }
  const file = files.find(({ name, type }) => type === STREAM && /^(Workbook|Book)$/i.test(name));
  if (!file) {
    const foreign = nameForeignOle(files.map(({ name }) => name));
    throw foreign ? unknown(foreign) : damaged();
  }
  if (file.size >= bytes.readUInt32LE(56)) return whole(chain(file.start), file.size);

  const root = files.find(({ type }) => type === ROOT);
  if (!root) throw damaged();
  const store = chain(root.start);
  const miniFat = tableOf(follow(bytes.readUInt32LE(60), fat, sectors), sector);
  const pieces = follow(file.start, miniFat, Math.ceil(store.length / 64))
    .map((id) => store.subarray(id * 64, (id + 1) * 64));
  return whole(Buffer.concat(pieces), file.size);
}

/** The ids of the sectors that hold the FAT: 109 in the header, the rest in a chain of their own. */
function fatSectors(bytes: Buffer, sectors: number, sector: (id: number) => Buffer): number[] {
  const count = bytes.readUInt32LE(44);
  if (count > sectors) throw damaged();
  const ids: number[] = [];
  for (let i = 0; i < Math.min(count, HEADER_FATS); i++) ids.push(bytes.readUInt32LE(76 + i * 4));
  let next = bytes.readUInt32LE(68);
  while (ids.length < count) {
    const more = sector(inside(next, sectors));
    for (let at = 0; at + 4 < more.length && ids.length < count; at += 4) {
      ids.push(more.readUInt32LE(at));
    }
    if (more.length < 4) throw damaged();
    next = more.readUInt32LE(more.length - 4);
  }
  return ids.map((id) => inside(id, sectors));
}

function tableOf(ids: number[], sector: (id: number) => Buffer): Buffer {
  return Buffer.concat(ids.map(sector));
}

function follow(start: number, table: Buffer, most: number): number[] {
  const ids: number[] = [];
  for (let id = start; id < LAST_SECTOR; id = table.readUInt32LE(id * 4)) {
    ids.push(inside(id, most));
    if (ids.length > most || (id + 1) * 4 > table.length) throw damaged();
  }
  return ids;
}

function inside(id: number, most: number): number {
  if (id >= most) throw damaged();
  return id;
}

function readDirectory(directory: Buffer) {
  const count = Math.floor(directory.length / DIRECTORY_ENTRY);
  return Array.from({ length: count }, (_, i) => {
    const entry = directory.subarray(i * DIRECTORY_ENTRY, (i + 1) * DIRECTORY_ENTRY);
    const nameLength = Math.min(64, entry.readUInt16LE(64));
    return {
      name: entry.toString("utf16le", 0, Math.max(0, nameLength - 2)),
      type: entry[66],
      start: entry.readUInt32LE(116),
      size: entry.readUInt32LE(120),
    };
  });
}

function whole(content: Buffer, size: number): Buffer {
  if (content.length < size) throw damaged();
  return content.subarray(0, size);
}
