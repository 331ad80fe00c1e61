import type { Context } from "hono";
import { every } from "hono/combine";
import { compress } from "hono/compress";
import { createMiddleware } from "hono/factory";
import { giveWay } from "@/db/turns.ts";

/** Below this many bytes gzip costs more time than it saves. */
const WORTH_IT = 2_048;
/** A longer list of encodings is not worth reading. */
const MAX_ACCEPTED = 300;
/** Bytes that are compressed at a stretch. */
const PART = 1 << 16;

// hono compresses whatever does not tell its length, and its own JSON answers do not.
const tellLength = createMiddleware(async (c, next) => {
  await next();
  const { headers, body } = c.res;
  const type = headers.get("Content-Type") ?? "";
  if (
    !body || headers.has("Content-Length") ||
    !/^(application\/\S*json|text\/(html|calendar))/.test(type)
  ) {
    return;
  }
  const bytes = await c.res.arrayBuffer();
  c.res = new Response(bytes.byteLength > PART ? inParts(new Uint8Array(bytes)) : bytes, c.res);
  c.res.headers.set("Content-Length", String(bytes.byteLength));
});

/** A long answer part by part: what is given to gzip at once is compressed at once. */
function inParts(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let start = 0;
  return new ReadableStream({
    async pull(controller) {
      await giveWay();
      controller.enqueue(bytes.subarray(start, start += PART));
      if (start >= bytes.length) controller.close();
    },
  }, { highWaterMark: 0 });
}

/** gzip for the answers where it pays, and only for clients that ask for it. */
export const compressLarge = () => {
  const compressed = every(compress({ threshold: WORTH_IT, encoding: "gzip" }), tellLength);
  return createMiddleware((c, next) => acceptsGzip(c) ? compressed(c, next) : next());
};

export function acceptsGzip(c: Context): boolean {
  const accepted = c.req.header("Accept-Encoding") ?? "";
  return accepted.length <= MAX_ACCEPTED && accepted.includes("gzip");
}
