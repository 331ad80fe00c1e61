import assert from "node:assert/strict";
import { DatabaseUnavailableError } from "@/db/db.ts";
import { ADMIN, INACTIVE, INSTRUCTOR, prepareApp } from "../support.ts";
import { OPERATIONS } from "./document.ts";
import { exampleOf } from "./example_request.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

const Origin = "http://localhost:5173";
const KIB = 1024;

function checkHeaders(headers: Headers, where: string) {
  assert.equal(headers.get("Access-Control-Allow-Origin"), Origin, where);
  const exposed = headers.get("Access-Control-Expose-Headers") ?? "";
  assert.match(exposed, /Retry-After.*WWW-Authenticate.*X-Request-Id/, where);
  assert.equal(headers.get("X-Content-Type-Options"), "nosniff", where);
  assert.match(headers.get("X-Frame-Options") ?? "", /^(DENY|SAMEORIGIN)$/, where);
  assert.equal(headers.get("Referrer-Policy"), "no-referrer", where);
  assert.match(headers.get("Strict-Transport-Security") ?? "", /max-age=\d{7,}/, where);
  assert.equal(headers.get("X-Powered-By"), null, where);
  assert(headers.get("X-Request-Id"), where);
}

Deno.test("every route answers with the headers of CORS and of safety", async () => {
  await using api = await prepareApp();
  for (const operation of OPERATIONS) {
    const { method, url, ...rest } = exampleOf(operation);
    const { headers } = await api.request(method, url, { ...rest, headers: { Origin } });
    checkHeaders(headers, operation.name);
  }
});

type Failure = [status: number, method: string, url: string, options?: object];

const FAILURES: Failure[] = [
  [400, "POST", "/users", { body: "{" }],
  [401, "GET", "/users/me", { as: null }],
  [403, "GET", "/users/me", { as: INACTIVE }],
  [403, "GET", "/users", { as: INSTRUCTOR }],
  [404, "GET", "/users/99"],
  [404, "GET", "/nada"],
  [405, "DELETE", "/users"],
  [413, "POST", "/users", { body: "x".repeat(64 * KIB + 1) }],
  [415, "POST", "/users", { body: "{}", type: "text/plain" }],
  [422, "POST", "/users", { body: {} }],
];

async function checkFailure(api: Api, [status, method, url, options]: Failure) {
  const answer = await api.request(method, url, { ...options, headers: { Origin } });
  const { type, detail, request_id, instance } = answer.body;
  assert.equal(answer.status, status, `${method} ${url}: ${detail}`);
  assert.equal(answer.headers.get("Content-Type"), "application/problem+json");
  assert.match(type, /^\/problemas\/[a-z-]+$/);
  assert.equal(request_id, answer.headers.get("X-Request-Id"));
  assert.equal(instance, url);
  checkHeaders(answer.headers, `${status} ${method} ${url}`);
  return answer;
}

Deno.test("an error is a problem in Spanish that a page of another origin can read", async () => {
  await using api = await prepareApp();
  for (const failure of FAILURES) await checkFailure(api, failure);
});

Deno.test("a database that is down is 503 with Retry-After on every route that asks it", async () => {
  await using api = await prepareApp();
  const token = await api.tokenOf(ADMIN);
  failing(api, new DatabaseUnavailableError("nobody listens"));
  const { headers } = await checkFailure(api, [503, "GET", "/users/me", { token }]);
  assert.equal(headers.get("Retry-After"), "5");
  for (const operation of OPERATIONS.filter(({ isPublic }) => !isPublic)) {
    const { method, url, ...rest } = exampleOf(operation);
    const { status } = await api.request(method, url, { ...rest, token });
    assert.equal(status, 503, operation.name);
  }
  assert.doesNotMatch(JSON.stringify(api.lines), /eyJ/);
});

Deno.test("an unexpected error is 500: nothing of it goes out, the log has it once", async () => {
  await using api = await prepareApp();
  const token = await api.tokenOf(ADMIN);
  failing(api, new Error("SELECT pass_hash FROM usuario at /srv/secret.ts"));
  const { body } = await checkFailure(api, [500, "GET", "/users/me", { token }]);
  assert.equal(body.detail, "Ocurrió un error inesperado; intente de nuevo más tarde");
  assert.doesNotMatch(JSON.stringify(body), /SELECT|usuario at|secret|\.ts|Error:/);
  const told = api.lines.filter((line) => line.includes("secret.ts"));
  assert.equal(told.length, 1);
  assert.match(told[0] ?? "", /"route":"\/users\/me","status":500/);
});

function failing({ db }: Api, error: Error) {
  db.rows = () => Promise.reject(error);
  db.execute = () => Promise.reject(error);
  db.transaction = () => Promise.reject(error);
}
