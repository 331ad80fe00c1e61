import assert from "node:assert/strict";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { checkExposed } from "./exposed.ts";
import { DOCUMENT, type Operation, operationOf, type Schema } from "./document.ts";

// Statuses that any resource may answer by the rules of HTTP itself, documented or not: 304 to a
// client that has this version, 404 and 405 where there is no operation.
const NOT_MODIFIED = 304;

const formats = { ...fullFormats, binary: true as const };
const ajv = new Ajv2020({ strict: false, allErrors: true, formats });
ajv.addSchema({ $id: "document", components: closed(DOCUMENT.components) });
const compiled = new Map<Schema, ValidateFunction>();

type Answer = { status: number; headers: Headers; text: string };

/**
 * Holds one answer to the document: the status is declared for the operation, and the body is of the
 * declared type and schema, without a field more.
 */
export function checkAnswer(method: string, url: string, answer: Answer): void {
  const { status, headers, text } = answer;
  const operation = operationOf(method, url);
  checkExposed(headers, `${method} ${url}`);
  const type = headers.get("Content-Type")?.split(";")[0] ?? "";
  const where = `${method} ${url} -> ${status} ${type}`;
  if (!operation) return checkRefusal(where, answer, type);
  if (method === "HEAD" || status === NOT_MODIFIED) return assert.equal(text, "", where);

  const { content } = declaredFor(operation, status, where);
  if (Object.keys(content).length === 0) return assert.equal(text, "", `${where}: not declared`);
  const schema = content[type]?.schema;
  assert(schema, `${where}: declared are ${Object.keys(content)}`);
  if (/json/.test(type)) checkValue(schema, JSON.parse(text), where);
}

/** @throws unless the value is what the schema describes, without undocumented fields */
export function checkValue(schema: Schema, value: unknown, where: string): void {
  const validate = compiled.get(schema) ?? ajv.compile(closed(schema));
  compiled.set(schema, validate);
  assert(validate(value), `${where}: ${ajv.errorsText(validate.errors)} in ${show(value)}`);
}

function declaredFor({ responses }: Operation, status: number, where: string) {
  const declared = responses[status] ?? responses[`${Math.floor(status / 100)}XX`];
  assert(declared, `${where}: declared are ${Object.keys(responses)}`);
  return declared;
}

// Nothing is declared here, so nothing may answer but an error or a preflight.
function checkRefusal(where: string, { status, text }: Answer, type: string): void {
  assert([204, 404, 405].includes(status), `${where}: answers without being in the document`);
  if (text === "") return;
  assert.equal(type, "application/problem+json", where);
  checkValue({ $ref: "#/components/schemas/Problema" }, JSON.parse(text), where);
}

/** The schema with every object closed that does not say what else it may carry. */
function closed<T>(schema: T): T {
  return JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key === "$ref") return `document${value}`;
    const isPlainObject = value?.properties && value.type && !("additionalProperties" in value);
    return isPlainObject ? { ...value, unevaluatedProperties: false } : value;
  });
}

function show(value: unknown): string {
  return JSON.stringify(value).slice(0, 500);
}
