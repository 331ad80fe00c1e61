import { Buffer } from "node:buffer";

/**
 * Bytes as text: by their mark when they carry one, else as UTF-8 or UTF-16 and, where they are none,
 * with one byte for each letter. Undefined when they are no text at all.
 */
export function decodeText(bytes: Buffer): string | undefined {
  const wide = wideEncoding(bytes);
  const text = wide ? new TextDecoder(wide).decode(bytes) : decodeUtf8(bytes) ?? decodeBytes(bytes);
  return text.slice(0, 4096).includes("\0") ? undefined : text;
}

/** How many bytes are looked at to tell an encoding. */
const LOOKED_AT = 1024;

/** UTF-16 by its mark or, without one, by the zero that nearly every letter has there. */
function wideEncoding(bytes: Buffer): "utf-16le" | "utf-16be" | undefined {
  const mark = bytes.toString("hex", 0, 2);
  if (mark === "fffe") return "utf-16le";
  if (mark === "feff") return "utf-16be";
  const opening = bytes.subarray(0, LOOKED_AT);
  const zerosAt = (odd: 0 | 1) => opening.filter((byte, i) => i % 2 === odd && byte === 0).length;
  const [even, odd] = [zerosAt(0), zerosAt(1)], many = 0.4 * opening.length;
  if (odd > many && even === 0) return "utf-16le";
  return even > many && odd === 0 ? "utf-16be" : undefined;
}

function decodeUtf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

// What the bytes from 0x80 on are in "CSV (MS-DOS)" of Excel.
const DOS = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐" +
  "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";

const SPANISH = /[áéíóúüñÁÉÍÓÚÜÑ]/g;

/** With one byte for each letter: what makes the most letters of Spanish of the first ones. */
function decodeBytes(bytes: Buffer): string {
  const readings = [
    (some: Buffer) => new TextDecoder("windows-1252").decode(some),
    (some: Buffer) => new TextDecoder("macintosh").decode(some),
    (some: Buffer) =>
      some.toString("latin1").replace(/[\x80-\xff]/g, (it) => DOS[it.charCodeAt(0) - 0x80] ?? it),
  ];
  const letters = lettersOf(bytes);
  const spanish = readings.map((read) => read(letters).match(SPANISH)?.length ?? 0);
  const [windows] = readings;
  const read = readings[spanish.indexOf(Math.max(...spanish))] ?? windows;
  return read?.(bytes) ?? "";
}

/** The first bytes that are no ASCII. */
function lettersOf(bytes: Buffer): Buffer {
  const found: number[] = [];
  for (let at = 0; at < bytes.length && found.length < LOOKED_AT; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80) found.push(byte);
  }
  return Buffer.from(found);
}
