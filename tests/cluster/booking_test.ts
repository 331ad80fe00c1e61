import assert from "node:assert/strict";
import { readConfig } from "@/config.ts";
import type { Db } from "@/db/db.ts";
import { openDb } from "@/db/open.ts";
import { sql } from "@/db/sql.ts";
import { clashesAmong } from "@/resources/programacion/overlap.ts";
import { databaseSettings } from "@/start.ts";
import { query, settingsOn } from "../on_mariadb.ts";
import { copyRepository } from "../processes.ts";
import { raceActs, raceRepeats } from "../race/acts.ts";
import { listStored, startFleet } from "../race/fleet.ts";
import { startLoad, untilServed } from "../race/outage.ts";
import { raceForMany, raceForOne } from "../race/rounds.ts";
import { startGalera } from "../servers/galera.ts";
import type { Server } from "../servers/server.ts";

/** Three nodes and three processes, each of which prefers a node of its own. */
async function prepare() {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await copyRepository());
  const { nodes } = stack.use(await startGalera(3));
  const [first, second, third] = nodes;
  assert(first && second && third);
  await query(first, "CREATE DATABASE gestion CHARACTER SET utf8mb4");
  const settings = nodes.map((_, i) => settingsOn(...nodes.slice(i), ...nodes.slice(0, i)));
  const open = async (node: Server) => {
    const opened = await openDb(await databaseSettings(readConfig(settingsOn(node))));
    return stack.adopt(opened, (db) => db.close());
  };
  const dbs = await Promise.all([open(first), open(second), open(third)]);
  const [db] = dbs;
  const fleet = stack.use(await startFleet(folder, settings, db));
  const owned = stack.move();
  return {
    nodes: { first, second, third },
    dbs,
    db,
    fleet,
    catchUp: () => Promise.all(dbs.map(readAll)),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Every session that stands, on a node that has applied by then what the others wrote before. */
const readAll = (db: Db) => listStored(db, sql`SET STATEMENT wsrep_sync_wait = 1 FOR`);

/** Commits of a node's own clients, and transactions that another node's made it undo. */
async function countsOf(node: Server): Promise<{ commits: number; undone: number }> {
  const rows = await query(node, "SHOW GLOBAL STATUS LIKE 'wsrep_local_%'");
  const status = new Map(rows.map(([name, value]) => [name, Number(value)]));
  const of = (name: string) => status.get(`wsrep_local_${name}`) ?? 0;
  return { commits: of("commits"), undone: of("bf_aborts") + of("cert_failures") };
}

Deno.test("three nodes that all take bookings", async (t) => {
  await using cluster = await prepare();
  const { nodes, fleet, dbs: [onFirst, , onThird] } = cluster;
  const stored = () => readAll(onFirst);

  await t.step("of 50 clients that want the same exactly one gets it", async () => {
    await raceForOne(fleet, stored, 2);
    await raceForMany(fleet, stored, 4);
    const counts = await Promise.all(Object.values(nodes).map(countsOf));
    assert(counts.every(({ commits }) => commits > 20), JSON.stringify(counts));
    // Else they never met, and nothing is proved.
    const undone = counts.reduce((total, count) => total + count.undone, 0);
    assert(undone > 20, JSON.stringify(counts));
  });

  await t.step("whatever the act, and when they repeat what was cut off", async () => {
    await raceActs(cluster, 1);
    await raceRepeats(cluster);
  });

  await t.step("one is killed under load: nothing acknowledged is lost or doubled", async () => {
    const before = (await stored()).length;
    const load = startLoad(fleet);
    await untilServed(load, 100);
    await nodes.second.kill("SIGKILL");
    await untilServed(load, 200);
    const answers = await load.stop();
    assert(load.troubles().longest < 15_000, JSON.stringify(load.troubles()));

    const told = new Set(answers.map(({ status }) => status));
    assert.deepEqual([...told].toSorted(), [201, 409]);
    const sessions = (await stored()).map((session) => JSON.stringify(session));
    const won = answers.filter(({ status }) => status === 201);
    assert.equal(new Set(sessions).size, sessions.length);
    for (const { booking } of won) assert(sessions.includes(JSON.stringify(booking)));
    assert.equal(sessions.length - before, won.length);
    assert.deepEqual(clashesAmong(await stored()), []);
    assert.deepEqual(await readAll(onThird), await stored());
  });
});
