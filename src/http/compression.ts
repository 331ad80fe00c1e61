import type { Context } from "hono";
import { every } from "hono/combine";
import { compress } from "hono/compress";
import { createMiddleware } from "hono/factory";

/** Below this many bytes gzip costs more time than it saves. */
const WORTH_IT = 2_048;
/** A longer list of encodings is not worth reading. */
const MAX_ACCEPTED = 300;

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
  c.res = new Response(bytes, c.res);
  c.res.headers.set("Content-Length", String(bytes.byteLength));
});

/** gzip for the answers where it pays, and only for clients that ask for it. */
export const compressLarge = () => {
  const compressed = every(compress({ threshold: WORTH_IT, encoding: "gzip" }), tellLength);
  return createMiddleware((c, next) => acceptsGzip(c) ? compressed(c, next) : next());
};

export function acceptsGzip(c: Context): boolean {
  const accepted = c.req.header("Accept-Encoding") ?? "";
  return accepted.length <= MAX_ACCEPTED && accepted.includes("gzip");
}
