import { createConnection } from "mysql2/promise";
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { EMAIL, PASSWORD, query, settingsOn, startServerWithDatabase } from "../on_mariadb.ts";
import { ask, copyRepository, signIn, startTask } from "../processes.ts";

const METRICS = "solo-pruebas-metricas";
const POOL = 4;

/** An API on a private server, somebody signed in, and what he asks without pause. */
async function prepare() {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await copyRepository());
  const server = stack.use(await startServerWithDatabase());
  const api = stack.use(startTask(folder, "start", {
    ...settingsOn(server),
    MIGRATE_ON_START: "true",
    DB_POOL_SIZE: String(POOL),
    METRICS_TOKEN: METRICS,
  }));
  await api.says(/\/docs$/m);
  const { access_token } = JSON.parse((await signIn(api.url, EMAIL, PASSWORD)).text);
  const headers = { authorization: `Bearer ${access_token}` };

  const me = () => ask(`${api.url}/users/me`, { headers });
  const change = () => {
    const body = JSON.stringify({ telefono: "3001112233" });
    const json = { ...headers, "content-type": "application/json" };
    return ask(`${api.url}/users/1`, { method: "PUT", headers: json, body });
  };
  const kinds = [me, me, change];

  /** Needs no session: those who ask together would share the statement that looks it up. */
  const checkLink = () => {
    const options = { method: "POST", headers: { "content-type": "application/json" } };
    const body = JSON.stringify({ token: "A".repeat(43) });
    return ask(`${api.url}/access/validate-reset-token`, { ...options, body });
  };

  /** Four clients without pause; `stop()` waits for their last answers. */
  function load() {
    const answers: Awaited<ReturnType<typeof ask>>[] = [];
    let over = false;
    const clients = Array.from({ length: 4 }, async (_, i) => {
      for (let n = i; !over; n++) {
        const answer = await (kinds[n % kinds.length] ?? me)();
        answers.push(answer);
        if (answer.status !== 200) await delay(20);
      }
    });
    return { answers, stop: () => (over = true, Promise.all(clients)) };
  }

  async function connections(state: string): Promise<number> {
    const { text } = await ask(`${api.url}/metrics`, {
      headers: { authorization: `Bearer ${METRICS}` },
    });
    return Number(text.match(new RegExp(`db_connections\\{state="${state}"\\} (\\d+)`))?.[1]);
  }

  /** How long after now somebody is served again, in ms. */
  async function recovery(): Promise<number> {
    const start = performance.now();
    while ((await me()).status !== 200) {
      if (performance.now() - start > 20_000) throw new Error("It does not recover");
    }
    return performance.now() - start;
  }

  const owned = stack.move();
  return {
    server,
    api,
    me,
    checkLink,
    load,
    connections,
    recovery,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

type Answers = Awaited<ReturnType<typeof ask>>[];

function holdsAll(answers: Answers, limit: number) {
  const statuses = new Set(answers.map(({ status }) => status));
  assert.deepEqual([...statuses].toSorted(), [200, 503], answers.find(bad)?.text ?? "");
  for (const { status, headers, text, ms } of answers) {
    if (status === 200) continue;
    assert.ok(ms < limit, `503 after ${ms} ms`);
    assert.match(headers.get("Retry-After") ?? "", /^\d+$/);
    const { type, detail } = JSON.parse(text);
    if (type === "/problemas/resultado-desconocido") assert.doesNotMatch(detail, /intente/);
    else assert.equal(type, "/problemas/no-disponible");
  }
}

function bad({ status }: Answers[number]): boolean {
  return status !== 200 && status !== 503;
}

for (const signal of ["SIGKILL", "SIGTERM"] as const) {
  Deno.test(`the server ends by ${signal} under load: 200 or 503 in 3 s, back without a restart`, async () => {
    await using place = await prepare();
    const { server, api } = place;
    const load = place.load();
    await delay(500);
    await server.kill(signal);
    const down = await Promise.all([
      ask(`${api.url}/healthz`),
      ask(`${api.url}/readyz`),
      place.me(),
    ]);
    assert.deepEqual(down.map(({ status }) => status), [200, 503, 503]);
    await delay(1_500);
    await server.restart();
    const recovered = await place.recovery();
    assert.ok(recovered < 3_000, `${recovered} ms`);
    await delay(500);
    await load.stop();
    holdsAll(load.answers, 3_000);
    assert.equal(load.answers.at(-1)?.status, 200);
    assert.equal(await place.connections("active"), 0);
    api.signal("SIGTERM");
    assert.equal((await api.ended()).code, 0);
  });
}

Deno.test("a frozen server: 503 in 6 s, no connection lost for good, back once it thaws", async () => {
  await using place = await prepare();
  const { server, api } = place;
  const load = place.load();
  await delay(500);
  await server.freeze();
  for (let i = 0; i < 20; i++) {
    assert.ok((await ask(`${api.url}/healthz`)).ms < 1_000);
    await delay(300);
  }
  assert.ok(await place.connections("waiting") <= POOL * 8);
  server.thaw();
  const recovered = await place.recovery();
  assert.ok(recovered < 3_000, `${recovered} ms`);
  await load.stop();
  holdsAll(load.answers, 6_000);
  assert.equal(await place.connections("active"), 0);
  assert.equal(await place.connections("waiting"), 0);
  await delay(1_000);
  const [[open] = []] = await query(
    server,
    "SELECT COUNT(*) FROM information_schema.processlist WHERE db = 'gestion'",
  );
  assert.ok(Number(open) <= POOL, `${open} connections on the server`);
});

Deno.test("a full pool answers 503 and does not queue without bound", async () => {
  await using place = await prepare();
  const { server } = place;
  const lock = await createConnection({ uri: server.url() });
  await lock.query("LOCK TABLES gestion.token_restablecimiento WRITE");
  const all = Array.from({ length: 200 }, () => place.checkLink());
  await delay(300);
  assert.ok(await place.connections("waiting") <= POOL * 8);
  const answers = await Promise.all(all);
  lock.destroy();
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [503]);
  assert.match(place.api.text, /Queue limit reached/);
  assert.ok(answers.every(({ ms }) => ms < 6_000));
  assert.ok(await place.recovery() < 3_000);
});
