import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { EMAIL, PASSWORD, query, settingsOn, startServerWithDatabase } from "../on_mariadb.ts";
import {
  ask,
  copyRepository,
  endsInOrder,
  runTask,
  signIn,
  startTask,
  untilOk,
} from "../processes.ts";

const LISTENING = /Listening on/;

Deno.test("deno task serve on a bare copy: several threads, one password, orderly end", async () => {
  await using folder = await copyRepository();
  await using api = startTask(folder, "serve", { BCRYPT_COST: "10", DENO_JOBS: "3" });
  await api.says(/with 3 threads/);
  await untilOk(`${api.url}/openapi.json`, 20);
  const passwords = [...api.text.matchAll(/Contraseña: (\S+)/g)].map(([, password]) => password);
  assert.equal(passwords.length, 1, api.text);
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => signIn(api.url, EMAIL, passwords[0] ?? "")),
  );
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
  api.signal("SIGTERM");
  const { code, ms } = await api.ended();
  assert.equal(code, 0, api.text);
  assert.ok(ms < 5_000, `${ms} ms`);
});

Deno.test("it listens before the database is there, and serves when it comes", async () => {
  await using folder = await copyRepository();
  await using server = await startServerWithDatabase();
  await server.kill();
  const settings = { ...settingsOn(server), MIGRATE_ON_START: "true", DENO_JOBS: "2" };
  await using api = startTask(folder, "serve", settings);
  await api.says(LISTENING);
  assert.equal((await ask(`${api.url}/healthz`)).status, 200);
  assert.equal((await ask(`${api.url}/readyz`)).status, 503);
  const early = await signIn(api.url, EMAIL, PASSWORD);
  assert.equal(early.status, 503);
  assert.equal(early.headers.get("Retry-After"), "2");
  assert.match(early.text, /"type":"\/problemas\/no-disponible"/);
  await api.says(/ECONNREFUSED/);
  await server.restart();
  assert.ok(await untilOk(`${api.url}/readyz`) < 3_000);
  await untilOk(`${api.url}/openapi.json`, 20);
  assert.equal((await signIn(api.url, EMAIL, PASSWORD)).status, 200);
  assert.equal(api.text.match(/Esquema al día/g)?.length, 1, api.text);
});

Deno.test("with the schema behind it answers 503 and says what to run, until that is done", async () => {
  await using folder = await copyRepository();
  await using server = await startServerWithDatabase();
  const settings = settingsOn(server);
  await using api = startTask(folder, "serve", { ...settings, DENO_JOBS: "1" });
  await api.says(/deno task migrate/);
  assert.match((await ask(`${api.url}/readyz`)).text, /Al esquema le faltan \d+ migraciones/);
  assert.equal((await signIn(api.url, EMAIL, PASSWORD)).status, 503);
  assert.equal((await runTask(folder, "migrate", settings)).code, 0);
  await untilOk(`${api.url}/openapi.json`, 20);
  assert.equal((await signIn(api.url, EMAIL, PASSWORD)).status, 200);
});

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.test(`${signal} with a pool open: what is in flight is answered, then exit 0`, async () => {
    await using folder = await copyRepository();
    await using server = await startServerWithDatabase();
    const settings = { ...settingsOn(server), MIGRATE_ON_START: "true", BCRYPT_COST: "14" };
    await using api = startTask(folder, "serve", { ...settings, DENO_JOBS: "2" });
    await api.says(LISTENING);
    await untilOk(`${api.url}/openapi.json`, 20);
    const { access_token } = JSON.parse((await signIn(api.url, EMAIL, PASSWORD)).text);
    const stream = await fetch(`${api.url}/notificaciones/eventos`, {
      headers: { authorization: `Bearer ${access_token}` },
    });
    assert.equal(stream.status, 200);
    await endsInOrder(api, signal, () => signIn(api.url, EMAIL, PASSWORD));
    await stream.body?.cancel().catch(() => {});
    await delay(200);
    assert.deepEqual(
      await query(server, "SELECT id FROM information_schema.processlist WHERE db = 'gestion'"),
      [],
    );
  });
}

Deno.test("a server that dies while it serves is 503, and served again without a restart", async () => {
  await using folder = await copyRepository();
  await using server = await startServerWithDatabase();
  const settings = { ...settingsOn(server), MIGRATE_ON_START: "true", DENO_JOBS: "2" };
  await using api = startTask(folder, "serve", settings);
  await api.says(LISTENING);
  await untilOk(`${api.url}/openapi.json`, 20);
  assert.equal((await signIn(api.url, EMAIL, PASSWORD)).status, 200);
  await server.kill();
  const down = await signIn(api.url, EMAIL, PASSWORD);
  assert.equal(down.status, 503);
  assert.ok(down.ms < 3_000, `${down.ms} ms`);
  await server.restart();
  assert.ok(await untilOk(`${api.url}/readyz`) < 3_000);
  assert.equal((await signIn(api.url, EMAIL, PASSWORD)).status, 200);
});
