import type { Context } from "hono";
import { ApiError } from "@/http/text/problem.ts";

const KIB = 1024;
export const MIB = 1024 * KIB;

/** The largest body of a caller without a session, and of a caller with one. */
const MAX_PUBLIC = 16 * KIB;
export const MAX_SIGNED_IN = 64 * KIB;
/** The largest form with a file that a route may declare. */
export const MAX_UPLOAD = 20 * MIB;
/** The header with the content type; a longer one is no content type. */
const MAX_TYPE = 300;

const FORM = "multipart/form-data";
export const JSON_TYPE = /^application\/([\w.+-]+\+)?json$/;

/** What a route takes as a body. */
export type BodyRule = {
  /** The declared content types. */
  types: readonly string[];
  isPublic: boolean;
  /** Bytes, where the route declares more than others take. */
  limit?: number | undefined;
  /** Bytes of a form with a file, where the route declares an upload. */
  upload?: number | undefined;
};

/** The most that the route takes of this content type, in bytes. */
export function limitOf(rule: BodyRule, type: string): number {
  if (type === FORM && rule.upload) return rule.upload;
  return rule.limit ?? (rule.isPublic ? MAX_PUBLIC : MAX_SIGNED_IN);
}

/** Whether it comes as the file that the route declares. */
export function isUpload(rule: BodyRule, type: string): boolean {
  return rule.upload !== undefined && type === FORM;
}

export function isSent(c: Context): boolean {
  const length = c.req.header("Content-Length");
  return c.req.raw.body !== null && length !== "0";
}

/** @throws ApiError 415 for what the route does not declare, and for a compressed body */
export function declaredType(c: Context, { types }: BodyRule): string {
  const header = c.req.header("Content-Type") ?? "";
  const type = header.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const isDeclared = header.length <= MAX_TYPE &&
    types.some((one) => one === type || JSON_TYPE.test(one) && JSON_TYPE.test(type));
  // Some clients send an empty body without type and without length.
  if (header === "" && !c.req.header("Content-Length")) return "";
  if (!isDeclared) {
    const detail = `Envíe el cuerpo como ${types.join(" o ")}`;
    throw new ApiError("tipo-no-admitido", detail, { headers: { Accept: types.join(", ") } });
  }
  const encoding = c.req.header("Content-Encoding")?.trim().toLowerCase() ?? "identity";
  if (encoding !== "identity") {
    const detail = "El cuerpo viene comprimido; envíelo sin Content-Encoding";
    throw new ApiError("tipo-no-admitido", detail, { headers: { "Accept-Encoding": "identity" } });
  }
  return type;
}

export function tooLarge(limit: number): ApiError {
  const shown = limit < MIB ? `${limit / KIB} KiB` : `${limit / MIB} MiB`;
  return new ApiError("demasiado-grande", `El cuerpo pasa de ${shown}; divídalo`);
}
