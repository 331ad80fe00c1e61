import assert from "node:assert/strict";
import { openDb } from "@/db/setup/open.ts";
import { sql } from "@/db/sql.ts";
import { assemble } from "@/start.ts";
import { databaseOf, engine, settingsOf } from "../database.ts";
import { startRelay, type Verdict } from "../db/mysql/relay.ts";
import { NUEVO } from "../resources/users/example.ts";
import { ADMIN, config, prepareApp, SECRET } from "../support.ts";

/** An API whose way to the database can be cut at a statement. */
async function prepareRelayed() {
  await using stack = new AsyncDisposableStack();
  const api = stack.use(await prepareApp());
  const url = new URL(Deno.env.get("TEST_DB_URL") ?? "");
  const relay = stack.use(startRelay({ hostname: url.hostname, port: Number(url.port) }));
  url.host = `127.0.0.1:${relay.port}`;
  const db = await openDb(settingsOf(url, await databaseOf(api.db), 2));
  stack.defer(() => db.close());
  const { app, passwords, feed, imports } = assemble({
    ...{ config, secret: SECRET, db, log: () => {}, clock: () => api.now },
    mailer: { send: () => {} },
  });
  stack.defer(async () => {
    feed.close();
    passwords.close();
    await imports.close();
  });
  const token = await api.tokenOf(ADMIN);

  /** Loses the connection at the first statement that a pattern fits. */
  function cutOnce(what: RegExp, verdict: Verdict) {
    let cuts = 1;
    relay.judge = (statement) => what.test(statement) && cuts-- > 0 ? verdict : "pass";
  }

  async function send(method: string, path: string, body?: unknown, key?: string) {
    const response = await app.request(path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        ...key && { "idempotency-key": key },
      },
      ...body !== undefined && { body: JSON.stringify(body) },
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  const owned = stack.move();
  return { api, cutOnce, send, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

async function countNew({ api }: Awaited<ReturnType<typeof prepareRelayed>>): Promise<unknown> {
  const [row] = await api.db.rows(sql`
    SELECT COUNT(*) AS n FROM usuario WHERE correo = ${NUEVO.correo}`);
  return row?.n;
}

if (engine === "mysql") {
  for (const [verdict, kept] of [["cut before", 0], ["cut after", 1]] as const) {
    Deno.test(`POST whose COMMIT is lost by a ${verdict}: 503 says that nobody knows, not to repeat it`, async () => {
      await using place = await prepareRelayed();
      place.cutOnce(/COMMIT$/, verdict);
      const { status, headers, body } = await place.send("POST", "/users", NUEVO);
      assert.deepEqual([status, body.type], [503, "/problemas/resultado-desconocido"]);
      assert.match(body.detail, /no se sabe si.*Consulte.*Idempotency-Key/);
      assert.doesNotMatch(body.detail, /intente/i);
      assert.match(headers.get("Retry-After") ?? "", /^\d+$/);
      assert.equal(await countNew(place), kept);
    });

    Deno.test(`with Idempotency-Key a COMMIT lost by a ${verdict} is found out: 201, and one row`, async () => {
      await using place = await prepareRelayed();
      place.cutOnce(/COMMIT$/, verdict);
      const first = await place.send("POST", "/users", NUEVO, "alta-1");
      assert.equal(first.status, 201, JSON.stringify(first.body));
      assert.equal(await countNew(place), 1);
      const again = await place.send("POST", "/users", NUEVO, "alta-1");
      assert.deepEqual([again.status, again.body], [201, first.body]);
    });
  }

  Deno.test("a change whose COMMIT is lost says so too, and a read goes on", async () => {
    await using place = await prepareRelayed();
    place.cutOnce(/COMMIT$/, "cut after");
    const changed = await place.send("PUT", "/users/3", { telefono: "3009998877" });
    assert.deepEqual([changed.status, changed.body.type], [
      503,
      "/problemas/resultado-desconocido",
    ]);
    place.cutOnce(/FROM usuario/, "cut before");
    const read = await place.send("GET", "/users/me");
    assert.deepEqual([read.status, read.body.id_usuario], [200, ADMIN]);
  });
}
