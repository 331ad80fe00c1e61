import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { DatabaseUnavailableError, type Db, UnknownOutcomeError } from "@/db/db.ts";
import { openDb } from "@/db/setup/open.ts";
import { sql } from "@/db/sql.ts";
import { databaseOf, engine, settingsOf } from "../../database.ts";
import { openTables } from "../setup/tables.ts";
import { startRelay } from "./relay.ts";

/** The tables, and a second way to the same database: one connection, through a relay. */
async function openRelayed() {
  await using stack = new AsyncDisposableStack();
  const { db } = stack.use(await openTables());
  const url = new URL(Deno.env.get("TEST_DB_URL") ?? "");
  const relay = stack.use(startRelay({ hostname: url.hostname, port: Number(url.port) }));
  url.host = `127.0.0.1:${relay.port}`;
  const relayed = await openDb(settingsOf(url, await databaseOf(db), 1));
  stack.defer(() => relayed.close());
  const owned = stack.move();
  return { db, relay, relayed, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

function insert(tx: Db) {
  return tx.execute(sql`INSERT INTO sala (nombre) VALUES ('A')`);
}

async function countSalas(db: Db): Promise<unknown> {
  const [row] = await db.rows(sql`SELECT COUNT(*) AS n FROM sala`);
  return row?.n;
}

/** The server's own limit of a statement: MariaDB counts it in seconds, MySQL in milliseconds. */
function secondsOf(variables: Map<unknown, string>): number {
  const seconds = variables.get("max_statement_time");
  return seconds === undefined
    ? Number(variables.get("max_execution_time")) / 1000
    : Number(seconds);
}

/** Alone, an interrupted SLEEP is no failure to MySQL: it needs a row to sleep for. */
function sleep(db: Db, seconds: number) {
  return db.rows(sql`SELECT 1 AS uno FROM sala WHERE SLEEP(${seconds}) = 0`);
}

if (engine === "mysql") {
  Deno.test("every session has the settings that the queries count on", async () => {
    await using tables = await openTables();
    const rows = await tables.db.rows(sql`
      SHOW SESSION VARIABLES WHERE Variable_name IN ('sql_mode', 'time_zone', 'tx_isolation',
        'transaction_isolation', 'innodb_lock_wait_timeout', 'max_statement_time',
        'max_execution_time', 'character_set_client', 'collation_connection')`);
    const of = new Map(rows.map(({ Variable_name, Value }) => [Variable_name, String(Value)]));
    const found = {
      sql_mode: of.get("sql_mode")?.split(",").toSorted(),
      time_zone: of.get("time_zone"),
      isolation: of.get("tx_isolation") ?? of.get("transaction_isolation"),
      lock_wait: of.get("innodb_lock_wait_timeout"),
      seconds: secondsOf(of),
      client: of.get("character_set_client"),
      collation: of.get("collation_connection"),
    };
    assert.deepEqual(found, {
      sql_mode: [
        "ERROR_FOR_DIVISION_BY_ZERO",
        "NO_ENGINE_SUBSTITUTION",
        "NO_ZERO_DATE",
        "NO_ZERO_IN_DATE",
        "ONLY_FULL_GROUP_BY",
        "STRICT_TRANS_TABLES",
      ],
      time_zone: "+00:00",
      isolation: "READ-COMMITTED",
      lock_wait: "2",
      seconds: 3,
      client: "utf8mb4",
      collation: "utf8mb4_unicode_ci",
    });
  });

  Deno.test("a slow statement ends at its deadline and its connection goes on", async () => {
    await using relayed = await openRelayed();
    const { relayed: db } = relayed;
    const who = async () => (await db.rows(sql`SELECT CONNECTION_ID() AS id`))[0]?.id;
    const before = await who();
    await insert(db);
    const hasty = db.withDeadline(1_000);
    const start = performance.now();
    await assert.rejects(sleep(hasty, 30), DatabaseUnavailableError);
    await assert.rejects(
      db.transaction((tx) => sleep(tx.withDeadline(1_000), 30)),
      DatabaseUnavailableError,
    );
    assert.ok(performance.now() - start < 2_000);
    assert.equal(await who(), before);
    const limits = await db.rows(sql`
      SHOW SESSION VARIABLES WHERE Variable_name IN ('max_statement_time', 'max_execution_time')`);
    assert.equal(
      secondsOf(new Map(limits.map((row) => [row.Variable_name, String(row.Value)]))),
      3,
    );
    assert.equal((await sleep(db.withDeadline(10_000), 3.2)).length, 1);
    await assert.rejects(sleep(db, 3.2), DatabaseUnavailableError);
  });

  for (const [verdict, kept] of [["cut before", 0], ["cut after", 1]] as const) {
    Deno.test(`a COMMIT lost by a ${verdict} is not repeated: nobody knows if it was kept`, async () => {
      await using relayed = await openRelayed();
      const { db, relay, relayed: lossy } = relayed;
      relay.judge = (statement) => statement.endsWith("COMMIT") ? verdict : "pass";
      let runs = 0;
      const work = lossy.transaction(async (tx) => {
        runs++;
        await insert(tx);
      });
      await assert.rejects(work, UnknownOutcomeError);
      assert.equal(runs, 1);
      assert.equal(await countSalas(db), kept);
      relay.judge = () => "pass";
      await insert(lossy);
      assert.equal(await countSalas(db), kept + 1);
    });

    Deno.test(`a transaction lost before COMMIT by a ${verdict} is done again, once`, async () => {
      await using relayed = await openRelayed();
      const { db, relay, relayed: lossy } = relayed;
      let runs = 0;
      relay.judge = (statement) => runs === 1 && statement.includes("INSERT") ? verdict : "pass";
      await lossy.transaction(async (tx) => {
        runs++;
        await insert(tx);
      });
      assert.equal(runs, 2);
      assert.equal(await countSalas(db), 1);
    });

    Deno.test(`a single write lost by a ${verdict} is not repeated, a read is`, async () => {
      await using relayed = await openRelayed();
      const { db, relay, relayed: lossy } = relayed;
      let losses = 1;
      relay.judge = (statement) =>
        /INSERT|COUNT/.test(statement) && losses-- > 0 ? verdict : "pass";
      await assert.rejects(insert(lossy), UnknownOutcomeError);
      assert.equal(await countSalas(db), kept);
      losses = 1;
      assert.equal(await countSalas(lossy), kept);
      assert.ok(losses < 1);
    });
  }

  Deno.test("a statement that somebody interrupts costs its transaction another try", async () => {
    await using relayed = await openRelayed();
    const { db, relayed: other } = relayed;
    let tries = 0;
    await other.transaction(async (tx) => {
      await insert(tx);
      const [row] = await tx.rows(sql`SELECT CONNECTION_ID() AS id`);
      if (++tries > 1) return;
      const waiting = tx.rows(sql`SELECT 1 AS uno FROM sala WHERE SLEEP(30) = 0`);
      await delay(50); // until it has begun
      await Promise.all([waiting, db.execute(sql`KILL QUERY ${Number(row?.id)}`)]);
    });
    assert.deepEqual([tries, await countSalas(db)], [2, 1]);
  });

  Deno.test("a connection that the server ended while it was idle costs nobody an error", async () => {
    await using relayed = await openRelayed();
    const { db, relayed: other } = relayed;
    const [row] = await other.rows(sql`SELECT CONNECTION_ID() AS id`);
    await db.execute(sql`KILL ${Number(row?.id)}`);
    while (other.stats().idle > 0) await delay(5); // until the news has arrived
    await insert(other);
    assert.equal(await countSalas(db), 1);
  });
}
