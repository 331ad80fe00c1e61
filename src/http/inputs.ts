import type { Context } from "hono";
import * as z from "zod";
import { invalidData } from "./router.ts";
import { nearestName } from "./text/nearest.ts";
import type { ApiError } from "./text/problem.ts";

/**
 * Refuses the names of an input that the route does not know: what is misspelt must not pass for
 * what was never asked.
 * @param value the body as it was parsed; undefined where there is none
 * @throws ApiError 422 that names what was meant
 */
export type InputCheck = (c: Context, value: unknown) => void;

type Known = {
  /** The parameters of the query; undefined where any may come. */
  query: readonly string[] | undefined;
  /** The fields of a JSON body; undefined where any may come. */
  body: readonly string[] | undefined;
  /** What refuses a body in words of its own. */
  schema: unknown;
  /** A change: the fields that say what to change; it needs one of them. */
  changes: readonly string[] | undefined;
};

/**
 * Every field that some route takes or gives. A client may send back a record as it read it: a field
 * that is another one's name is no slip, and is ignored where it may not be set.
 */
const VOCABULARY = new Set<string>();

export function addToVocabulary(names: readonly string[]): void {
  for (const name of names) VOCABULARY.add(name);
}

/** A shorter name resembles too many others. */
const MIN_LETTERS = 5;

/** So many parameters are no slip. */
const MAX_PARAMETERS = 100;
/** Of a name that is shown to its sender. */
const MAX_NAME = 50;

export function checkInputs({ query, body, schema, changes }: Known): InputCheck {
  return (c, value) => {
    if (query) refuseQuery(c, query);
    if (!body || typeof value !== "object" || value === null || Array.isArray(value)) return;
    const names = Object.keys(value);
    refuseMisspelt(names, body);
    const isEmpty = changes && !names.some((name) => changes.includes(name));
    if (isEmpty && accepts(schema, value)) throw withoutChange(changes);
  };
}

function refuseQuery(c: Context, known: readonly string[]): void {
  const start = c.req.url.indexOf("?");
  if (start < 0) return;
  if (c.req.url.split("&", MAX_PARAMETERS + 1).length > MAX_PARAMETERS) {
    const message = `La dirección lleva más de ${MAX_PARAMETERS} parámetros`;
    throw invalidData([{ path: ["consulta"], message }]);
  }
  const issues = Object.entries(c.req.queries()).flatMap(([name, values]) => {
    if (name === "") return [];
    if (!known.includes(name)) return [issue(name, unknownParameter(name, known))];
    if (values.length === 1) return [];
    return [issue(name, `Viene ${values.length} veces; envíelo una sola vez`)];
  });
  if (issues.length > 0) throw invalidData(issues);
}

function unknownParameter(name: string, known: readonly string[]): string {
  if (known.length === 0) return "No existe este parámetro: esta ruta no tiene ninguno";
  return `No existe este parámetro; ${suggestion(name, known)}`;
}

/** A field that nothing resembles is ignored, as ever: only what is misspelt would mislead. */
function refuseMisspelt(names: string[], known: readonly string[]): void {
  const issues = names.filter((name) => !VOCABULARY.has(name) && name.length >= MIN_LETTERS)
    .filter((name) => nearestName(name, known))
    .map((name) => issue(name, `No existe este campo; ${suggestion(name, known)}`));
  if (issues.length > 0) throw invalidData(issues);
}

function accepts(schema: unknown, value: unknown): boolean {
  return schema instanceof z.ZodType && schema.safeParse(value).success;
}

function withoutChange(changes: readonly string[]): ApiError {
  const message = `Indique al menos un cambio; se pueden cambiar ${listed(changes)}`;
  return invalidData([{ path: [], message }]);
}

function suggestion(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  return near ? `¿quiso decir ${near}?` : `los que hay son ${listed(known)}`;
}

function listed(names: readonly string[]): string {
  return names.join(", ");
}

function issue(name: string, message: string) {
  return { path: [name.slice(0, MAX_NAME)], message };
}

/** The names of the fields of a schema, whatever is done to the object afterwards. */
export function fieldsOf(schema: unknown): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodPipe) {
    const { in: before, out: after } = schema.def;
    return fieldsOf(before instanceof z.ZodTransform ? after : before);
  }
  if (schema instanceof z.ZodUnion) return [...new Set(schema.options.flatMap(fieldsOf))];
  if (schema instanceof z.ZodIntersection) {
    return [...fieldsOf(schema.def.left), ...fieldsOf(schema.def.right)];
  }
  if (schema instanceof z.ZodArray) return fieldsOf(schema.element);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return fieldsOf(schema.unwrap());
  }
  return [];
}
