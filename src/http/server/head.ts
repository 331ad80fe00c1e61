import { createMiddleware } from "hono/factory";

/** An answer that never ends has no length to tell. */
const ENDLESS = "text/event-stream";

/**
 * HEAD is answered as GET, so that every header is the same, and with the length of the body that GET
 * sends. Hono leaves the body out.
 */
export const answerHead = createMiddleware(async (c, next) => {
  if (c.req.method !== "HEAD") return await next();
  const { url, headers } = c.req.raw;
  c.req.raw = new Request(url, { headers });
  await next();
  if (!c.res.body || c.res.headers.has("Content-Length")) return;
  if (c.res.headers.get("Content-Type")?.startsWith(ENDLESS)) return await c.res.body.cancel();
  let length = 0;
  for await (const chunk of c.res.body) length += chunk.length;
  c.res = new Response(null, c.res);
  c.res.headers.set("Content-Length", String(length));
});
