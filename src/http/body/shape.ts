import { Buffer } from "node:buffer";

const QUOTE = 0x22, AND = 0x26, COMMA = 0x2c, OPEN = 0x5b, BACKSLASH = 0x5c, CLOSE = 0x5d;
/** `{` is `[` with this bit, and `}` is `]` with it. */
const BRACE = 0x20;

/**
 * How deep a JSON text nests and how many values it makes, at most, from its bytes alone. A text that
 * is not JSON gets a number too: the parser refuses it at the first wrong byte.
 */
export function measureJson(text: Uint8Array): { depth: number; values: number } {
  let level = 0, depth = 0, values = 0, quoted = false;
  for (let i = 0; i < text.length; i++) {
    const byte = text[i] ?? 0;
    if (quoted) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) quoted = false;
    } else if (byte === QUOTE) quoted = true;
    else if (byte === COMMA) values++;
    else if ((byte & ~BRACE) === OPEN) {
      values++;
      depth = Math.max(depth, ++level);
    } else if ((byte & ~BRACE) === CLOSE) level--;
  }
  return { depth, values };
}

/** How many fields a form has, at most; it stops counting after `enough`. */
export function countFields(form: Uint8Array<ArrayBuffer>, contentType: string, enough: number) {
  const boundary = boundaryOf(contentType);
  const mark = boundary ? `--${boundary}` : AND;
  const bytes = Buffer.from(form.buffer, form.byteOffset, form.byteLength);
  let count = 1;
  for (let at = bytes.indexOf(mark); at >= 0 && count <= enough; at = bytes.indexOf(mark, at + 1)) {
    count++;
  }
  return count;
}

/** What stands between the fields of a multipart form. */
export function boundaryOf(contentType: string): string | undefined {
  const found = contentType.match(/;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i);
  return found?.[1] ?? found?.[2];
}
