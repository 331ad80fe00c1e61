import assert from "node:assert/strict";
import { createThrottle } from "@/resources/access/throttle.ts";
import { ApiError } from "@/http/problem.ts";
import { config, emailOf, INSTRUCTOR, PASSWORD, prepareApp } from "../../support.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

const WRONG = "Otra-clave-2026";

/** Signs in from this address, as a proxy on 10.0.0.1 tells it. */
function signInFrom(api: Api, address: string, id: number, password: string) {
  const body = new URLSearchParams({ username: emailOf(id), password }).toString();
  const headers = {
    "Content-Type": "application/x-www-form-urlencoded",
    "X-Forwarded-For": address,
  };
  const peer = { remoteAddr: { transport: "tcp", hostname: "10.0.0.1", port: 1 } };
  return api.app.request("/access/token", { method: "POST", headers, body }, peer);
}

const behindProxy = { settings: { TRUSTED_PROXIES: "10.0.0.1" } };

async function statuses(api: Api, address: string, id: number, times: number, password = WRONG) {
  const found: number[] = [];
  for (let i = 0; i < times; i++) {
    const response = await signInFrom(api, address, id, password);
    await response.body?.cancel();
    found.push(response.status);
  }
  return found;
}

Deno.test("five failures on an account, then 429 with Retry-After, for the right password too", async () => {
  await using api = await prepareApp();
  for (let i = 0; i < 5; i++) assert.equal((await api.signIn(INSTRUCTOR, WRONG)).status, 401);
  const blocked = await api.signIn(INSTRUCTOR, WRONG);
  assert.deepEqual([blocked.status, blocked.headers.get("Retry-After")], [429, "900"]);
  assert.equal((await api.signIn(INSTRUCTOR)).status, 429);

  api.now = api.now.add({ minutes: 14, seconds: 59 });
  assert.equal((await api.signIn(INSTRUCTOR)).status, 429); // trying does not make it longer
  api.now = api.now.add({ seconds: 1 });
  assert.equal((await api.signIn(INSTRUCTOR)).status, 200);
});

Deno.test("an unknown e-mail is throttled like a known one", async () => {
  await using api = await prepareApp();
  for (let i = 0; i < 5; i++) assert.equal((await api.signIn(404, WRONG)).status, 401);
  assert.equal((await api.signIn(404, WRONG)).status, 429);
});

Deno.test("somebody else's guesses do not lock the owner out", async () => {
  await using api = await prepareApp(behindProxy);
  assert.deepEqual(await statuses(api, "203.0.113.1", INSTRUCTOR, 7), [
    ...Array(5).fill(401),
    429,
    429,
  ]);
  // Elsewhere a wrong password finds no attempts left, and the right one still opens.
  assert.deepEqual(await statuses(api, "203.0.113.2", INSTRUCTOR, 2), [429, 429]);
  assert.deepEqual(await statuses(api, "203.0.113.3", INSTRUCTOR, 1, PASSWORD), [200]);
});

Deno.test("twenty failures from one address, then 429 for whatever account", async () => {
  await using api = await prepareApp(behindProxy);
  for (let id = 100; id < 120; id++) {
    assert.deepEqual(await statuses(api, "203.0.113.1", id, 1), [401]);
  }
  assert.deepEqual(await statuses(api, "203.0.113.1", INSTRUCTOR, 1, PASSWORD), [429]);
  assert.deepEqual(await statuses(api, "203.0.113.2", INSTRUCTOR, 1, PASSWORD), [200]);
});

Deno.test("X-Forwarded-For from anybody but a configured proxy counts for nothing", async () => {
  await using api = await prepareApp({ settings: { TRUSTED_PROXIES: "10.0.0.9" } });
  for (let id = 100; id < 120; id++) await statuses(api, `198.51.100.${id}`, id, 1);
  assert.deepEqual(await statuses(api, "198.51.100.7", 200, 1), [429]);
});

Deno.test("a success gives the attempts back", async () => {
  await using api = await prepareApp();
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 4; i++) assert.equal((await api.signIn(INSTRUCTOR, WRONG)).status, 401);
    assert.equal((await api.signIn(INSTRUCTOR)).status, 200);
  }
});

Deno.test("sixty guesses at once are five guesses", async () => {
  await using api = await prepareApp({ settings: { LOGIN_MAX_FAILURES_ADDRESS: "1000" } });
  const throttle = createThrottle(api.db, () => api.now, config);
  for (const nombre of ["ana", "luis", "eva", "juan"]) {
    const guesses = await Promise.allSettled(
      Array.from({ length: 60 }, () => throttle.begin(`${nombre}@correo.co`, `de-${nombre}`)),
    );
    const begun = guesses.filter(({ status }) => status === "fulfilled").length;
    const refused = guesses.filter((guess) =>
      guess.status === "rejected" && guess.reason instanceof ApiError &&
      guess.reason.code === "demasiados-intentos"
    );
    assert.deepEqual([begun, refused.length], [5, 55]);
  }
});

Deno.test("the counters hold across restarts and replicas, without the e-mail in clear", async () => {
  await using api = await prepareApp();
  for (let i = 0; i < 5; i++) await api.signIn(INSTRUCTOR, WRONG);
  const replica = createThrottle(api.db, () => api.now, config);
  await assert.rejects(replica.begin(emailOf(INSTRUCTOR), ""), /Demasiados intentos/);
});
