import assert from "node:assert/strict";
import { OPERATIONS, resolve, type Schema } from "./document.ts";

// What comes in is bounded: no field takes a text, a list or a number without an end.
Deno.test("every string, list and number of a body, a query, a path or a header is bounded", () => {
  const open: string[] = [];
  for (const { name, parameters, requestBody } of OPERATIONS) {
    for (const parameter of parameters) {
      open.push(...unbounded(parameter.schema, `${name} ${parameter.in} ${parameter.name}`));
    }
    for (const [type, { schema }] of Object.entries(requestBody?.content ?? {})) {
      open.push(...unbounded(schema, `${name} ${type}`));
    }
  }
  assert.deepEqual([...new Set(open)], []);
});

Deno.test("what has no bound is found, and what has one is not", () => {
  const digits = { type: "string", pattern: "^\\d{1,9}$" };
  const bounded: Schema[] = [
    { type: "string", maxLength: 3 },
    { type: "string", enum: ["a"] },
    { type: "string", format: "date" },
    digits,
    { type: "array", items: digits, maxItems: 3 },
    { type: ["integer", "null"], minimum: 1, maximum: 2 },
    { type: "boolean" },
    { type: "object", properties: { a: digits } },
  ];
  const open: Schema[] = [
    {},
    { type: "string" },
    { type: "string", format: "email" },
    { type: "string", pattern: "^\\d+$" },
    { type: "string", pattern: "\\d{1,9}" },
    { type: "array", items: digits },
    { type: "array", items: { type: "string" }, maxItems: 3 },
    { type: "integer", minimum: 1 },
    { type: ["number", "null"], maximum: 1 },
    { type: "object", additionalProperties: digits },
    { type: "object", properties: { a: { anyOf: [digits, { type: "string" }] } } },
  ];
  assert.deepEqual(bounded.flatMap((schema) => unbounded(schema, JSON.stringify(schema))), []);
  for (const schema of open) {
    assert.equal(unbounded(schema, "").length, 1, JSON.stringify(schema));
  }
});

/** The places inside a schema where nothing says how much may come. */
function unbounded(given: Schema, where: string): string[] {
  const schema = resolve(given);
  const choices = [schema.anyOf, schema.oneOf, schema.allOf].flatMap((list) => list ?? []);
  if (choices.length > 0) return choices.flatMap((choice) => unbounded(choice, where));
  if (schema.enum !== undefined || schema.const !== undefined) return [];
  const types = [schema.type ?? "anything"].flat().filter((type) => type !== "null");
  return types.flatMap((type) => IN_TYPE[type]?.(schema, where) ?? [`${where}: ${type}`]);
}

const IN_TYPE: Record<string, (schema: Schema, where: string) => string[]> = {
  boolean: () => [],
  null: () => [],
  string: (schema, where) => isBoundedText(schema) ? [] : [`${where}: a string without end`],
  integer: boundedNumber,
  number: boundedNumber,
  array: (schema, where) =>
    schema.maxItems === undefined
      ? [`${where}: a list without end`]
      : unbounded(schema.items ?? {}, `${where}[]`),
  object: (schema, where) => {
    const free = schema.additionalProperties && schema.maxProperties === undefined;
    const fields = Object.entries(schema.properties ?? {});
    return [
      ...(free ? [`${where}: fields without end`] : []),
      ...fields.flatMap(([name, field]) => unbounded(field, `${where}.${name}`)),
    ];
  },
};

function boundedNumber({ minimum, maximum }: Schema, where: string): string[] {
  const bounded = minimum !== undefined && maximum !== undefined;
  return bounded ? [] : [`${where}: a number without end`];
}

// A file has the end of its whole body: see src/http/body.ts.
const FORMATS_WITH_END = ["binary", "date", "date-time", "time", "uuid"];

function isBoundedText({ maxLength, format, pattern }: Schema): boolean {
  if (maxLength !== undefined || FORMATS_WITH_END.includes(String(format))) return true;
  const text = String(pattern ?? "").replaceAll(/\\./g, "x").replaceAll(/\[[^\]]*\]/g, "x");
  return /^\^.*\$$/.test(text) && !/[*+]|\{\d+,\}/.test(text);
}
