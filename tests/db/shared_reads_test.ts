import assert from "node:assert/strict";
import { DatabaseUnavailableError, type Db, type Row } from "@/db/db.ts";
import { readShared } from "@/db/shared_reads.ts";
import { type Sql, sql } from "@/db/sql.ts";

/** A database whose answers the test gives: `runs` are the queries that it is at. */
function slowDb() {
  const runs: (PromiseWithResolvers<Row[]> & { query: Sql })[] = [];
  const db = {
    rows(query: Sql) {
      const run = Promise.withResolvers<Row[]>();
      runs.push({ ...run, query });
      return run.promise;
    },
  } as unknown as Db;
  return { db, runs };
}

const settled = () => new Promise((resume) => setTimeout(resume, 2));
const QUERY = sql`SELECT ${1}`;

Deno.test("whoever asks before the query starts shares its run; who comes later shares the next", async () => {
  const { db, runs } = slowDb();
  const [first, second] = [readShared(db, QUERY), readShared(db, QUERY)];
  await settled();
  assert.equal(runs.length, 1);
  const [third, fourth] = [readShared(db, QUERY), readShared(db, QUERY)];
  await settled();
  assert.equal(runs.length, 1);
  runs[0]?.resolve([{ n: 1 }]);
  assert.deepEqual(await Promise.all([first, second]), [[{ n: 1 }], [{ n: 1 }]]);
  await settled();
  assert.equal(runs.length, 2);
  const fifth = readShared(db, QUERY);
  runs[1]?.resolve([{ n: 2 }]);
  assert.deepEqual(await Promise.all([third, fourth]), [[{ n: 2 }], [{ n: 2 }]]);
  await settled();
  runs[2]?.resolve([{ n: 3 }]);
  assert.deepEqual(await fifth, [{ n: 3 }]);

  // Nothing is kept: the next one asks again.
  await settled();
  void readShared(db, QUERY);
  await settled();
  assert.equal(runs.length, 4);
});

Deno.test("other values, another text and another database are other queries", async () => {
  const { db, runs } = slowDb(), other = slowDb();
  const asked = [sql`SELECT ${1}`, sql`SELECT ${"1"}`, sql`SELECT ${2}`, sql`SELECT ${1} + 0`];
  for (const query of asked) void readShared(db, query);
  void readShared(other.db, QUERY);
  await settled();
  assert.deepEqual([runs.length, other.runs.length], [4, 1]);
});

Deno.test("a failure is of those who shared that run; a database that is down answers all who wait", async () => {
  const { db, runs } = slowDb();
  const first = readShared(db, QUERY);
  await settled();
  const second = readShared(db, QUERY);
  runs[0]?.reject(new Error("no such table"));
  await assert.rejects(first, /no such table/);
  await settled();
  const third = readShared(db, QUERY);
  runs[1]?.reject(new DatabaseUnavailableError("down"));
  await assert.rejects(second, DatabaseUnavailableError);
  await assert.rejects(third, DatabaseUnavailableError);
  assert.equal(runs.length, 2);

  const fourth = readShared(db, QUERY);
  await settled();
  runs[2]?.resolve([]);
  assert.deepEqual(await fourth, []);
});
