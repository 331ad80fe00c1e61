import assert from "node:assert/strict";
import { type Import, importsOf, listSources, readSource, SRC, TESTS } from "./sources.ts";

const IMPORTS = SRC.flatMap(importsOf);
const LOCAL = IMPORTS.filter(({ to }) => to.startsWith("src/"));

/** The files that each start a process. */
const ENTRIES = /^src\/(main|serve|commands\/\w+)\.ts$/;

/** What schema files may import, by what it is: schemas, and lists of words that schemas name. */
const SCHEMA_FILES =
  /^src\/(http\/(schemas|text\/problem|body\/attachment)|.*(schemas|\/schemas\/\w+|rules\/permisos|reports\/tipos))\.ts$/;

/** Who may import whom: the first pattern that fits the importer lists what it may reach. */
const ALLOWED: [from: RegExp, to: RegExp, why: string][] = [
  [/^src\/db\//, /^src\/db\//, "db imports nothing outside itself"],
  [/^src\/time\//, /^src\/time\//, "time imports nothing outside itself"],
  [/^src\/passwords\/\w+\.ts$/, /^src\/(passwords\/\w+|db\/text)\.ts$/, "rules for all"],
  [/^src\/config\//, /^src\/(config|passwords)\//, "the configuration knows the rule of passwords"],
  [/^src\/(http|passwords)\//, /^src\/(db|http|config|passwords)\//, "http knows no domain"],
  [
    /^src\/resources\/.*(\/schemas\/\w+|schemas)\.ts$/,
    SCHEMA_FILES,
    "schemas import zod and other schemas only",
  ],
  [
    /^src\/(resources|compat)\//,
    /^src\/(db|http|config|passwords|time|resources)\//,
    "a resource reaches what belongs to everybody, and other resources",
  ],
  [/^src\/app\.ts$/, /^src\/(compat|http|config|resources)\//, "app opens nothing"],
];

function told({ from, to }: Import): string {
  return `${from} -> ${to}`;
}

Deno.test("who imports whom", () => {
  for (const found of LOCAL) {
    const [, to, why] = ALLOWED.find(([from]) => from.test(found.from)) ?? [];
    assert(!to || to.test(found.to), `${told(found)}: ${why}`);
  }
});

Deno.test("nobody imports a file that starts a process", () => {
  assert.deepEqual(LOCAL.filter(({ to }) => ENTRIES.test(to)).map(told), []);
});

Deno.test("routes are imported by app.ts alone, and by the routes they are part of", () => {
  const isRoutes = (path: string) => /\/(\w+_)?routes\.ts$/.test(path);
  const folder = (path: string) => path.replace(/[^/]+$/, "");
  const wrong = LOCAL.filter(({ from, to }) =>
    isRoutes(to) && from !== "src/app.ts" &&
    !(isRoutes(from) && folder(from) === folder(to))
  );
  assert.deepEqual(wrong.map(told), []);
});

Deno.test("the old paths bring no SQL of their own", () => {
  const wrong = LOCAL.filter(({ from, to }) =>
    from.startsWith("src/compat/") && /db\/sql/.test(to)
  );
  assert.deepEqual(wrong.map(told), []);
});

Deno.test("rules are pure, with all that they import: no database and no HTTP", () => {
  const isRule = (path: string) => /\/rules\/|^src\/time\//.test(path);
  const impure = /^src\/db\/|^src\/http\/(?!schemas\.ts|text\/)|^hono|^mysql2|^node:(?!assert)/;
  const next = Map.groupBy(IMPORTS.filter(({ isType }) => !isType), ({ from }) => from);
  const wrong: string[] = [];
  function visit(path: string, trail: string[]): void {
    for (const { to } of next.get(path) ?? []) {
      if (impure.test(to)) wrong.push([...trail, to].join(" -> "));
      else if (!trail.includes(to)) visit(to, [...trail, to]);
    }
  }
  for (const { path } of SRC) if (isRule(path)) visit(path, [path]);
  assert.deepEqual(wrong, []);
});

Deno.test("only http/route.ts makes routes, so that none goes without its roles", () => {
  const makers = SRC.filter(({ text }) => /\bcreateRoute\b/.test(text)).map(({ path }) => path);
  assert.deepEqual(makers, ["src/http/route.ts"]);
  const around = SRC.filter(({ text }) =>
    /\.(get|post|put|patch|delete|all|on)\(\s*"\//.test(text)
  );
  assert.deepEqual(around.map(({ path }) => path), []);
});

Deno.test("no file imports itself by a detour", () => {
  const next = Map.groupBy(LOCAL.filter(({ isType }) => !isType), ({ from }) => from);
  const done = new Set<string>();
  function visit(path: string, trail: string[]): void {
    assert(!trail.includes(path), [...trail.slice(trail.indexOf(path)), path].join(" -> "));
    if (done.has(path)) return;
    for (const { to } of next.get(path) ?? []) visit(to, [...trail, path]);
    done.add(path);
  }
  for (const { path } of SRC) visit(path, []);
});

async function readImports(file: string): Promise<Record<string, string>> {
  const { "@/": _, ...packages } = JSON.parse((await readSource(file)).text).imports;
  return packages;
}

function assertKnown(packages: Record<string, string>, imports: typeof IMPORTS): void {
  for (const { from, to, isLocal } of imports) {
    if (isLocal || from.startsWith("tests/architecture/") || to.startsWith("node:")) continue;
    const isKnown = Object.keys(packages).some((name) =>
      to === name || to.startsWith(name.endsWith("/") ? name : `${name}/`)
    );
    assert(isKnown, `${from} -> ${to}`);
  }
}

Deno.test("everything comes from npm, with an exact version", async () => {
  const [product, ours] = [await readImports("deno.json"), await readImports("tests/deno.json")];
  for (const [name, target] of Object.entries({ ...product, ...ours })) {
    assert.match(target, /^npm:\/?(@[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+\/?$/, name);
  }
  assertKnown(product, IMPORTS);
  assertKnown(ours, TESTS.flatMap(importsOf));
});

Deno.test("deno.json names what the product imports and nothing else", async () => {
  const used = IMPORTS.filter(({ isLocal }) => !isLocal).map(({ to }) => to);
  for (const name of Object.keys(await readImports("deno.json"))) {
    assert(used.some((to) => to === name || to.startsWith(name.replace(/\/?$/, "/"))), name);
  }
});

Deno.test("the tests run on the versions that the product runs on", async () => {
  const [product, ours] = [await readImports("deno.json"), await readImports("tests/deno.json")];
  for (const [name, target] of Object.entries(product)) assert.equal(ours[name], target, name);
  const [lock, testsLock] = [await readLock("deno.lock"), await readLock("tests/deno.lock")];
  for (const [name, { integrity }] of Object.entries(lock)) {
    assert.equal(testsLock[name]?.integrity, integrity, name);
  }
});

Deno.test("a first start downloads at most 45 packages", async () => {
  assert(Object.keys(await readLock("deno.lock")).length <= 45);
});

async function readLock(file: string): Promise<Record<string, { integrity: string }>> {
  return JSON.parse((await readSource(file)).text).npm;
}

Deno.test("both engines have the same migrations", async () => {
  const namesOf = async (engine: string) =>
    (await listSources(`sql/${engine}`, "")).map(({ path }) => path.replace(`sql/${engine}/`, ""));
  assert.deepEqual(await namesOf("mysql"), await namesOf("sqlite"));
  for (const name of await namesOf("mysql")) assert.match(name, /^\d{4}_[a-z0-9_]+\.sql$/);
});
