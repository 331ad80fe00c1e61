import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { ApiError } from "./problem.ts";

export const MIB = 1024 * 1024;
const MAX_JSON = MIB;
export const MAX_UPLOAD = 20 * MIB;
/** What comes with these is read by nobody, and only looking for it costs time. */
const BODILESS = ["GET", "HEAD", "OPTIONS"];

/** 413 for what is larger than the route takes: uploads may be larger than JSON. */
export function limitBody(isUpload: (path: string) => boolean) {
  const limit = (maxSize: number) =>
    bodyLimit({
      maxSize,
      onError: () => {
        throw new ApiError("demasiado-grande", `El cuerpo pasa de ${maxSize / MIB} MiB; divídalo`);
      },
    });
  const [small, large] = [limit(MAX_JSON), limit(MAX_UPLOAD)];
  return (c: Context, next: () => Promise<void>) => {
    if (BODILESS.includes(c.req.method)) return next();
    detach(c);
    return isUpload(c.req.path) ? large(c, next) : small(c, next);
  };
}

// What comes without its length is copied by the limiter. A copy of the server's own request would
// listen to its signal, which costs time and which Deno.serve warns about.
function detach(c: Context): void {
  const { url, method, headers, body } = c.req.raw;
  if (body && !headers.has("Content-Length")) {
    c.req.raw = new Request(url, { method, headers, body });
  }
}

/**
 * Reads a JSON body before anything else is spent on the request; the validator finds it kept.
 * @throws ApiError 400 when it is not UTF-8 or not JSON
 */
export async function readBody(c: Context): Promise<void> {
  if (BODILESS.includes(c.req.method) || !c.req.raw.body) return;
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(c.req.header("Content-Type") ?? "")) return;
  try {
    const bytes = await c.req.arrayBuffer();
    // Clients send this header on requests without a body too.
    if (bytes.byteLength) JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) {
      throw new ApiError("cuerpo-ilegible", "El cuerpo no es un JSON válido en UTF-8; corríjalo");
    }
    throw error;
  }
}
