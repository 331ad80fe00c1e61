import assert from "node:assert/strict";
import { prepareApp } from "../support.ts";
import { checkValue } from "./answers.ts";
import {
  DOCUMENT,
  GUARDED,
  type Operation,
  OPERATIONS,
  type Parameter,
  patternOf,
  resolve,
  WITH_BODY,
} from "./document.ts";

const PROBLEM = { $ref: "#/components/schemas/Problema" };

/** What an operation may be called: an act, and the same word for the same act everywhere. */
const VERBS = [
  ...["list", "get", "create", "update", "patch", "remove", "link", "unlink"],
  ...["renew", "close", "request", "validate", "apply", "toggle", "import", "export"],
  ...[
    "assign",
    "unassign",
    "exchange",
    "check",
    "copy",
    "move",
    "cancel",
    "restore",
    "read",
    "mark",
    "search",
    "count",
  ],
];

Deno.test("every route has a unique name that starts with a verb, and says what it does", () => {
  const names = OPERATIONS.map(({ operationId }) => operationId);
  assert.deepEqual(names.filter((name, i) => names.indexOf(name) !== i), []);
  for (const { name, operationId, summary, description } of OPERATIONS) {
    assert.match(operationId, new RegExp(`^(${VERBS.join("|")})[A-Z]`), name);
    assert(summary && description, `${name} lacks a summary or a description`);
  }
});

Deno.test("every route has a tag that the document describes, and no described tag is unused", () => {
  const described = DOCUMENT.tags.filter(({ description }) => description).map(({ name }) => name);
  for (const { name, tags } of OPERATIONS) {
    assert.equal(tags.length, 1, name);
    assert(described.includes(tags[0] ?? ""), `${name}: ${tags} is not described in openapi.ts`);
  }
  const used = OPERATIONS.flatMap(({ tags }) => tags);
  assert.deepEqual(described.filter((tag) => !used.includes(tag)), []);
});

/** What people open in a browser, also with the secret of a calendar in the address. */
const PAGES = ["GET /horarios/{de}/{id}"];

Deno.test("every route declares who may call it, and the guarded ones take both ways to sign in", () => {
  for (const { name, isPublic, security, "x-roles": roles } of OPERATIONS) {
    assert(roles && security, `${name} does not declare its roles`);
    assert.equal(roles.length === 0, isPublic, name);
    assert(roles.every((rol) => [1, 2, 3].includes(rol)), name);
  }
  for (const { name, security } of GUARDED) {
    const secret = PAGES.includes(name) ? [{ calendario: [] }] : [];
    assert.deepEqual(security, [{ bearer: [] }, { password: [] }, ...secret], name);
  }
  const schemes = Object.keys(DOCUMENT.components.securitySchemes);
  assert.deepEqual(schemes, ["bearer", "password", "calendario"]);
});

Deno.test("what anybody may call without signing in is this and nothing else", () => {
  const open = OPERATIONS.filter(({ isPublic }) => isPublic).map(({ name }) => name);
  assert.deepEqual(open.sort(), [
    "GET /",
    "GET /calendarios/{token}.ics",
    "GET /docs",
    "GET /docs/{file}",
    "GET /healthz",
    "GET /metrics",
    "GET /openapi.json",
    "GET /readyz",
    "POST /access/forgot-password",
    "POST /access/refresh",
    "POST /access/reset-password",
    "POST /access/token",
    "POST /access/validate-reset-token",
  ]);
});

Deno.test("every documented error is an RFC 9457 problem", () => {
  for (const { name, responses } of OPERATIONS) {
    for (const [status, { content }] of Object.entries(responses)) {
      if (status < "400") continue;
      const page = PAGES.includes(name) && { "text/html": { schema: { type: "string" } } };
      assert.deepEqual(content, { "application/problem+json": { schema: PROBLEM }, ...page }, name);
    }
  }
});

Deno.test("every body is required and comes with an example that its own schema takes", () => {
  for (const { name, requestBody } of WITH_BODY) {
    assert.equal(requestBody?.required, true, name);
    for (const [type, { schema }] of Object.entries(requestBody.content)) {
      if (type === "multipart/form-data") continue; // a file has no example in JSON
      const { example } = resolve(schema);
      assert(example, `${name} (${type}) lacks an example`);
      checkValue(schema, example, `${name}, its example`);
    }
  }
});

Deno.test("the examples of the answers hold too", () => {
  for (const [name, schema] of Object.entries(DOCUMENT.components.schemas)) {
    if (schema.example) checkValue(schema, schema.example, `the example of ${name}`);
  }
});

Deno.test("no fixed path comes after a parameter that swallows it", () => {
  OPERATIONS.forEach((fixed, i) => {
    for (const { method, path } of OPERATIONS.slice(0, i)) {
      const swallows = method === fixed.method && path !== fixed.path &&
        patternOf(path).test(fixed.path);
      assert(!swallows, `${method} ${path} swallows ${fixed.path}`);
    }
  });
});

Deno.test("no request fits two paths of which each has a word where the other has a parameter", () => {
  for (const [i, one] of OPERATIONS.entries()) {
    for (const other of OPERATIONS.slice(0, i)) {
      const pairs = zip(segmentsOf(one), segmentsOf(other));
      const isAmbiguous = one.method === other.method && pairs !== undefined &&
        pairs.some(([a, b]) => a.parameter && !b.parameter) &&
        pairs.some(([a, b]) => b.parameter && !a.parameter) &&
        pairs.every(([a, b]) => takes(a, b) && takes(b, a));
      assert(!isAmbiguous, `${one.name} and ${other.name}`);
    }
  }
});

type Segment = { word: string; parameter: Parameter | undefined };

function segmentsOf({ path, parameters }: Operation): Segment[] {
  return path.split("/").map((word) => ({
    word,
    parameter: parameters.find(({ name }) => word === `{${name}}`),
  }));
}

function zip<T>(one: T[], other: T[]): [T, T][] | undefined {
  if (one.length !== other.length) return undefined;
  return one.flatMap((item, i): [T, T][] => other.slice(i, i + 1).map((its) => [item, its]));
}

/** Whether a segment answers what another one is: a number takes no word. */
function takes({ word, parameter }: Segment, other: Segment): boolean {
  if (other.parameter) return true;
  if (!parameter) return word === other.word;
  return parameter.schema.type !== "integer" || /^\d+$/.test(other.word);
}

Deno.test("only the routes of the document answer", async () => {
  await using api = await prepareApp();
  const { routes } = api.app;
  const documented = OPERATIONS.map(({ method, path }) =>
    `${method} ${path.replaceAll(/{(\w+)}/g, ":$1")}`
  );
  const mounted = routes.filter(({ method, path }) => method !== "ALL" && !path.endsWith("*"))
    .map(({ method, path }) => `${method} ${path}`);
  assert.deepEqual([...new Set(mounted)].sort(), documented.sort());
  const everything = routes.filter(({ method, path }) => method === "ALL" && path !== "/*");
  assert.deepEqual(everything.map(({ path }) => path), []);
});

Deno.test("OpenAPI 3.1", () => assert.match(DOCUMENT.openapi, /^3\.1\./));
