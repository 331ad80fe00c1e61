import type { Context } from "hono";
import { ApiError } from "@/http/text/problem.ts";
import { type Budget, createBudget } from "./budget.ts";
import { type Fields, readMultipart } from "./multipart.ts";
import {
  type BodyRule,
  declaredType,
  isSent,
  isUpload,
  JSON_TYPE,
  limitOf,
  MAX_SIGNED_IN,
  MAX_UPLOAD,
  MIB,
  tooLarge,
} from "./rule.ts";
import { countFields, measureJson } from "./shape.ts";

/** The deepest body that a route takes has five levels. */
const MAX_DEPTH = 32;
/** On average a value takes more bytes than this with its name, so a body may have so many. */
const BYTES_PER_VALUE = 8;
/** Of a form; no form here has a tenth of them. */
const MAX_FIELDS = 100;

/** What all requests together may hold in memory, by who sends it. */
const BUDGETS = {
  public: createBudget(16 * MIB),
  signedIn: createBudget(32 * MIB),
  upload: createBudget(2 * MAX_UPLOAD),
};

/**
 * Reads the body as the route declares it, and keeps it for the validator until `next` is over.
 * Content type and length are judged before the first byte is read, the number of its values before
 * they are made. A route that declares no body never reads one.
 * @throws ApiError 415, 413, 400 when it is not JSON in UTF-8, 503 when too much is in memory
 */
export async function withBody(
  c: Context,
  rule: BodyRule | undefined,
  next: (value: unknown) => Promise<void>,
): Promise<void> {
  if (!rule || !isSent(c)) return await next(undefined);
  const type = declaredType(c, rule);
  const limit = limitOf(rule, type);
  const held = budgetOf(rule, type).open();
  try {
    const bytes = await readBytes(c, limit, held);
    if (isUpload(rule, type)) {
      keepForm(c, bytes);
      return await next(undefined);
    }
    refuseCostly(c, type, bytes, limit);
    const value = JSON_TYPE.test(type) && bytes.length > 0 ? parse(bytes) : undefined;
    keep(c, bytes, value);
    await next(value);
  } finally {
    held.close();
  }
}

// The validator and the handler ask for it again: it is read and parsed once.
function keep({ req }: Context, bytes: Uint8Array<ArrayBuffer>, value: unknown): void {
  req.arrayBuffer = () => Promise.resolve(bytes.buffer);
  req.text = () => Promise.resolve(new TextDecoder().decode(bytes));
  if (value !== undefined) req.json = () => Promise.resolve(value as never);
}

/**
 * The validator finds the fields as if it had read them. The bytes are kept by the fields alone: who
 * hands them on to a worker leaves no copy here.
 */
function keepForm({ req }: Context, bytes: Uint8Array<ArrayBuffer>): void {
  const fields = readMultipart(bytes, req.header("Content-Type") ?? "", MAX_FIELDS);
  if (!fields) throw tooMany();
  const form = { forEach: (take: Take) => fields.forEach(([name, value]) => take(value, name)) };
  req.bodyCache.formData = form as unknown as FormData;
}

type Take = (value: Fields[number][1], name: string) => void;

function budgetOf(rule: BodyRule, type: string): Budget {
  if (isUpload(rule, type)) return BUDGETS.upload;
  return rule.isPublic ? BUDGETS.public : BUDGETS.signedIn;
}

async function readBytes(
  c: Context,
  limit: number,
  held: ReturnType<Budget["open"]>,
): Promise<Uint8Array<ArrayBuffer>> {
  const declared = Number(c.req.header("Content-Length") ?? NaN);
  if (declared > limit) throw tooLarge(limit);
  if (declared <= MAX_SIGNED_IN) {
    held.add(declared);
    const bytes = new Uint8Array(await c.req.raw.arrayBuffer());
    if (bytes.length > limit) throw tooLarge(limit);
    return bytes;
  }
  // Of the declared length at once, where there is one: what has come is copied only there.
  let bytes = new Uint8Array(declared || MAX_SIGNED_IN), size = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    const end = size + chunk.length;
    if (end > limit) throw tooLarge(limit);
    held.add(chunk.length);
    if (end > bytes.length) bytes = grown(bytes, Math.min(limit, 2 * end));
    bytes.set(chunk, size);
    size = end;
  }
  return size === bytes.length ? bytes : bytes.slice(0, size);
}

function grown(bytes: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const longer = new Uint8Array(length);
  longer.set(bytes);
  return longer;
}

/** Judges what parsing would cost, from the bytes alone. */
function refuseCostly(c: Context, type: string, bytes: Uint8Array<ArrayBuffer>, limit: number) {
  if (type === "" && bytes.length > 0) {
    throw new ApiError("tipo-no-admitido", "Diga en Content-Type de qué tipo es el cuerpo");
  }
  if (!JSON_TYPE.test(type)) {
    const fields = countFields(bytes, c.req.header("Content-Type") ?? "", MAX_FIELDS);
    if (fields > MAX_FIELDS) throw tooMany();
    return;
  }
  const { depth, values } = measureJson(bytes);
  if (depth > MAX_DEPTH) throw unreadable("El cuerpo tiene demasiados niveles, uno dentro de otro");
  if (values > limit / BYTES_PER_VALUE) throw tooMany();
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw unreadable("El cuerpo no es un JSON válido en UTF-8; corríjalo");
  }
}

function unreadable(detail: string): ApiError {
  return new ApiError("cuerpo-ilegible", detail);
}

function tooMany(): ApiError {
  return new ApiError("demasiado-grande", "El cuerpo trae demasiados datos; divídalo");
}
