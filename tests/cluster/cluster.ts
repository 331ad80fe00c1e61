import assert from "node:assert/strict";
import { readConfig } from "@/config/config.ts";
import type { Db } from "@/db/db.ts";
import { openDb } from "@/db/setup/open.ts";
import { databaseSettings } from "@/start.ts";
import { startRelay } from "../db/mysql/relay.ts";
import { query, settingsOn } from "../on_mariadb.ts";
import { copyRepository } from "../processes.ts";
import { listStored, startFleet } from "../race/fleet.ts";
import type { Galera } from "../servers/galera.ts";

/**
 * Three nodes and three API processes, each of which prefers a node of its own; the first process
 * reaches its first node through a relay, which can be cut.
 */
export async function prepareCluster(start: () => Promise<Galera>) {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await copyRepository());
  const { nodes } = stack.use(await start());
  const [first, second, third] = nodes;
  assert(first && second && third);
  await query(first, "CREATE DATABASE gestion CHARACTER SET utf8mb4");
  const relay = stack.use(
    startRelay({ hostname: "127.0.0.1", port: first.port }),
  );
  const settings = [
    settingsOn({ port: relay.port, url: first.url }, second, third),
    settingsOn(second, third, first),
    settingsOn(third, first, second),
  ];
  // As a plain account of one database, which is what an operator is told to make.
  await query(first, "CREATE USER 'api'@'%' IDENTIFIED BY 'api-de-pruebas'");
  await query(first, "GRANT ALL ON gestion.* TO 'api'@'%'");
  const account = { DB_USER: "api", DB_PASSWORD: "api-de-pruebas" };
  const dbs = await Promise.all(nodes.map(async (node) => {
    const config = readConfig({ ...settingsOn(node), ...account });
    return stack.adopt(
      await openDb(await databaseSettings(config)),
      (db) => db.close(),
    );
  }));
  const [db, onSecond, onThird] = dbs;
  assert(db && onSecond && onThird);
  const fleet = stack.use(
    await startFleet(
      folder,
      settings.map((own) => ({ ...own, ...account })),
      db,
    ),
  );
  const owned = stack.move();
  return {
    nodes: { first, second, third },
    dbs: { first: db, second: onSecond, third: onThird },
    db,
    fleet,
    relay,
    catchUp: () => Promise.all(dbs.map((one: Db) => listStored(one))),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

export type Cluster = Awaited<ReturnType<typeof prepareCluster>>;
