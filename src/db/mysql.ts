import type mysql from "mysql2/promise";
import { DatabaseUnavailableError, type Db, type Outcome, type PoolStats, type Row } from "./db.ts";
import { isClash, isHostFailure, translateMysql } from "./mysql_errors.ts";
import { MysqlHosts, type MysqlSettings } from "./mysql_hosts.ts";

import { type Sql, sql } from "./sql.ts";

/** How long one statement may take, in ms: with the wait for a connection still under 6 s. */
const STATEMENT_DEADLINE = 3_500;
const MAX_ATTEMPTS = 8;

export function openMysql(settings: MysqlSettings): Db {
  return new MysqlDb(new MysqlHosts(settings), STATEMENT_DEADLINE);
}

class MysqlDb implements Db {
  readonly engine = "mysql";
  readonly locking = sql`FOR UPDATE`;

  constructor(readonly hosts: MysqlHosts, readonly deadline: number) {}

  // Reading twice does no harm: a server that died meanwhile costs this request one more try.
  async rows(query: Sql): Promise<Row[]> {
    const [rows] = await this.#once<mysql.RowDataPacket[]>(query)
      .catch((error) =>
        isHostFailure(error) ? this.#once<mysql.RowDataPacket[]>(query) : fail(error)
      );
    return rows;
  }

  async execute(statement: Sql): Promise<Outcome> {
    return outcomeOf(await this.#once<mysql.ResultSetHeader>(statement));
  }

  // The engine breaks a deadlock by cancelling one side that did nothing wrong, a lock wait ends by
  // itself and a cluster refuses the later of two writers, at COMMIT too: the same work normally
  // passes the next time, so no client should see it. A server lost before COMMIT undid it all.
  async transaction<T>(task: (tx: Db) => Promise<T>): Promise<T> {
    for (let attempt = 1;; attempt++) {
      const tx = new MysqlTransaction(this.deadline);
      try {
        return await this.#attempt(tx, task);
      } catch (error) {
        const lost = isHostFailure(error) && !tx.committing &&
          attempt <= this.hosts.settings.hosts.length;
        if (attempt === MAX_ATTEMPTS || !(isClash(error) || lost)) throw error;
        await new Promise((resume) => setTimeout(resume, Math.random() * 30 * attempt));
      }
    }
  }

  withDeadline(ms: number): Db {
    return new MysqlDb(this.hosts, ms);
  }

  stats(): PoolStats {
    return this.hosts.stats();
  }

  close(): Promise<void> {
    return this.hosts.close();
  }

  async #once<T extends mysql.QueryResult>(statement: Sql): Promise<[T, unknown]> {
    const connection = await this.hosts.acquire();
    let destroyed = false;
    try {
      return await run<T>(connection, statement, this.deadline);
    } catch (error) {
      destroyed = isHostFailure(error);
      throw error;
    } finally {
      this.#giveBack(connection, destroyed);
    }
  }

  async #attempt<T>(tx: MysqlTransaction, task: (tx: Db) => Promise<T>): Promise<T> {
    const connection = await this.hosts.acquire();
    let destroyed = false;
    try {
      await tx.begin(connection);
      const result = await task(tx);
      await tx.commit();
      return result;
    } catch (error) {
      destroyed = isHostFailure(error);
      // Needed after a lock wait too, which undoes only its statement. Where it fails, that second
      // error must not hide the first, and the connection may not go back with an open transaction.
      if (!destroyed) await tx.rollback().catch(() => destroyed = true);
      throw error;
    } finally {
      this.#giveBack(connection, destroyed);
    }
  }

  #giveBack(connection: mysql.PoolConnection, destroyed: boolean): void {
    if (!destroyed) return connection.release();
    this.hosts.abandon(connection);
    connection.destroy();
  }
}

class MysqlTransaction implements Db {
  readonly engine = "mysql";
  readonly locking = sql`FOR UPDATE`;
  #connection: mysql.PoolConnection | undefined;
  /** From here on a lost connection leaves it open whether the work was kept. */
  committing = false;

  constructor(readonly deadline: number) {}

  async begin(connection: mysql.PoolConnection): Promise<void> {
    this.#connection = connection;
    await this.#run(sql`START TRANSACTION`);
  }

  async commit(): Promise<void> {
    this.committing = true;
    await this.#run(sql`COMMIT`);
  }

  async rollback(): Promise<void> {
    await this.#run(sql`ROLLBACK`);
  }

  async rows(query: Sql): Promise<Row[]> {
    const [rows] = await this.#run<mysql.RowDataPacket[]>(query);
    return rows;
  }

  async execute(statement: Sql): Promise<Outcome> {
    return outcomeOf(await this.#run<mysql.ResultSetHeader>(statement));
  }

  transaction<T>(task: (tx: Db) => Promise<T>): Promise<T> {
    return task(this); // the inner one joins the outer
  }

  withDeadline(ms: number): Db {
    const patient = new MysqlTransaction(ms);
    patient.#connection = this.#connection;
    return patient;
  }

  stats(): PoolStats {
    return { active: 1, idle: 0, waiting: 0 };
  }

  close(): Promise<void> {
    return Promise.resolve(); // the connection belongs to the pool
  }

  #run<T extends mysql.QueryResult>(statement: Sql): Promise<[T, unknown]> {
    if (!this.#connection) throw new Error("The transaction has not begun");
    return run<T>(this.#connection, statement, this.deadline);
  }
}

/**
 * Runs one statement within the deadline. On a frozen server the driver would wait for ever, and its
 * own timeout leaves the connection busy: so here the connection is given up with the statement.
 */
async function run<T extends mysql.QueryResult>(
  connection: mysql.PoolConnection,
  { text, values }: Sql,
  deadline: number,
): Promise<[T, unknown]> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(Object.assign(new Error("The statement took too long"), { fatal: true }));
  }, deadline);
  try {
    // query() and not execute(), which sends numbers as DOUBLE: MySQL 8 refuses them after LIMIT
    // (sidorares/node-mysql2#1239).
    const answer = connection.query<T>(text, [...values]);
    answer.catch(() => {}); // after the deadline nobody listens any more
    return await Promise.race([answer, late.promise]);
  } catch (error) {
    throw translateMysql(error);
  } finally {
    clearTimeout(timer);
  }
}

function outcomeOf([done]: [mysql.ResultSetHeader, unknown]): Outcome {
  return { affected: done.affectedRows, insertId: done.insertId };
}

function fail(error: unknown): never {
  throw error instanceof DatabaseUnavailableError ? error : translateMysql(error);
}
