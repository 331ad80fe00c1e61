import assert from "node:assert/strict";
import { INSTRUCTOR, prepareApp } from "../support.ts";

Deno.test("GET of a record answers 304 without a body to whoever has its version", async () => {
  await using api = await prepareApp();
  const path = `/users/${INSTRUCTOR}`;
  const first = await api.request("GET", path);
  const tag = first.headers.get("ETag") ?? "";
  assert.match(tag, /^"[\w-]{27}"$/);
  for (const known of [tag, `W/${tag}`, `"otra", ${tag}`, "*"]) {
    const again = await api.request("GET", path, { headers: { "If-None-Match": known } });
    assert.deepEqual([again.status, again.body], [304, null], known);
    assert.equal(again.headers.get("ETag"), tag);
    assert.equal(again.headers.get("Content-Type"), null);
  }
  const other = await api.request("GET", path, { headers: { "If-None-Match": '"otra"' } });
  assert.deepEqual([other.status, other.body], [200, first.body]);
});

Deno.test("a 304 answers with the CORS headers of any other", async () => {
  await using api = await prepareApp();
  const path = `/users/${INSTRUCTOR}`;
  const headers = { "If-None-Match": "*", Origin: "http://localhost:3000" };
  const { status, headers: answered } = await api.request("GET", path, { headers });
  assert.equal(status, 304);
  assert.equal(answered.get("Access-Control-Allow-Origin"), "http://localhost:3000");
});
