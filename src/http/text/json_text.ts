import { Buffer } from "node:buffer";
import { giveWay } from "@/db/turns.ts";

/** Up to so many items the text of a list is written at once. */
const SHORT = 128;
/** Items of a longer one that are written together. */
const TOGETHER = 16;

/** The JSON text of a list, or of an object with lists in it, in UTF-8 and written in slices. */
export async function jsonBytes(value: object): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer<ArrayBuffer>[] = [];
  for (const text of partsOf(value)) {
    parts.push(Buffer.from(text));
    await giveWay();
  }
  return Buffer.concat(parts);
}

/** Whether the text takes its time. */
export function hasLongList(value: object): boolean {
  if (Array.isArray(value)) return value.length > SHORT;
  return Object.values(value).some((field) => Array.isArray(field) && field.length > SHORT);
}

/** The text that `JSON.stringify()` gives, in parts: of a list, or of the lists of an object. */
function* partsOf(value: object): Generator<string> {
  if (Array.isArray(value)) return yield* listParts(value);
  let before = "{";
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue;
    yield `${before}${JSON.stringify(name)}:`;
    if (Array.isArray(field)) yield* listParts(field);
    else yield JSON.stringify(field);
    before = ",";
  }
  yield before === "{" ? "{}" : "}";
}

function* listParts(items: readonly unknown[]): Generator<string> {
  let before = "[";
  for (let i = 0; i < items.length; i += TOGETHER) {
    yield before + JSON.stringify(items.slice(i, i + TOGETHER)).slice(1, -1);
    before = ",";
  }
  yield items.length === 0 ? "[]" : "]";
}
