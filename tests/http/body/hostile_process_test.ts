import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { ask, copyRepository, signIn, startTask, type TaskProcess } from "../../processes.ts";
import { probeWhile, type Waits } from "../server/health_probe.ts";

const KIB = 1024, MIB = 1024 * KIB;
const EMAIL = "admin@gestion-formacion.local", PASSWORD = "Nevado-del-Ruiz-5321";
const PARALLEL = 64;

type Attack = { path: string; type: string; body: BodyInit; headers?: Record<string, string> };

/** Sends the same request 64 times at once, asks /healthz meanwhile, and says what came back. */
async function storm(api: TaskProcess, { path, type, body, headers = {} }: Attack) {
  const init = { method: "POST", headers: { "Content-Type": type, ...headers } };
  const send = () =>
    ask(`${api.url}${path}`, { ...init, body: body instanceof Blob ? body.stream() : body });
  const statuses = new Set<number>();
  const waits = await probeWhile(`${api.url}/healthz`, async () => {
    const answers = await Promise.all(Array.from({ length: PARALLEL }, send));
    for (const { status } of answers) statuses.add(status);
  });
  checkHealth(waits, `${path} ${type}`);
  return [...statuses];
}

function checkHealth(waits: Waits, where: string): void {
  assert.deepEqual([...new Set(waits.map(({ status }) => status))], [200], where);
  const slowest = Math.max(...waits.map(({ ms }) => ms));
  assert(slowest < 1_000, `${where}: /healthz took ${slowest} ms`);
}

const JSON_TYPE = "application/json";
const FORM = "application/x-www-form-urlencoded";
const objects = (bytes: number) => `{"x":[${"{},".repeat(bytes / 3)}{}]}`;
const part = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n';

const ANONYMOUS: [what: string, attack: Attack, status: number][] = [
  ["objects", { path: "/access/refresh", type: JSON_TYPE, body: objects(0.99 * MIB) }, 413],
  ["objects without a length", {
    path: "/access/refresh",
    type: JSON_TYPE,
    body: new Blob([objects(0.99 * MIB)]),
  }, 413],
  ["objects near the limit", {
    path: "/access/refresh",
    type: JSON_TYPE,
    body: objects(15 * KIB),
  }, 413],
  ["levels", { path: "/access/refresh", type: JSON_TYPE, body: "[".repeat(16 * KIB) }, 400],
  ["commas", { path: "/access/refresh", type: JSON_TYPE, body: ",".repeat(16 * KIB) }, 413],
  ["pairs", { path: "/access/token", type: FORM, body: "a=1&".repeat(340_000) }, 413],
  ["pairs near the limit", { path: "/access/token", type: FORM, body: "a&".repeat(8_000) }, 413],
  ["parts", {
    path: "/access/token",
    type: "multipart/form-data; boundary=b",
    body: `${part.repeat(300)}--b--`,
  }, 413],
  ["a form where JSON is declared", {
    path: "/access/refresh",
    type: "multipart/form-data; boundary=b",
    body: part.repeat(20_000),
  }, 415],
  ["JSON written otherwise", {
    path: "/access/refresh",
    type: "Application/JSON; charset=x",
    body: objects(MIB),
  }, 413],
  ["gzip", {
    path: "/access/refresh",
    type: JSON_TYPE,
    body: "x".repeat(KIB),
    headers: { "Content-Encoding": "gzip" },
  }, 415],
  ["a file without a session", {
    path: "/importaciones",
    type: "multipart/form-data; boundary=b",
    body: "x".repeat(2 * MIB),
  }, 401],
];

Deno.test("64 of the largest bodies at once: the process lives and /healthz stays under 1 s", async () => {
  await using folder = await copyRepository();
  await using api = startTask(folder, "start", { BCRYPT_COST: "4", ADMIN_PASSWORD: PASSWORD });
  await api.says(/\/docs$/m);
  for (const [what, attack, status] of ANONYMOUS) {
    assert.deepEqual(await storm(api, attack), [status], what);
  }
  const { access_token } = JSON.parse((await signIn(api.url, EMAIL, PASSWORD)).text);
  const headers = { Authorization: `Bearer ${access_token}` };
  const body = objects(20 * MIB - KIB);
  for (const path of ["/importaciones", "/files/upload-excel", "/files/upload-df14-excel"]) {
    for (
      const [type, status] of [[JSON_TYPE, 415], ["Application/JSON; charset=x", 415]] as const
    ) {
      const init = { method: "POST", headers: { ...headers, "Content-Type": type }, body };
      const answers = await Promise.all([1, 2, 3, 4].map(() => ask(`${api.url}${path}`, init)));
      assert.deepEqual(answers.map((answer) => answer.status), [status, status, status, status]);
    }
  }
  const signedIn = { path: "/users", type: JSON_TYPE, body: objects(60 * KIB), headers };
  assert.deepEqual(await storm(api, signedIn), [413]);
  assert.doesNotMatch(api.text, /heap|FATAL|Uncaught/);
});

Deno.test("half a header or half a body on 800 connections holds up nobody", async () => {
  await using folder = await copyRepository();
  await using api = startTask(folder, "start", { BCRYPT_COST: "4", ADMIN_PASSWORD: PASSWORD });
  await api.says(/\/docs$/m);
  const half = [
    "POST /access/refresh HTTP/1.1\r\nHost: a\r\nX-",
    'POST /access/refresh HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{"',
  ];
  const open = await Promise.all(Array.from({ length: 800 }, async (_, i) => {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port: api.port });
    await connection.write(new TextEncoder().encode(half[i % half.length]));
    return connection;
  }));
  const waits = await probeWhile(`${api.url}/healthz`, async () => {
    await delay(1_000);
    assert.equal((await signIn(api.url, EMAIL, PASSWORD)).status, 200);
  });
  checkHealth(waits, "half requests");
  for (const connection of open) connection.close();
});
