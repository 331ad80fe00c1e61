import * as z from "zod";
import { documentText } from "@/start.ts";

/** A JSON schema, as far as the tests look into it. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  [keyword: string]: unknown;
};

const Content = z.record(z.string(), z.object({ schema: z.custom<Schema>() }));

const Parameter = z.object({
  name: z.string(),
  in: z.enum(["path", "query", "header"]),
  required: z.boolean().default(false),
  schema: z.custom<Schema>(),
});

const Operation = z.object({
  operationId: z.string(),
  summary: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string()).default([]),
  deprecated: z.boolean().default(false),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  "x-roles": z.array(z.int()).optional(),
  "x-max-bytes": z.int().optional(),
  parameters: z.array(Parameter).default([]),
  requestBody: z.object({ required: z.boolean().default(false), content: Content }).optional(),
  responses: z.record(z.string(), z.object({ content: Content.default({}) })),
});

const Document = z.object({
  openapi: z.string(),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  components: z.object({
    schemas: z.record(z.string(), z.custom<Schema>()),
    securitySchemes: z.record(z.string(), z.unknown()),
  }),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});

export type Parameter = z.infer<typeof Parameter>;
export type Operation = z.infer<typeof Operation> & {
  /** `GET`. */
  method: string;
  /** As declared: `/users/{id}`. */
  path: string;
  /** `GET /users/{id}`, for the messages of the tests. */
  name: string;
  isPublic: boolean;
};

export const TEXT = await documentText();
export const DOCUMENT = Document.parse(JSON.parse(TEXT));

/** Every operation of the document, in its order: the order in which the routes are mounted. */
export const OPERATIONS: Operation[] = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    ...operation,
    method: method.toUpperCase(),
    path,
    name: `${method.toUpperCase()} ${path}`,
    isPublic: operation.security?.length === 0,
  }))
);

export const GUARDED = OPERATIONS.filter(({ isPublic }) => !isPublic);
export const WITH_BODY = OPERATIONS.filter(({ requestBody }) => requestBody);

/** The operation that answers this method on this path, as the router chooses: fixed paths first. */
export function operationOf(method: string, url: string): Operation | undefined {
  const path = new URL(url, "http://localhost").pathname; // `/a/../b` is /b for the server too
  const wanted = path.length > 1 ? path.replace(/\/$/, "") : path;
  const served = method === "HEAD" ? "GET" : method;
  return OPERATIONS.find((o) => o.method === served && patternOf(o.path).test(wanted));
}

/** `/users/{id}` as a pattern of the paths that it answers. */
export function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/{\w+}/g, "[^/]+")}$`);
}

/** The schema itself where it only points to a named one. */
export function resolve(schema: Schema): Schema {
  const name = schema.$ref?.replace("#/components/schemas/", "");
  return name ? resolve(DOCUMENT.components.schemas[name] ?? {}) : schema;
}
