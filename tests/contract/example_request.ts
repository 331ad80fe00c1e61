import { type Operation, type Parameter, resolve, type Schema } from "./document.ts";

/** A request as `api.request()` takes it. */
export type Example = { method: string; url: string; body?: BodyInit; type?: string };

/** A well-formed request to this operation, made of the examples of the document. */
export function exampleOf(operation: Operation): Example {
  const { method, path, parameters } = operation;
  const query = parameters.filter((p) => p.in === "query" && p.required);
  const url = fill(path, parameters) + queryOf(query);
  const [[type, { schema }] = ["", { schema: {} }]] = Object.entries(
    operation.requestBody?.content ?? {},
  );
  return type ? { method, url, ...encode(type, valueOf(schema)) } : { method, url };
}

/** The path with the example of each parameter in its place. */
export function fill(path: string, parameters: readonly Parameter[]): string {
  return path.replaceAll(/{(\w+)}/g, (_, name) => {
    const found = parameters.find((p) => p.in === "path" && p.name === name);
    return encodeURIComponent(String(valueOf(found?.schema ?? {})));
  });
}

/** A body of this content type, and the type to send with it where the body does not bring it. */
export function encode(type: string, value: unknown): { body: BodyInit; type?: string } {
  if (/json/.test(type)) return { body: JSON.stringify(value), type };
  const fields = Object.entries(value ?? {}).map(([name, field]): [string, string | Blob] => [
    name,
    typeof field === "string" || field instanceof Blob ? field : JSON.stringify(field),
  ]);
  if (type === "application/x-www-form-urlencoded") {
    const texts = fields.map(([name, field]) => [name, String(field)]);
    return { body: new URLSearchParams(texts).toString(), type };
  }
  const form = new FormData();
  for (const [name, field] of fields) {
    form.set(name, field);
  }
  return { body: form };
}

/** A value that the schema describes: its example, or the simplest that it takes. */
export function valueOf(given: Schema): unknown {
  const schema = resolve(given);
  const [choice] = [...schema.anyOf ?? [], ...schema.oneOf ?? [], ...schema.allOf ?? []];
  const shown = [schema.example, ...list(schema.examples), schema.default, schema.const];
  const found = [...shown, ...list(schema.enum)].find((value) => value !== undefined);
  if (found !== undefined) return found;
  if (choice) return valueOf(choice);
  if (schema.format === "binary") return new File(["hola"], "ejemplo.xlsx");
  if (schema.type === "array") return schema.items ? [valueOf(schema.items)] : [];
  if (schema.type === "boolean") return true;
  if (schema.type === "integer" || schema.type === "number") return schema.minimum ?? 1;
  if (schema.type !== "object") return "a".repeat(Number(schema.minLength ?? 1));
  const required = Object.entries(schema.properties ?? {})
    .filter(([name]) => schema.required?.includes(name));
  return Object.fromEntries(required.map(([name, field]) => [name, valueOf(field)]));
}

function queryOf(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return "";
  const pairs = parameters.map(({ name, schema }) => [name, String(valueOf(schema))]);
  return `?${new URLSearchParams(pairs)}`;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
