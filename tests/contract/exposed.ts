import assert from "node:assert/strict";
import { SENT_HEADERS } from "@/http/headers.ts";

/** A page reads these of any answer, says the Fetch standard. */
const SAFE = [
  "cache-control",
  "content-language",
  "content-length",
  "content-type",
  "expires",
  "last-modified",
  "pragma",
];

/** For the browser itself, and for what stands between. */
const FOR_BROWSERS =
  /^(access-control-|connection$|content-encoding$|content-security-policy$|cross-origin-|referrer-policy$|strict-transport-security$|transfer-encoding$|vary$|x-accel-buffering$|x-content-type-options$|x-frame-options$)/;

const EXPOSED: string[] = SENT_HEADERS.map((name) => name.toLowerCase());

/** @throws for a header that a page of another origin could not read */
export function checkExposed(headers: Headers, where: string): void {
  const hidden = [...headers.keys()].filter((name) =>
    !SAFE.includes(name) && !FOR_BROWSERS.test(name) && !EXPOSED.includes(name)
  );
  assert.deepEqual(hidden, [], `${where}: list it in src/http/headers.ts`);
}
