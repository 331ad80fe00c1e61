import { createHash } from "node:crypto";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { ApiError } from "./problem.ts";

/** The version of a record or list, from its content: `c.json(record, 200, versionOf(record))`. */
export function versionOf(record: object): { ETag: string } {
  const digest = createHash("sha1").update(JSON.stringify(record)).digest("base64url");
  return { ETag: `"${digest}"` };
}

/**
 * Refuses a change that was decided on an older version of the record.
 * @param ifMatch the header as it came; absent and `*` always pass
 * @throws ApiError 412
 */
export function refuseStale(ifMatch: string | undefined, current: object): void {
  if (ifMatch === undefined || names(ifMatch, versionOf(current).ETag)) return;
  throw new ApiError(
    "version-desactualizada",
    "Otra persona cambió este dato desde que usted lo leyó; vuelva a leerlo y repita el cambio",
  );
}

/** 304 for whoever already has this version of a record or list (`If-None-Match`). */
export const answerUnchanged = createMiddleware(async (c, next) => {
  await next();
  const { status, headers } = c.res;
  const isRead = c.req.method === "GET" || c.req.method === "HEAD";
  if (!isRead || status !== 200 || !isKnown(c, headers.get("ETag"))) return;
  await c.res.body?.cancel();
  c.res = new Response(null, { status: 304, headers });
  c.res.headers.delete("Content-Type");
  c.res.headers.delete("Content-Length");
});

/**
 * Whether the client says that it has this version: for a handler whose answer costs more than its
 * tag, which then answers 304 itself.
 */
export function isKnown(c: Context, tag: string | null): boolean {
  const known = c.req.header("If-None-Match");
  return known !== undefined && tag !== null && names(known, tag);
}

/** Whether a list of tags, or `*`, names this one. Compression on the way makes a tag weak. */
function names(list: string, tag: string): boolean {
  const strong = (text: string) => text.trim().replace(/^W\//, "");
  return list.split(",").some((text) => text.trim() === "*" || strong(text) === strong(tag));
}
