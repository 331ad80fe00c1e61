import assert from "node:assert/strict";
import { ADMIN, prepareApp, SUPERADMIN } from "../../support.ts";

const METRICS_TOKEN = "a-token-of-the-operator";

type Api = Awaited<ReturnType<typeof prepareApp>>;

function read(api: Api, token: string | undefined = METRICS_TOKEN) {
  return api.request("GET", "/metrics", { as: null, ...token && { token } });
}

/** `GET /users/me 200: 3` for each series of the counter of requests. */
async function requestsOf(api: Api): Promise<string[]> {
  const { body } = await read(api);
  const lines: string[] = body.split("\n").filter((line: string) =>
    /^http_requests_total\{/.test(line)
  );
  return lines.map((line) => {
    const label = (name: string) => line.match(new RegExp(`[{,]${name}="([^"]*)"`))?.[1];
    return `${label("method")} ${label("route")} ${label("status")}: ${line.split(" ").at(-1)}`;
  }).sort();
}

Deno.test("GET /metrics counts by declared route, and what is no route under one label", async () => {
  await using api = await prepareApp({ settings: { METRICS_TOKEN } });
  await api.request("GET", "/users/me");
  await api.request("GET", "/users/3");
  await api.request("GET", "/users/3/");
  await api.request("GET", "/users/99");
  await api.request("GET", "/users/me", { as: null });
  await api.request("DELETE", "/users/3");
  for (let i = 0; i < 20; i++) {
    await api.request("GET", `/nada/${i}`);
    await api.request(`MADE-UP-${i}`, "/users");
  }
  assert.deepEqual(await requestsOf(api), [
    "DELETE /* 405: 1",
    "GET /* 404: 20",
    "GET /users/:id 200: 2",
    "GET /users/:id 404: 1",
    "GET /users/me 200: 1",
    "GET /users/me 401: 1",
    "OTHER /* 405: 20",
  ]);
});

Deno.test("GET /metrics shows latency, pool, memory and failed sign-ins", async () => {
  await using api = await prepareApp({ settings: { METRICS_TOKEN } });
  await api.signIn(ADMIN, "no es esta");
  const { headers, body } = await read(api);
  assert.match(headers.get("Content-Type") ?? "", /^text\/plain/);
  assert.match(body, /^login_failures_total 1$/m);
  assert.match(body, /^db_connections\{state="active"\} \d+$/m);
  assert.match(body, /^process_resident_memory_bytes \d{7,}$/m);
  assert.match(body, /^http_request_duration_seconds_bucket\{.*route="\/access\/token".*\} 1$/m);
});

Deno.test("GET /metrics is closed: with its token alone, and without one to this machine alone", async () => {
  await using api = await prepareApp({ settings: { METRICS_TOKEN } });
  for (const token of ["", "another-token-altogether", await api.tokenOf(SUPERADMIN)]) {
    assert.equal((await read(api, token)).status, 404);
  }
  await using open = await prepareApp();
  const from = async (hostname: string, headers?: Record<string, string>) => {
    const remoteAddr = { hostname, port: 1, transport: "tcp" };
    const answer = await open.app.request("/metrics", headers ? { headers } : {}, { remoteAddr });
    await answer.body?.cancel();
    return answer.status;
  };
  assert.equal(await from("127.0.0.1"), 200);
  assert.equal(await from("::1"), 200);
  assert.equal(await from("10.0.0.7"), 404);
  assert.equal(await from("127.0.0.1", { "X-Forwarded-For": "10.0.0.7" }), 404);
});
