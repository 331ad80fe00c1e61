import mysql from "mysql2/promise";
import { DatabaseUnavailableError, type PoolStats } from "./db.ts";
import { isHostFailure, translateMysql } from "./mysql_errors.ts";

export type Host = { host: string; port: number };

export type MysqlSettings = {
  /** In the order of preference: the first that answers serves until it dies. */
  hosts: Host[];
  user: string;
  password: string;
  database: string;
  poolSize: number;
  /** PEM text of the authority that signed the server's certificate; its name is checked too. */
  ca?: string | undefined;
};

/** How long a request waits for a connection, the opening of one included, in ms. */
const ACQUIRE_DEADLINE = 2_000;

// What a query means may not depend on how somebody set up the server.
const SESSION = [
  `SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,` +
  `ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY', ` +
  `time_zone = '+00:00', innodb_lock_wait_timeout = 3`,
  "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
];

/** One pool per host, and the one in use. */
export class MysqlHosts {
  #pools: mysql.Pool[];
  #current = 0;

  constructor(readonly settings: MysqlSettings) {
    this.#pools = settings.hosts.map((host) => openPool(settings, host));
  }

  /** A connection of the first host that gives one, starting with the one in use. */
  async acquire(): Promise<mysql.PoolConnection> {
    const start = this.#current;
    let failure: unknown;
    for (let i = 0; i < this.#pools.length; i++) {
      const index = (start + i) % this.#pools.length;
      try {
        const connection = await this.#connect(index);
        this.#current = index;
        return connection;
      } catch (error) {
        failure = error;
        // A full pool is no reason to spread the load over a second server.
        if (!isHostFailure(error) && !(error instanceof UnansweredError)) break;
      }
    }
    throw failure instanceof DatabaseUnavailableError ? failure : translateMysql(failure);
  }

  /** The host in use failed somebody: whoever comes next tries the following one first. */
  abandon(connection: mysql.PoolConnection): void {
    const failed = this.#pools.findIndex((pool) => pool.pool === poolOf(connection));
    if (failed === this.#current) this.#current = (failed + 1) % this.#pools.length;
  }

  stats(): PoolStats {
    const total = { active: 0, idle: 0, waiting: 0 };
    for (const { pool } of this.#pools) {
      const { _allConnections, _freeConnections, _connectionQueue } = pool as unknown as Counters;
      total.idle += _freeConnections.length;
      total.active += _allConnections.length - _freeConnections.length;
      total.waiting += _connectionQueue.length;
    }
    return total;
  }

  async close(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.end()));
  }

  async #connect(index: number): Promise<mysql.PoolConnection> {
    const pool = this.#pools[index];
    if (!pool) throw new Error("No database host is configured");
    const pending = pool.getConnection();
    const timeout = Promise.withResolvers<never>();
    const timer = setTimeout(() => timeout.reject(new UnansweredError()), ACQUIRE_DEADLINE);
    try {
      return await Promise.race([pending, timeout.promise]);
    } catch (error) {
      // It may still arrive after everybody has gone: back to the pool then.
      pending.then((late) => late.release(), () => {});
      if (error instanceof Error && /Queue limit reached/.test(error.message)) {
        throw new DatabaseUnavailableError("every connection is busy", { cause: error });
      }
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}

class UnansweredError extends DatabaseUnavailableError {
  constructor() {
    super("no connection in time");
  }
}

/** What mysql2 counts and does not publish. */
type Counters = Record<
  "_allConnections" | "_freeConnections" | "_connectionQueue",
  { length: number }
>;

function poolOf(connection: mysql.PoolConnection): unknown {
  return (connection.connection as unknown as { _pool?: unknown })._pool;
}

function openPool(settings: MysqlSettings, { host, port }: Host): mysql.Pool {
  const { user, password, database, poolSize, ca } = settings;
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
    connectTimeout: ACQUIRE_DEADLINE,
    dateStrings: true,
    decimalNumbers: true, // SUM() is a DECIMAL, and a number in SQLite
    supportBigNumbers: true,
    stringifyObjects: true,
    disableEval: true,
    maxPreparedStatements: 200,
    ...(ca && { ssl: { ca, verifyIdentity: true, minVersion: "TLSv1.2" } }),
    typeCast: (field, next) => {
      if (field.type !== "TINY" || field.length !== 1) return next(); // BOOLEAN is TINYINT(1)
      const text = field.string();
      return text === null ? null : text !== "0";
    },
  });
  // Queued before the first statement of whoever asked for the connection.
  pool.pool.on("connection", (connection) => {
    for (const text of SESSION) {
      connection.query(text, (error) => error && connection.destroy());
    }
  });
  return pool;
}
