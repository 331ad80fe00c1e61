import { createHash } from "node:crypto";
import { ApiError } from "./problem.ts";

/** The version of a record, made from its content: `c.json(record, 200, versionOf(record))`. */
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
  if (ifMatch === undefined || ifMatch.trim() === "*") return;
  // Compression on the way makes a tag weak; the content is the same.
  const known = ifMatch.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (known.includes(versionOf(current).ETag)) return;
  throw new ApiError(
    "version-desactualizada",
    "Otra persona cambió este dato desde que usted lo leyó; vuelva a leerlo y repita el cambio",
  );
}
