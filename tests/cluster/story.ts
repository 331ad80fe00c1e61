import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { clashesAmong } from "@/resources/programacion/rules/clashes.ts";
import { query } from "../on_mariadb.ts";
import { raceActs, raceRepeats } from "../race/acts.ts";
import { listStored } from "../race/fleet.ts";
import { startLoad, untilServed } from "../race/outage.ts";
import { raceForMany, raceForOne } from "../race/rounds.ts";
import { dayOf } from "../race/world.ts";
import type { Galera } from "../servers/galera.ts";
import type { Server } from "../servers/server.ts";
import { type Cluster, prepareCluster } from "./cluster.ts";
import { raceOfPeople, signInPeople } from "./people.ts";

type Story = {
  start: () => Promise<Galera>;
  /** Transactions that a node had to undo because another node's came first. */
  countUndone: (node: Server) => Promise<number>;
  /** How long a request may be repeated while a node fails, in ms. */
  longest: number;
};

/** How the people of a cluster fare: as tests, whatever the cluster is made of. */
export async function tellStory(
  t: Deno.TestContext,
  { start, countUndone, longest }: Story,
) {
  await using cluster = await prepareCluster(start);
  const { nodes, fleet, dbs, relay } = cluster;
  const stored = () => listStored(dbs.second);

  await t.step("what a task concludes while another node undoes it is not believed", async () => {
    let tries = 0;
    const touch = (db: Db) =>
      db.execute(sql`UPDATE agenda SET seq = seq + 1 WHERE tipo = 'ficha' AND id = 1`);
    await dbs.first.execute(sql`INSERT INTO agenda (tipo, id) VALUES ('ficha', 1)`);
    const result = await dbs.first.transaction(async (tx) => {
      await touch(tx);
      if (++tries > 1) return "again";
      await dbs.second.transaction(touch);
      await onceApplied(nodes.first);
      throw new Error("the session is not there");
    });
    assert.deepEqual([tries, result], [2, "again"]);
  });

  await t.step("of 50 clients that want the same exactly one gets it", async () => {
    await raceForOne(fleet, stored, 2);
    await raceForMany(fleet, stored, 4);
    // Else they never met, and nothing is proved.
    const undone = await Promise.all(Object.values(nodes).map(countUndone));
    assert(
      undone.reduce((total, count) => total + count, 0) > 20,
      JSON.stringify(undone),
    );
  });

  await t.step("whatever the act, and when they repeat what was cut off", async () => {
    await raceActs(cluster, 1);
    await raceRepeats(cluster);
  });

  await t.step(
    "one is killed under load: nothing acknowledged is lost or doubled",
    () => outlives(cluster, longest, () => nodes.second.kill("SIGKILL")),
  );

  await t.step("it comes back and is written to", async () => {
    await nodes.second.restart();
    assert.deepEqual(await listStored(dbs.second), await listStored(dbs.first));
  });

  await t.step("one is frozen under load, and wakes up", async () => {
    await outlives(cluster, longest, () => nodes.third.freeze());
    nodes.third.thaw();
    await untilSame(cluster);
  });

  await t.step("one is cut off from its process under load, in silence", async () => {
    await outlives(cluster, longest, () => {
      relay.judge = () => "swallow";
      return Promise.resolve();
    });
    relay.judge = () => "pass";
  });

  await t.step("24 people of three roles and two centres, and what each is answered", async () => {
    const people = await signInPeople(dbs.first, fleet.urls);
    assert.equal(people.length, 24);
    for (let round = 0; round < 12; round++) {
      await raceOfPeople(people, fleet.urls, dayOf(200 + round));
    }
    await untilSame(cluster);
  });
}

/** Waits, beside a transaction, until its node has what the other wrote. */
async function onceApplied(node: Server): Promise<void> {
  const look = "SELECT seq FROM gestion.agenda WHERE tipo = 'ficha' AND id = 1";
  while (Number((await query(node, look))[0]?.[0]) !== 1) await delay(10);
}

/**
 * Clients go on booking while a node fails: each is served in the end, with 201 or 409, and what was
 * acknowledged is there, once.
 */
async function outlives(
  { fleet, dbs }: Cluster,
  longest: number,
  fail: () => Promise<unknown>,
): Promise<void> {
  const before = await listStored(dbs.first);
  const load = startLoad(fleet);
  await untilServed(load, 100);
  await fail();
  await untilServed(load, 200);
  const answers = await load.stop();
  assert(load.troubles().longest < longest, JSON.stringify(load.troubles()));

  const told = new Set(answers.map(({ status }) => status));
  const strange = answers.find(({ status }) => ![201, 409].includes(status));
  assert.deepEqual([...told].toSorted(), [201, 409], strange?.text ?? "");
  const sessions = await listStored(dbs.first);
  const kept = new Set(sessions.map((session) => JSON.stringify(session)));
  const won = answers.filter(({ status }) => status === 201);
  for (const { booking } of won) {
    assert(kept.has(JSON.stringify(booking)), "lost");
  }
  assert.equal(sessions.length, kept.size, "doubled");
  assert.equal(sessions.length - before.length, won.length);
  assert.deepEqual(clashesAmong(sessions), []);
}

/** Waits until every node takes statements again, and holds them to the same sessions. */
async function untilSame({ dbs }: Cluster): Promise<void> {
  const read = () => Promise.all(Object.values(dbs).map((db) => listStored(db)));
  const deadline = performance.now() + 60_000;
  let all = await read().catch(() => undefined);
  while (!all) {
    assert(performance.now() < deadline, "a node does not come back");
    await delay(200);
    all = await read().catch(() => undefined);
  }
  const [first, ...others] = all;
  for (const other of others) assert.deepEqual(other, first);
}
