import assert from "node:assert/strict";
import { prepareApp, SUPERADMIN } from "../support.ts";
import { GUARDED, operationOf, OPERATIONS } from "./document.ts";
import { exampleOf } from "./example_request.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const EXAMPLES = OPERATIONS.map((operation) => ({ operation, ...exampleOf(operation) }));
const READS = EXAMPLES.filter(({ method }) => method === "GET");

Deno.test("every guarded route answers 401 with WWW-Authenticate without a token", async () => {
  await using api = await prepareApp();
  for (const operation of GUARDED) {
    const { method, url, ...rest } = exampleOf(operation);
    const { status, headers } = await api.request(method, url, { ...rest, as: null });
    assert.equal(status, 401, operation.name);
    assert.match(headers.get("WWW-Authenticate") ?? "", /^Bearer realm=/, operation.name);
  }
});

Deno.test("every route answers the same with a slash at the end", async () => {
  await using api = await prepareApp();
  for (const { operation, method, url, ...rest } of EXAMPLES) {
    if (operation.path === "/") continue;
    const slashed = url.replace(/(\?|$)/, "/$1");
    // Only reading can be done twice with the same outcome: the others stop at the door.
    const as = method === "GET" ? SUPERADMIN : null;
    const body = operation.isPublic && rest.body ? { ...rest, body: "{" } : rest;
    const plain = await api.request(method, url, { ...body, as });
    const slash = await api.request(method, slashed, { ...body, as });
    assert.equal(slash.status, plain.status, operation.name);
    assert.deepEqual(varying(slash), varying(plain), operation.name);
  }
});

Deno.test("HEAD answers like GET, without the body", async () => {
  await using api = await prepareApp();
  for (const { operation, url } of READS) {
    if (operation.path === "/metrics") continue; // it counts the request before
    const [head, get] = [
      await api.request("HEAD", url, { as: SUPERADMIN }),
      await api.request("GET", url, { as: SUPERADMIN }),
    ];
    const shown = ({ status, headers }: typeof get) => [status, headers.get("Content-Type")];
    assert.deepEqual(shown(head), shown(get), operation.name);
  }
});

Deno.test("a wrong method gets 405 with Allow", async () => {
  await using api = await prepareApp();
  for (const url of new Set(EXAMPLES.map(({ url }) => url.split("?")[0] ?? ""))) {
    const allowed = METHODS.filter((method) => operationOf(method, url));
    for (const method of METHODS.filter((method) => !allowed.includes(method))) {
      const { status, headers } = await api.request(method, url, { as: SUPERADMIN });
      assert.equal(status, 405, `${method} ${url}`);
      const told = (headers.get("Allow") ?? "").split(", ").filter((m) => METHODS.includes(m));
      assert.deepEqual(told.sort(), [...allowed].sort(), `${method} ${url}`);
    }
  }
});

Deno.test("X-HTTP-Method-Override and its like have no effect", async () => {
  await using api = await prepareApp();
  const override = (method: string) => ({
    "X-HTTP-Method-Override": method,
    "X-HTTP-Method": method,
    "X-Method-Override": method,
  });
  for (const { operation, url } of READS) {
    const plain = await api.request("GET", url, { as: SUPERADMIN });
    for (const method of ["DELETE", "PUT", "POST"]) {
      const headers = override(method);
      const disguised = await api.request("GET", url, { as: SUPERADMIN, headers });
      assert.deepEqual(varying(disguised), varying(plain), operation.name);
    }
  }
  for (const { operation, method, url, type } of EXAMPLES) {
    if (type !== "application/json") continue;
    const broken = { body: "{", type, as: SUPERADMIN, headers: override("GET") };
    const { status } = await api.request(method, url, broken);
    assert([400, 403].includes(status), `${operation.name} -> ${status}`);
  }
});

Deno.test("every route answers the preflight of a browser", async () => {
  await using api = await prepareApp();
  const Origin = "http://localhost:5173";
  for (const { operation, method, url } of EXAMPLES) {
    const { status, headers } = await api.request("OPTIONS", url, {
      as: null,
      headers: {
        Origin,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "authorization,content-type",
      },
    });
    assert.equal(status, 204, operation.name);
    assert.equal(headers.get("Access-Control-Allow-Origin"), Origin, operation.name);
    assert(headers.get("Access-Control-Allow-Methods")?.split(",").includes(method));
    for (const name of ["Authorization", "Content-Type", "Idempotency-Key", "If-Match"]) {
      assert(headers.get("Access-Control-Allow-Headers")?.split(",").includes(name), name);
    }
  }
});

Deno.test("the preflight of a page of another site is not allowed", async () => {
  await using api = await prepareApp({ settings: { CORS_ORIGINS: "https://formacion.co" } });
  for (
    const Origin of ["https://otra.co", "http://localhost:5173", "https://formacion.co.otra.co"]
  ) {
    const headers = { Origin, "Access-Control-Request-Method": "GET" };
    const answer = await api.request("OPTIONS", "/users/me", { as: null, headers });
    assert.equal(answer.headers.get("Access-Control-Allow-Origin"), null, Origin);
  }
});

/** What must not depend on how the request was written: the answer without what names the request. */
function varying({ status, body }: { status: number; body: unknown }) {
  if (typeof body !== "object" || body === null) return { status };
  return { status, ...body, instance: "", request_id: "", detail: "" };
}
