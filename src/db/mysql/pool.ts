import mysql from "mysql2";
import type { PoolStats } from "@/db/db.ts";
import { limitOf, STATEMENT_DEADLINE } from "./session.ts";
import type { Host, MysqlSettings } from "./settings.ts";

// What a query means may not depend on how somebody set up the server. A lock is waited for twice
// (the transaction runs again) within the time of one request.
const SESSION = [
  `SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,` +
  `ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY', ` +
  `time_zone = '+00:00', innodb_lock_wait_timeout = 2 ${limitOf(STATEMENT_DEADLINE)}`,
  "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
];

// On a cluster, what one node acknowledged, a statement on any other node finds: it waits until its
// node has applied what the cluster had stored before. A server knows at most one of the two
// variables, and both cost nothing where there is no cluster.
const CAUSAL = [
  "SET SESSION wsrep_sync_wait = 7", // Galera: before reads and writes of every kind
  "SET SESSION group_replication_consistency = 'BEFORE'",
];
const UNKNOWN_VARIABLE = 1193;

export function openPool(
  { user, password, database, poolSize, ca }: MysqlSettings,
  { host, port }: Host,
  connectTimeout: number,
): mysql.Pool {
  const pool = mysql.createPool({
    host,
    port,
    user,
    password,
    database,
    charset: "utf8mb4_unicode_ci",
    connectionLimit: poolSize,
    // Only below the limit does the driver close connections that nobody uses.
    maxIdle: Math.max(1, poolSize - 1),
    idleTimeout: 60_000,
    queueLimit: poolSize * 8,
    connectTimeout,
    dateStrings: true,
    decimalNumbers: true, // SUM() is a DECIMAL, and a number in SQLite
    supportBigNumbers: true,
    stringifyObjects: true,
    // And no disableEval: the reader that the driver compiles for each kind of result halves what a
    // list costs. Its text comes from names of columns, and those are ours.
    maxPreparedStatements: 200,
    ...(ca && { ssl: { ca, verifyIdentity: true, minVersion: "TLSv1.2" } }),
  });
  // Queued before the first statement of whoever asked for the connection.
  pool.on("connection", (connection) => {
    for (const text of SESSION) {
      connection.query(text, (error) => error && connection.destroy());
    }
    for (const text of CAUSAL) {
      connection.query(text, (error) => {
        if (error && error.errno !== UNKNOWN_VARIABLE) connection.destroy();
      });
    }
  });
  return pool;
}

/** What mysql2 counts and does not publish. */
export function countOf(pool: mysql.Pool): PoolStats {
  const { _allConnections, _freeConnections, _connectionQueue } = pool as unknown as Counters;
  return {
    active: _allConnections.length - _freeConnections.length,
    idle: _freeConnections.length,
    waiting: _connectionQueue.length,
  };
}

type Counters = Record<
  "_allConnections" | "_freeConnections" | "_connectionQueue",
  { length: number }
>;
