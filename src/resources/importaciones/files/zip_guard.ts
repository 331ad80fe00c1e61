import { Buffer } from "node:buffer";
import { crc32, inflateRawSync } from "node:zlib";
import { damaged, encrypted, tooLarge, UnreadableFileError } from "./errors.ts";

export const MAX_ENTRIES = 200;
export const MAX_EXPANDED = 64 * 1024 * 1024;
export const MAX_RATIO = 150;
/** Small entries may well be all blanks; they cannot do any harm. */
const RATIO_COUNTS_FROM = 256 * 1024;

const END = 0x06054b50, CENTRAL = 0x02014b50, LOCAL = 0x04034b50;
const ABSENT = 0xffffffff; // the true number stands in the ZIP64 field
const ENCRYPTED = 0x1, STORED = 0, DEFLATED = 8;

/** A file inside a ZIP. `read()` expands it, to its declared size and not one byte more. */
export type ZipEntry = { name: string; size: number; read(): Buffer };

/**
 * The entries of a ZIP by its central directory, once their number, declared sizes and ratios are
 * within bounds; nothing is expanded yet.
 * @throws UnreadableFileError on a bomb, a password or damage
 */
export function openZip(bytes: Buffer): ZipEntry[] {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) throw tooLarge(`${MAX_ENTRIES} archivos dentro del ZIP`);
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  let expanded = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== CENTRAL) throw damaged();
    const head = readHead(bytes, at, end);
    expanded += head.size;
    if (expanded > MAX_EXPANDED) throw tooLarge("64 MB una vez descomprimido");
    if (head.size > RATIO_COUNTS_FROM && head.size > head.packed * MAX_RATIO) throw bomb();
    entries.push({ name: head.name, size: head.size, read: () => expand(bytes, head) });
    at = head.next;
  }
  if (new Set(entries.map(({ name }) => name)).size < count) throw damaged();
  return entries;
}

type Head = {
  name: string;
  size: number;
  packed: number;
  method: number;
  crc: number;
  offset: number;
  next: number;
};

function findEnd(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= lowest; at--) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  throw damaged();
}

function readHead(bytes: Buffer, at: number, end: number): Head {
  if (bytes.readUInt16LE(at + 8) & ENCRYPTED) throw encrypted();
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
  const next = extraEnd + bytes.readUInt16LE(at + 32);
  if (next > end) throw damaged();
  // Some writers put the true numbers of even a small file in the ZIP64 field, in this order.
  const wide = readWide(bytes.subarray(nameEnd, extraEnd));
  const number = (field: number) => {
    const value = bytes.readUInt32LE(at + field);
    return value === ABSENT ? wide.shift() ?? ABSENT : value;
  };
  const size = number(24), packed = number(20), offset = number(42);
  return {
    name: bytes.toString("utf8", at + 46, nameEnd).replaceAll("\\", "/").replace(/^\/+/, ""),
    size,
    packed,
    offset,
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    next,
  };
}

function readWide(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 0x0001) continue;
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    return Array.from(
      { length: Math.floor(field.length / 8) },
      (_, i) => Number(field.readBigUInt64LE(i * 8)),
    );
  }
  return [];
}

function expand(bytes: Buffer, { offset, packed, size, method, crc }: Head): Buffer {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) throw damaged();
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  if (start + packed > bytes.length) throw damaged();
  const content = inflate(bytes.subarray(start, start + packed), method, size);
  if (content.length !== size || crc32(content) !== crc) throw damaged();
  return content;
}

function inflate(packed: Buffer, method: number, size: number): Buffer {
  if (method === STORED) return packed;
  if (method !== DEFLATED) throw damaged();
  if (size === 0) return Buffer.alloc(0);
  try {
    // One chunk that holds it all: several would be joined, and memory taken twice.
    return inflateRawSync(packed, { maxOutputLength: size, chunkSize: Math.max(64, size + 1) });
  } catch {
    throw bomb();
  }
}

function bomb(): UnreadableFileError {
  return new UnreadableFileError(
    "El archivo comprimido no dice su tamaño verdadero o crece demasiado al abrirse: genérelo de nuevo y vuelva a subirlo.",
  );
}
