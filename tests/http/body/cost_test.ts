import assert from "node:assert/strict";
import { prepareApp } from "../../support.ts";

const KIB = 1024;
/** What one request without a session may cost the event loop, in ms. */
const MAX_MS = 10;
/** Other processes share the processor: the best of so many counts. */
const RUNS = 20;

const JSON_TYPE = "application/json";
const FORM = "application/x-www-form-urlencoded";
const room = 16 * KIB;
const fill = (text: string) => text.repeat(Math.floor((room - 40) / text.length));
const part = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n';

/** The most costly bodies that a caller without a session gets read. */
const BODIES: [what: string, type: string, body: string][] = [
  ["objects", JSON_TYPE, `{"x":[${fill("{},")}{}]}`],
  ["objects, as many as are taken", JSON_TYPE, `{"x":[${"{},".repeat(1_000)}{}]}`],
  ["levels", JSON_TYPE, fill("[")],
  ["names", JSON_TYPE, `{${Array.from({ length: 1_100 }, (_, i) => `"n${i}":0`).join()}}`],
  ["a number", JSON_TYPE, `{"refresh_token":${fill("9")}}`],
  [
    "a text",
    JSON_TYPE,
    `{"refresh_token":"${fill("á")}","email":"a@${fill("a.").slice(0, 8_000)}"}`,
  ],
  ["escapes", JSON_TYPE, `{"refresh_token":"${fill("\\u0061")}"}`],
  ["pairs", FORM, fill("a&")],
  ["percents", FORM, `username=${fill("%61")}`],
  ["parts", "multipart/form-data; boundary=b", `${fill(part)}--b--`],
  ["a boundary of one letter", "multipart/form-data; boundary=-", fill("--")],
];

const PATHS = ["token", "refresh", "forgot-password", "validate-reset-token", "reset-password"];

Deno.test(`a body without a session costs the event loop at most ${MAX_MS} ms`, async () => {
  await using api = await prepareApp();
  for (const path of PATHS) {
    for (const [what, type, body] of BODIES) {
      const init = { method: "POST", headers: { "Content-Type": type }, body };
      const ms = await bestOf(api, `/access/${path}`, init);
      assert(ms < MAX_MS, `${path}, ${what}: ${ms} ms`);
    }
  }
});

const long = "a,;q=0.1 ".repeat(40_000);

/** Headers and addresses as long as the server takes them, and longer. */
const REQUESTS: [what: string, path: string, headers: Record<string, string>][] = [
  ["Accept-Encoding", "/openapi.json", { "Accept-Encoding": `gzip,${long}` }],
  ["Accept-Language", "/healthz", { "Accept-Language": long }],
  ["Authorization", "/users/me", { Authorization: `Bearer ${"a".repeat(300_000)}.b.c` }],
  ["Authorization, spaces", "/users/me", { Authorization: `Bearer${" ".repeat(300_000)}` }],
  ["Authorization, dots", "/users/me", { Authorization: `Bearer ${"a.".repeat(150_000)}` }],
  ["X-Request-Id", "/healthz", { "X-Request-Id": "<".repeat(300_000) }],
  ["Origin", "/healthz", { Origin: `http://localhost:${"1".repeat(300_000)}` }],
  ["Host", "/healthz", { Host: "a.".repeat(150_000) }],
  ["If-None-Match", "/healthz", { "If-None-Match": long }],
  ["X-Forwarded-For", "/metrics", { "X-Forwarded-For": long }],
  ["Content-Type", "/access/refresh", {
    "Content-Type": `application/json${"; a=b".repeat(60_000)}`,
  }],
  ["gzip of the document", "/openapi.json", { "Accept-Encoding": "gzip" }],
  ["gzip of the page", "/docs/swagger-ui.js", { "Accept-Encoding": "gzip" }],
  ["query", `/healthz?${"a&".repeat(30_000)}`, {}],
  ["query of a feed", `/horarios/fichas/1?token=${"a&".repeat(30_000)}`, {}],
  ["secret of a feed", `/calendarios/${"a".repeat(60_000)}.ics`, {}],
  ["path", `/${"%C3%A1/".repeat(8_000)}`, {}],
  ["percents of a path", `/${"%".repeat(60_000)}`, {}],
];

Deno.test(`a header or an address without a session costs at most ${MAX_MS} ms`, async () => {
  await using api = await prepareApp();
  const slow: string[] = [];
  for (const [what, path, headers] of REQUESTS) {
    const method = headers["Content-Type"] ? "POST" : "GET";
    const init = { method, headers, ...method === "POST" && { body: "{}" } };
    const ms = await bestOf(api, path, init);
    if (ms >= MAX_MS) slow.push(`${what}: ${Math.round(ms)} ms`);
  }
  assert.deepEqual(slow, []);
});

type Api = Awaited<ReturnType<typeof prepareApp>>;

/** Without what it costs the caller to write the request. */
async function bestOf({ app }: Api, path: string, init: RequestInit): Promise<number> {
  let best = Infinity;
  for (let i = 0; i < RUNS; i++) {
    const request = new Request(`http://localhost${path}`, init);
    const start = performance.now();
    const answer = await app.fetch(request);
    await answer.arrayBuffer();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
