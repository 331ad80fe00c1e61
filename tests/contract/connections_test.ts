import assert from "node:assert/strict";
import { INSTRUCTOR, prepareApp, SUPERADMIN } from "../support.ts";
import { GUARDED, type Operation, OPERATIONS, WITH_BODY } from "./document.ts";
import { exampleOf } from "./example_request.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;
type Sent = Parameters<Api["request"]>[2];

const JSON_ROUTES = WITH_BODY.filter(({ requestBody }) => requestBody?.content["application/json"]);

/** An application with a count of what it asks of its database from here on. */
function countDatabase({ db }: Api): () => number {
  let calls = 0;
  const { rows, execute, transaction, withDeadline } = db;
  db.rows = (query) => (calls++, rows.call(db, query));
  db.execute = (statement) => (calls++, execute.call(db, statement));
  db.transaction = (task) => (calls++, transaction.call(db, task)) as ReturnType<typeof task>;
  db.withDeadline = (ms) => (calls++, withDeadline.call(db, ms));
  return () => calls;
}

async function checkUnasked(
  operations: readonly Operation[],
  statuses: number[],
  sent: (example: ReturnType<typeof exampleOf>, token: string) => Sent,
): Promise<void> {
  await using api = await prepareApp();
  const token = await api.tokenOf(SUPERADMIN);
  const calls = countDatabase(api);
  for (const operation of operations) {
    const example = exampleOf(operation);
    const answer = await api.request(example.method, example.url, sent(example, token));
    assert(statuses.includes(answer.status), `${operation.name} -> ${answer.status}`);
    assert.equal(calls(), 0, `${operation.name} asks the database`);
  }
  await api.request("GET", "/users/me", { token });
  assert(calls() > 0, "the count does not count");
}

Deno.test("a request without a token costs no database connection", () =>
  checkUnasked(GUARDED, [401], ({ method: _, url: __, ...sent }) => ({ ...sent, as: null })));

Deno.test("a request with a bad token costs no database connection", () =>
  checkUnasked(GUARDED, [401], ({ method: _, url: __, ...sent }, token) => ({
    ...sent,
    token: `${token.slice(0, -6)}AAAAAA`,
  })));

Deno.test("an unreadable body costs no database connection, with a good token or on public routes", () =>
  checkUnasked(JSON_ROUTES, [400], (_, token) => ({ body: "{", token })));

Deno.test("a body that is too large costs no database connection", () =>
  checkUnasked(JSON_ROUTES, [413], (_, token) => {
    const headers = { "Content-Length": String(30 * 1024 * 1024) };
    return { body: "{}", token, headers };
  }));

Deno.test("neither a preflight, nor a wrong path, nor a wrong method asks the database", async () => {
  await using api = await prepareApp();
  const token = await api.tokenOf(INSTRUCTOR);
  const calls = countDatabase(api);
  for (const { path } of OPERATIONS) await api.request("OPTIONS", path, { as: null });
  assert.equal((await api.request("GET", "/nada", { token })).status, 404);
  assert.equal((await api.request("DELETE", "/users", { token })).status, 405);
  assert.equal((await api.request("GET", "/healthz", { token })).status, 200);
  assert.equal(calls(), 0);
});
