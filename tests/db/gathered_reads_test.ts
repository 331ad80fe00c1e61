import assert from "node:assert/strict";
import type { Db } from "@/db/db.ts";
import { gatherReads } from "@/db/gathered_reads.ts";

type Run = PromiseWithResolvers<ReadonlyMap<string, string>> & { db: Db; keys: readonly number[] };

/** Lookups whose answers the test gives: `runs` are the statements that were sent. */
function lookups() {
  const runs: Run[] = [];
  const find = gatherReads(String, (db: Db, keys: readonly number[]) => {
    const run = { ...Promise.withResolvers<ReadonlyMap<string, string>>(), db, keys };
    runs.push(run);
    return run.promise;
  });
  return { find, runs };
}

const [here, elsewhere] = [{}, {}] as Db[];
const settled = () => new Promise((resume) => setTimeout(resume, 2));

Deno.test("who asks before the statement starts shares it, each key once, and gets his own", async () => {
  const { find, runs } = lookups();
  assert(here);
  const found = Promise.all([find(here, 1), find(here, 2), find(here, 1), find(here, 3)]);
  await settled();
  assert.deepEqual(runs.map(({ keys }) => keys), [[1, 2, 3]]);
  runs[0]?.resolve(new Map([["1", "uno"], ["2", "dos"]]));
  assert.deepEqual(await found, ["uno", "dos", "uno", undefined]);
});

Deno.test("who asks while a statement is under way gets one of his own, and waits for no other", async () => {
  const { find, runs } = lookups();
  assert(here && elsewhere);
  const first = find(here, 1);
  await settled();
  const second = find(here, 1), third = find(elsewhere, 1);
  await settled();
  assert.deepEqual(runs.map(({ db }) => db === here), [true, true, false]);
  runs[1]?.resolve(new Map([["1", "después"]]));
  runs[2]?.resolve(new Map([["1", "otra base"]]));
  assert.deepEqual(await Promise.all([second, third]), ["después", "otra base"]);
  runs[0]?.resolve(new Map([["1", "antes"]]));
  assert.equal(await first, "antes");
});

Deno.test("a failure is of those who shared the statement", async () => {
  const { find, runs } = lookups();
  assert(here);
  const failed = Promise.allSettled([find(here, 1), find(here, 2)]);
  await settled();
  runs[0]?.reject(new Error("no"));
  assert.deepEqual((await failed).map(({ status }) => status), ["rejected", "rejected"]);
  const next = find(here, 1);
  await settled();
  runs[1]?.resolve(new Map([["1", "uno"]]));
  assert.equal(await next, "uno");
});
