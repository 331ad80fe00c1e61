import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { ApiError } from "@/http/text/problem.ts";
import { createThrottle } from "@/resources/access/throttle/throttle.ts";
import { COLLEAGUE, config, emailOf, INSTRUCTOR, PASSWORD, prepareApp } from "../../../support.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

const WRONG = "Otra-clave-2026";

/** Signs in from this address, as a proxy on 10.0.0.1 tells it. */
function signInFrom(api: Api, address: string, id: number, password: string) {
  return signInAs(api, emailOf(id), password, address);
}

function signInAs(api: Api, username: string, password: string, address = "203.0.113.9") {
  const body = new URLSearchParams({ username, password }).toString();
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

const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0));

/** Ways to write an e-mail that find its account, and ways that no e-mail is written. */
const SPELLINGS: ((correo: string) => string)[] = [
  (correo) => correo,
  (correo) => ` ${correo}`,
  (correo) => `${correo}  `,
  (correo) => `\u00a0${correo}\u3000`,
  (correo) => correo.toUpperCase(),
  (correo) => fullWidth(correo),
  (correo) => correo.replace("u", "u\u0301"),
  (correo) => correo.replace("u", "ú"),
  (correo) => correo.replace("u", "u\ufe0f"),
];
const HIDDEN = [
  "\u200b",
  "\u200d",
  "\u00ad",
  "\ufeff",
  "\u202e",
  "\0",
  "\n",
  "\t",
  "\u2028",
  "\u{e0061}",
];

Deno.test("guesses for one account count together, however its e-mail is written", async () => {
  for (const id of [INSTRUCTOR, 404]) {
    await using api = await prepareApp(behindProxy);
    const found: number[] = [];
    for (const spell of SPELLINGS) {
      const response = await signInAs(api, spell(emailOf(id)), WRONG);
      await response.body?.cancel();
      found.push(response.status);
    }
    assert.deepEqual(found, [...Array(5).fill(401), ...Array(4).fill(429)]);
    assert.equal((await api.signIn(INSTRUCTOR)).status, 200); // from another address
  }
});

Deno.test("an e-mail with signs that nobody sees is 401, with the right password too", async () => {
  await using api = await prepareApp(behindProxy);
  for (const hidden of HIDDEN) {
    for (
      const written of [
        `${hidden}usuario3@correo.co`,
        `usuario3${hidden}@correo.co`,
        `usuario3@correo.co${hidden}`,
      ]
    ) {
      const response = await signInAs(api, written, PASSWORD);
      assert.equal(response.status, 401, JSON.stringify(written));
      const { detail } = await response.json();
      assert.equal(detail, "Datos Incorrectos en email o password");
    }
  }
  assert.deepEqual(await statuses(api, "203.0.113.9", INSTRUCTOR, 1, PASSWORD), [200]);
});

Deno.test("addresses of one IPv6 /64 are one address, however they are written", async () => {
  await using api = await prepareApp(behindProxy);
  const written = (i: number) =>
    ["2001:db8:7:7::N", "2001:DB8:7:7:0:0:0:N", "[2001:db8:7:7::N]:443", "2001:db8:7:7:N::1"][i % 4]
      ?.replace("N", String(i + 1)) ?? "";
  for (let i = 0; i < 20; i++) {
    assert.deepEqual(await statuses(api, written(i), 100 + i, 1), [401]);
  }
  assert.deepEqual(await statuses(api, "2001:db8:7:7:ffff::1", INSTRUCTOR, 1, PASSWORD), [429]);
  assert.deepEqual(await statuses(api, "2001:db8:7:8::1", INSTRUCTOR, 1, PASSWORD), [200]);
});

Deno.test("a proxy counts as trusted however its address is written", async () => {
  await using api = await prepareApp({ settings: { TRUSTED_PROXIES: "::ffff:10.0.0.1" } });
  for (let id = 100; id < 120; id++) await statuses(api, "203.0.113.1", id, 1);
  assert.deepEqual(await statuses(api, "::ffff:203.0.113.1", 200, 1), [429]);
  assert.deepEqual(await statuses(api, "203.0.113.2", 200, 1), [401]);
});

Deno.test("a refused attempt counts for nobody: neither for the account nor for the address", async () => {
  await using api = await prepareApp(behindProxy);
  assert.deepEqual(await statuses(api, "203.0.113.1", INSTRUCTOR, 40), [
    ...Array(5).fill(401),
    ...Array(35).fill(429),
  ]);
  assert.deepEqual(await statuses(api, "203.0.113.1", COLLEAGUE, 1, PASSWORD), [200]);
  const rows = await api.db.rows(sql`SELECT puntos FROM limite_acceso ORDER BY puntos`);
  assert.deepEqual(rows.map(({ puntos }) => puntos), [5, 5, 5]);
});

Deno.test("an attempt that found no place in the queue is given back", async () => {
  const settings = { BCRYPT_COST: "10", LOGIN_MAX_FAILURES_ADDRESS: "1000" };
  await using api = await prepareApp({ settings });
  const all = await Promise.all(Array.from({ length: 80 }, (_, i) => api.signIn(500 + i, WRONG)));
  const count = (status: number) => all.filter((answer) => answer.status === status).length;
  assert.equal(count(401) + count(503), 80);
  assert(count(503) > 10, String(count(503)));
  const rows = await api.db.rows(sql`SELECT puntos FROM limite_acceso`);
  const points = rows.map(({ puntos }) => Number(puntos)).sort((a, b) => b - a);
  assert.equal(points[0], count(401)); // of the address: what was judged, and nothing else
  assert.equal(points.slice(1).filter((one) => one === 1).length, 2 * count(401));
});

for (const path of ["/users/me/password", "/users/change-password"]) {
  Deno.test(`PUT ${path} with a wrong current password is throttled like a sign-in`, async () => {
    await using api = await prepareApp({ settings: { LOGIN_MAX_FAILURES_ADDRESS: "8" } });
    const change = (as: number, current_password: string) =>
      api.request("PUT", path, {
        as,
        body: { current_password, new_password: "Nevado-del-Ruiz-5321" },
      });
    const answers = await Promise.all(Array.from({ length: 30 }, () => change(INSTRUCTOR, WRONG)));
    const statuses = answers.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [...Array(5).fill(400), ...Array(25).fill(429)]);
    assert.equal(
      answers.find(({ status }) => status === 400)?.body.detail,
      "Contraseña actual incorrecta",
    );
    assert.equal(answers.at(-1)?.headers.get("Retry-After"), "900");
    assert.equal((await change(INSTRUCTOR, PASSWORD)).status, 429);
    assert.equal((await api.signIn(INSTRUCTOR)).status, 429); // the same account, the same rule
    // Nobody else at that address is kept out.
    for (let i = 0; i < 3; i++) assert.equal((await api.signIn(COLLEAGUE)).status, 200);
    api.now = api.now.add({ minutes: 15 });
    assert.equal((await change(INSTRUCTOR, PASSWORD)).status, 200);
  });
}
