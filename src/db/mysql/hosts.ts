import type mysql from "mysql2";
import { DatabaseUnavailableError, type PoolStats } from "@/db/db.ts";
import { Deadlines } from "@/db/deadlines.ts";
import { isHostFailure, translateMysql } from "./errors.ts";
import { countOf, openPool } from "./pool.ts";
import type { MysqlSettings } from "./settings.ts";

/** A connection on loan, and the host it leads to. */
export type Lease = { connection: mysql.PoolConnection; host: number };

/** How long a request waits for a connection, whatever the number of hosts, in ms. */
const ACQUIRE_DEADLINE = 2_000;
/** How long running statements may hold up the end, in ms. */
const CLOSE_DEADLINE = 2_000;

/** No connection to any host, after all of them had their chance. */
export class NoConnectionError extends DatabaseUnavailableError {
  override name = "NoConnectionError";
}

const deadlines = new Deadlines(100);

/** One pool per host, and the one in use. */
export class MysqlHosts {
  readonly #pools: mysql.Pool[];
  readonly #poolSize: number;
  /** Of the deadline, for each host, in ms. */
  readonly #share: number;
  #current = 0;

  constructor(settings: MysqlSettings) {
    this.#share = ACQUIRE_DEADLINE / settings.hosts.length;
    this.#pools = settings.hosts.map((host) => openPool(settings, host, this.#share));
    this.#poolSize = settings.poolSize;
  }

  /** A connection of the first host that gives one, starting with the one in use. */
  async acquire(): Promise<Lease> {
    const start = this.#current;
    let failure: unknown;
    for (let i = 0; i < this.#pools.length; i++) {
      const host = (start + i) % this.#pools.length;
      try {
        const connection = await this.#connect(host);
        this.#current = host;
        return { connection, host };
      } catch (error) {
        failure = error;
        // A full pool is no reason to spread the load over a second server.
        if (!isHostFailure(error)) break;
      }
    }
    if (isHostFailure(failure)) throw new NoConnectionError(reasonOf(failure), { cause: failure });
    throw translateMysql(failure);
  }

  /** This host failed somebody: whoever comes next tries the following one first. */
  abandon({ connection, host }: Lease): void {
    connection.destroy();
    if (host === this.#current) this.#current = (host + 1) % this.#pools.length;
  }

  stats(): PoolStats {
    const total = { active: 0, idle: 0, waiting: 0 };
    for (const { active, idle, waiting } of this.#pools.map(countOf)) {
      total.active += active;
      total.idle += idle;
      total.waiting += waiting;
    }
    return total;
  }

  async close(): Promise<void> {
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, CLOSE_DEADLINE);
    await Promise.race([Promise.all(this.#pools.map(end)), late.promise]);
    clearTimeout(timer);
  }

  #connect(host: number): Promise<mysql.PoolConnection> {
    const pool = this.#pools[host];
    if (!pool) throw new Error("No database host is configured");
    const { active, idle } = countOf(pool);
    const isFull = idle === 0 && active >= this.#poolSize;
    const { promise, resolve, reject } = Promise.withResolvers<mysql.PoolConnection>();
    let waiting = true;
    // One that is free comes at once.
    const done = idle > 0
      ? undefined
      : deadlines.watch(isFull ? ACQUIRE_DEADLINE : this.#share, () => {
        waiting = false;
        reject(
          isFull
            ? new DatabaseUnavailableError("every connection is busy")
            : Object.assign(new Error("no connection in time"), { fatal: true }),
        );
      });
    pool.getConnection((error, connection) => {
      done?.();
      if (error) reject(asBusy(error));
      else if (waiting) resolve(connection);
      else connection.release(); // it arrived after everybody had gone
    });
    return promise;
  }
}

function asBusy(error: Error): Error {
  if (!/Queue limit reached/.test(reasonOf(error))) return error;
  return new DatabaseUnavailableError("every connection is busy", { cause: error });
}

function end(pool: mysql.Pool): Promise<void> {
  return new Promise((resolve, reject) => pool.end((error) => error ? reject(error) : resolve()));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message || String(error) : String(error);
}
