import type { Context } from "hono";
import { createHash } from "node:crypto";
import { giveWay } from "@/db/turns.ts";
import { hasLongList, jsonBytes } from "./text/json_text.ts";
import { ApiError } from "./text/problem.ts";

const READS = ["GET", "HEAD"];

/** The version of a record or list, from its content: `c.json(message, 200, versionOf(record))`. */
export function versionOf(record: object): { ETag: string } {
  return tagOf(JSON.stringify(record));
}

/**
 * 200 with a record or list and its version, or 304 for whoever has it. The text is written once and
 * serves both; that of a long list in slices, so that the others need not wait for all of it.
 */
export function answerVersioned<T extends object>(c: Context, record: T) {
  const answer = hasLongList(record) ? answerInSlices(c, record) : answerAtOnce(c, record);
  // A promise of it where it is long, which the type leaves out: the router takes either, and the
  // compiler cannot follow a choice between both through every route.
  return answer as unknown as ReturnType<typeof c.json<T, 200>>;
}

function answerAtOnce(c: Context, record: object): Response {
  const text = JSON.stringify(record);
  return answerAs(c, text, tagOf(text));
}

async function answerInSlices(c: Context, record: object): Promise<Response> {
  const bytes = await jsonBytes(record);
  return answerAs(c, bytes, await tagInSlices(bytes));
}

function answerAs(
  c: Context,
  content: string | Uint8Array<ArrayBuffer>,
  version: { ETag: string },
): Response {
  if (isKnown(c, version)) return c.body(null, 304, version);
  return c.body(content, 200, { ...version, "Content-Type": "application/json" });
}

function tagOf(text: string): { ETag: string } {
  return { ETag: `"${createHash("sha1").update(text).digest("base64url")}"` };
}

/** Hashed at a stretch. */
const STRETCH = 1 << 18;

async function tagInSlices(bytes: Uint8Array): Promise<{ ETag: string }> {
  const hash = createHash("sha1");
  for (let i = 0; i < bytes.length; i += STRETCH) {
    hash.update(bytes.subarray(i, i + STRETCH));
    await giveWay();
  }
  return { ETag: `"${hash.digest("base64url")}"` };
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

/** Whether whoever reads says that he has this version (`If-None-Match`) and wants no more than 304. */
export function isKnown({ req }: Context, { ETag }: { ETag: string }): boolean {
  const known = READS.includes(req.method) ? req.header("If-None-Match") : undefined;
  return known !== undefined && names(known, ETag);
}

/** Whether a list of tags, or `*`, names this one. Compression on the way makes a tag weak. */
function names(list: string, tag: string): boolean {
  const strong = (text: string) => text.trim().replace(/^W\//, "");
  return list.split(",").some((text) => text.trim() === "*" || strong(text) === strong(tag));
}
