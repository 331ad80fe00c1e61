import assert from "node:assert/strict";
import { DatabaseUnavailableError, type Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { openSqlite } from "@/db/sqlite/database.ts";

/** Two processes' worth of connections to one file. */
async function openTwo() {
  const folder = await Deno.makeTempDir();
  const first = openSqlite(`${folder}/a.db`), second = openSqlite(`${folder}/a.db`);
  await first.execute(sql`CREATE TABLE sala (nombre VARCHAR(20))`);
  return {
    first,
    second,
    async [Symbol.asyncDispose]() {
      await first.close();
      await second.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

function insert(db: Db) {
  return db.execute(sql`INSERT INTO sala (nombre) VALUES ('A')`);
}

Deno.test("a file is opened with WAL, foreign keys and no wait that blocks", async () => {
  await using files = await openTwo();
  const pragma = async (db: Db, query: ReturnType<typeof sql>) =>
    Object.values((await db.rows(query))[0] ?? {})[0];
  for (const db of [files.first, files.second]) {
    assert.equal(await pragma(db, sql`PRAGMA journal_mode`), "wal");
    assert.equal(await pragma(db, sql`PRAGMA foreign_keys`), 1);
    assert.equal(await pragma(db, sql`PRAGMA synchronous`), 1);
    assert.equal(await pragma(db, sql`PRAGMA busy_timeout`), 0);
  }
});

Deno.test("while another process writes, reads go on and a write waits for its turn", async () => {
  await using files = await openTwo();
  const { first, second } = files;
  const written = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const open = first.transaction(async (tx) => {
    await insert(tx);
    written.resolve();
    await goOn.promise;
  });
  await written.promise;
  assert.deepEqual(await second.rows(sql`SELECT nombre FROM sala`), []);
  const write = insert(second);
  await new Promise((resume) => setTimeout(resume, 200));
  goOn.resolve();
  await Promise.all([open, write]);
  assert.equal((await second.rows(sql`SELECT nombre FROM sala`)).length, 2);
});

Deno.test("a file that stays busy is unavailable within six seconds, and timers go on", async () => {
  await using files = await openTwo();
  const { first, second } = files;
  const held = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const holder = first.transaction(async (tx) => {
    await insert(tx);
    held.resolve();
    await goOn.promise;
  });
  await held.promise;
  let ticks = 0;
  const timer = setInterval(() => ticks++, 100);
  const start = performance.now();
  await assert.rejects(insert(second), DatabaseUnavailableError);
  clearInterval(timer);
  assert.ok(performance.now() - start < 6_000);
  assert.ok(ticks > 20, `${ticks} ticks`);
  goOn.resolve();
  await holder;
  await insert(second);
});

Deno.test("more requests than can be served in time are refused at once", async () => {
  const db = openSqlite(":memory:");
  const all = await Promise.allSettled(
    Array.from({ length: 1_500 }, () => db.rows(sql`SELECT 1 AS uno`)),
  );
  const refused = all.filter(({ status }) => status === "rejected");
  assert.equal(refused.length, 500);
  assert.equal(db.stats().waiting, 0);
  assert.equal((await db.rows(sql`SELECT 1 AS uno`)).length, 1);
  await db.close();
});
