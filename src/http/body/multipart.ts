import { Buffer } from "node:buffer";
import { ApiError } from "@/http/text/problem.ts";
import { Attachment } from "./attachment.ts";
import { boundaryOf } from "./shape.ts";

/** The fields of a form in the order in which they come; a name may come twice. */
export type Fields = [name: string, value: string | Attachment][];

const END = "--", LINE = "\r\n";
/** The headers of one field, in bytes. */
const MAX_HEAD = 4096;

/**
 * The fields of a `multipart/form-data`. The parser of the runtime looks at every byte in JavaScript
 * and copies the file several times, and so does the search in a Buffer: 10 MiB hold the event loop
 * for hundreds of ms. The search in a string is native, and with the string it takes some 20 ms.
 * @param most how many fields it may have
 * @returns undefined when it has more
 * @throws ApiError 400
 */
export function readMultipart(
  body: Uint8Array<ArrayBuffer>,
  contentType: string,
  most: number,
): Fields | undefined {
  const boundary = boundaryOf(contentType);
  if (!boundary) throw malformed();
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  // One sign for each byte, so that places in the text are places in the body.
  const text = bytes.toString("latin1"), mark = `--${boundary}`, next = LINE + mark;
  const fields: Fields = [];
  // What stands before the first boundary is for mail programs.
  let at = text.startsWith(mark) ? mark.length : after(text, next, 0);
  while (!text.startsWith(END, at)) {
    if (!text.startsWith(LINE, at)) throw malformed();
    if (fields.length === most) return undefined;
    const head = text.slice(at, at + MAX_HEAD);
    const start = at + after(head, LINE + LINE, 0);
    const end = after(text, next, start) - next.length;
    fields.push(fieldOf(bytes.toString("utf8", at, start), body.subarray(start, end)));
    at = end + next.length;
  }
  return fields;
}

/** Where what follows `part` begins. */
function after(text: string, part: string, from: number): number {
  const at = text.indexOf(part, from);
  if (at < 0) throw malformed();
  return at + part.length;
}

function fieldOf(head: string, content: Uint8Array<ArrayBuffer>): Fields[number] {
  const [, parameters] = head.match(/\r\ncontent-disposition:\s*form-data(;.*)\r\n/i) ?? [];
  const named = (what: string) => {
    const found = parameters?.match(
      new RegExp(`;\\s*${what}=(?:"((?:\\\\"|[^"])*)"|([^\\s;"]+))`, "i"),
    );
    return found && unescaped(found[1] ?? found[2] ?? "");
  };
  const name = named("name");
  if (name === undefined || name === null) throw malformed();
  const file = named("filename") ?? extended(named("filename\\*"));
  return [
    name,
    file === undefined ? new TextDecoder().decode(content) : new Attachment(file, content),
  ];
}

/** What browsers write for the signs that would end a name; other programs put a backslash. */
function unescaped(text: string): string {
  return text.replaceAll('\\"', '"')
    .replace(/%(22|0D|0A)/gi, (_, code) => String.fromCharCode(parseInt(code, 16)));
}

/** Some programs write a name with accents so: UTF-8''a%C3%B1o.xlsx */
function extended(text: string | null | undefined): string | undefined {
  const encoded = text?.match(/^utf-8'[^']*'(.*)$/i)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

function malformed(): ApiError {
  return new ApiError("cuerpo-ilegible", "El formulario no está bien formado; envíelo de nuevo");
}
