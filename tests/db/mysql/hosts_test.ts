import assert from "node:assert/strict";
import { DatabaseUnavailableError, type Db } from "@/db/db.ts";
import { openDb } from "@/db/setup/open.ts";
import { Sql, sql } from "@/db/sql.ts";
import { query, startServerWithDatabase } from "../../on_mariadb.ts";
import type { Server } from "../../servers/server.ts";

/** Servers with a table `sala` each, whose one row is the number of its server. */
async function startServers(count: number) {
  await using stack = new AsyncDisposableStack();
  const starting = Array.from({ length: count }, async (_, i) => {
    const server = stack.use(await startServerWithDatabase());
    await query(server, "CREATE TABLE gestion.sala (servidor INT, nombre VARCHAR(20))");
    await query(server, `INSERT INTO gestion.sala VALUES (${i}, 'primera')`);
    await query(server, "CREATE USER 'api'@'%' IDENTIFIED BY 'api'");
    await query(server, "GRANT ALL ON gestion.* TO 'api'@'%'");
    return server;
  });
  const servers = await Promise.all(starting);
  const owned = stack.move();
  return Object.assign(servers, { [Symbol.asyncDispose]: () => owned.disposeAsync() });
}

/** One database on several hosts; port 1 stands for a host where nothing listens. */
async function openOn(...hosts: (Server | "nobody")[]) {
  const db = await openDb({
    mysql: {
      hosts: hosts.map((host) => ({
        host: "127.0.0.1",
        port: host === "nobody" ? 1 : host.port,
      })),
      user: "api",
      password: "api",
      database: "gestion",
      poolSize: 4,
    },
  });
  return Object.assign(db, { [Symbol.asyncDispose]: () => db.close() });
}

async function whoAnswers(db: Db): Promise<unknown> {
  const [row] = await db.rows(sql`SELECT servidor FROM sala WHERE nombre = 'primera'`);
  return row?.servidor;
}

function insert(db: Db) {
  return db.execute(sql`INSERT INTO sala (nombre) VALUES ('nueva')`);
}

async function rowsOn(server: Server): Promise<unknown> {
  return (await query(server, "SELECT COUNT(*) FROM gestion.sala"))[0]?.[0];
}

Deno.test("of several hosts the first that answers serves, whatever the statement", async () => {
  await using servers = await startServers(2);
  const [first, second] = servers;
  assert.ok(first && second);
  await using db = await openOn("nobody", first, second);
  assert.equal(await whoAnswers(db), 0);
  await using other = await openOn("nobody", "nobody", second, first);
  await insert(other);
  assert.equal(await other.transaction(whoAnswers), 1);
  assert.deepEqual([await rowsOn(first), await rowsOn(second)], [1, 2]);
});

Deno.test("when the host in use dies, reads and transactions go on with the next one", async () => {
  await using servers = await startServers(2);
  const [first, second] = servers;
  assert.ok(first && second);
  await using db = await openOn(first, second);
  const inUse = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  let runs = 0;
  const open = db.transaction(async (tx) => {
    const who = await whoAnswers(tx);
    if (++runs === 1) {
      inUse.resolve();
      await goOn.promise;
    }
    await insert(tx);
    return who;
  });
  await inUse.promise;
  await first.kill();
  const start = performance.now();
  assert.equal(await whoAnswers(db), 1);
  goOn.resolve();
  assert.equal(await open, 1);
  assert.ok(performance.now() - start < 3_000);
  assert.equal(runs, 2);
  assert.equal(await rowsOn(second), 2);

  await first.restart();
  assert.equal(await whoAnswers(db), 1, "it stays where it is while that host serves");
  await second.kill();
  assert.equal(await whoAnswers(db), 0);
  await insert(db);
  assert.equal(await rowsOn(first), 2);
});

Deno.test("a frozen host costs the requests that it holds, and the next ones go elsewhere", async () => {
  await using servers = await startServers(2);
  const [first, second] = servers;
  assert.ok(first && second);
  await using db = await openOn(first, second);
  await Promise.all([whoAnswers(db), whoAnswers(db)]);
  await first.freeze();
  const start = performance.now();
  await assert.rejects(whoAnswers(db), DatabaseUnavailableError);
  assert.ok(performance.now() - start < 5_000);
  const elsewhere = performance.now();
  assert.equal(await whoAnswers(db), 1);
  assert.ok(performance.now() - elsewhere < 1_000);
  // Without a connection of before, it is given up after a part of the wait.
  await using fresh = await openOn(first, second);
  const opening = performance.now();
  assert.equal(await whoAnswers(fresh), 1);
  assert.ok(performance.now() - opening < 2_000);
  first.thaw();
});

Deno.test("a host that only reads is left for one that writes, and nothing is written twice", async () => {
  await using servers = await startServers(2);
  const [first, second] = servers;
  assert.ok(first && second);
  await using db = await openOn(first, second);
  assert.equal(await whoAnswers(db), 0);
  await query(first, "SET GLOBAL read_only = 1");
  await insert(db);
  assert.deepEqual([await rowsOn(first), await rowsOn(second)], [1, 2]);
  await query(first, "SET GLOBAL read_only = 0");
  await query(second, "SET GLOBAL read_only = 1");
  await db.transaction(insert);
  assert.deepEqual([await rowsOn(first), await rowsOn(second)], [2, 2]);
});

Deno.test("with every host away the answer comes in time and names the reason", async () => {
  await using servers = await startServers(1);
  const [only] = servers;
  assert.ok(only);
  await using db = await openOn("nobody", only, "nobody");
  assert.equal(await whoAnswers(db), 0);
  await only.kill();
  for (const work of [whoAnswers(db), insert(db), db.transaction(insert)]) {
    const start = performance.now();
    await assert.rejects(work, (error) => {
      assert.ok(error instanceof DatabaseUnavailableError);
      assert.match(error.message, /ECONNREFUSED/);
      return true;
    });
    assert.ok(performance.now() - start < 3_000);
  }
  await only.restart();
  assert.equal(await whoAnswers(db), 0);
  await db.execute(new Sql("DROP TABLE sala", []));
  await assert.rejects(whoAnswers(db), /sala/);
});
