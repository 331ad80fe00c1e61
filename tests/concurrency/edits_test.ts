import assert from "node:assert/strict";
import { OPERATIONS } from "../contract/document.ts";
import { SUPERADMIN } from "../support.ts";
import { EDITABLE, prepareRecords, REMOVABLE } from "./records.ts";

const api = await prepareRecords();
Deno.test.afterAll(() => api[Symbol.asyncDispose]());

const STALE = '"a version that never was"';

function call(method: string, url: string, options: { tag?: string; body?: unknown } = {}) {
  const { tag, body } = options;
  return api.request(method, url, {
    as: SUPERADMIN,
    body,
    headers: tag ? { "If-Match": tag } : {},
  });
}

async function read(url: string) {
  const { status, headers, body } = await call("GET", url);
  assert.equal(status, 200, url);
  const tag = headers.get("ETag") ?? "";
  assert.match(tag, /^"[\w-]{27}"$/, url);
  return { tag, body };
}

/** The paths whose record can be read and that take If-Match with this method. */
function conditional(method: string): string[] {
  const paths = OPERATIONS.filter((o) => o.method === method && !o.deprecated)
    .filter(({ parameters }) => parameters.some(({ name }) => name === "if-match"))
    .map(({ path }) => path);
  const readable = new Set(OPERATIONS.filter((o) => o.method === "GET").map(({ path }) => path));
  return paths.filter((path) => readable.has(path)).sort();
}

Deno.test("every record that can be changed or removed is among those tested here", () => {
  assert.deepEqual(Object.keys(EDITABLE).sort(), conditional("PUT"));
  assert.deepEqual(Object.keys(REMOVABLE).sort(), conditional("DELETE"));
});

for (const [path, [url, field, values]] of Object.entries(EDITABLE)) {
  const [start = {}, ...bodies] = values.map((value) => ({ [field]: value }));
  const begin = async () => {
    assert.equal((await call("PUT", url, { body: start })).status, 200);
    return await read(url);
  };

  Deno.test(`PUT ${path} refuses a stale If-Match and leaves the record alone`, async () => {
    const before = await begin();
    const { status, body } = await call("PUT", url, { tag: STALE, body: bodies[0] });
    assert.deepEqual([status, body.type], [412, "/problemas/version-desactualizada"]);
    assert.deepEqual(await read(url), before);
  });

  Deno.test(`PUT ${path} takes the version that was read, once`, async () => {
    for (const form of ["tag", "W/tag", `${STALE}, tag`]) {
      const tag = form.replace("tag", (await begin()).tag);
      assert.equal((await call("PUT", url, { tag, body: bodies[0] })).status, 200, form);
      assert.equal((await call("PUT", url, { tag, body: bodies[1] })).status, 412, form);
    }
    assert.equal((await call("PUT", url, { tag: "*", body: bodies[0] })).status, 200);
  });

  Deno.test(`of two parallel PUT ${path} with one If-Match exactly one wins`, async () => {
    for (let round = 0; round < 3; round++) {
      const { tag } = await begin();
      const answers = await Promise.all(bodies.map((body) => call("PUT", url, { tag, body })));
      const statuses = answers.map(({ status }) => status);
      assert.deepEqual(statuses.toSorted(), [200, 412]);
      const { body } = await read(url);
      assert.equal(body[field], values[statuses.indexOf(200) + 1]);
    }
  });

  Deno.test(`GET ${path} answers 304 to its own version`, async () => {
    const { tag, body } = await read(url);
    const get = (known: string) =>
      api.request("GET", url, { as: SUPERADMIN, headers: { "If-None-Match": known } });
    const same = await get(tag), stale = await get(STALE);
    assert.deepEqual([same.status, same.body, stale.status, stale.body], [304, null, 200, body]);
  });
}

for (const [path, url] of Object.entries(REMOVABLE)) {
  Deno.test(`DELETE ${path} refuses a stale If-Match; of two with the right one, one removes`, async () => {
    const { tag } = await read(url);
    assert.equal((await call("DELETE", url, { tag: STALE })).status, 412);
    assert.equal((await read(url)).tag, tag);
    const answers = await Promise.all([1, 2].map(() => call("DELETE", url, { tag })));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [204, 404]);
  });
}
