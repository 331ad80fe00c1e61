import { type Db, type Outcome, type PoolStats, type Row, UnknownOutcomeError } from "@/db/db.ts";
import { type Sql, sql } from "@/db/sql.ts";
import { insideTransaction, refuseInside } from "@/db/transaction_guard.ts";
import { isClash, isHostFailure, isInterrupted, isUndone, isUnknown, LateError } from "./errors.ts";
import { MysqlHosts, NoConnectionError } from "./hosts.ts";
import { MysqlSession, STATEMENT_DEADLINE } from "./session.ts";
import type { MysqlSettings } from "./settings.ts";
import { MysqlTransaction } from "./transaction.ts";

const MAX_ATTEMPTS = 8;
/** No new attempt starts later than this, in ms: with a lock wait in each, a request ends in 6 s. */
const PATIENCE = 3_000;

export function openMysql(settings: MysqlSettings): Db {
  return new MysqlDb(new MysqlHosts(settings), STATEMENT_DEADLINE);
}

class MysqlDb implements Db {
  readonly engine = "mysql";
  readonly locking = sql`FOR UPDATE`;

  constructor(readonly hosts: MysqlHosts, readonly deadline: number) {}

  // Reading twice does no harm: a server that died meanwhile costs this request one more try.
  rows(query: Sql): Promise<Row[]> {
    return this.#retrying(isLost, () => this.#connected((it) => it.rows(query, this.deadline)));
  }

  execute(statement: Sql): Promise<Outcome> {
    return this.#retrying(
      (error) => isClash(error) || isUndone(error),
      () =>
        this.#connected((session) =>
          session.execute(statement, this.deadline).catch((error) => {
            throw isUnknown(error) ? asUnknown(error) : error;
          })
        ),
    );
  }

  // The engine breaks a deadlock by cancelling one side that did nothing wrong, a lock wait ends by
  // itself and a cluster refuses the later of two writers, at COMMIT too: the same work normally
  // passes the next time, so no client should see it. A server lost before COMMIT undid it all.
  transaction<T>(task: (tx: Db) => Promise<T>): Promise<T> {
    return this.#retrying(
      (error) => isClash(error) || isUndone(error) || isLost(error),
      () => this.#connected((session) => this.#runOnce(session, task)),
    );
  }

  async #runOnce<T>(session: MysqlSession, task: (tx: Db) => Promise<T>): Promise<T> {
    const tx = new MysqlTransaction(session, this.deadline);
    try {
      await tx.begin();
      const result = await insideTransaction(this.hosts, () => task(tx));
      await tx.commit();
      return result;
    } catch (error) {
      if (tx.committing && !isClash(error) && !isUndone(error)) throw asUnknown(error);
      // Needed after a lock wait too, which undoes only its statement. Where it fails, that
      // second error must not hide the first, and the connection is of no more use.
      if (isHostFailure(error)) throw error;
      const undone = isClash(error) ? error : await tx.findUndone();
      await tx.rollback().catch(() => session.connection.destroy());
      throw undone ?? error;
    }
  }

  withDeadline(ms: number): Db {
    return new MysqlDb(this.hosts, ms);
  }

  stats(): PoolStats {
    return this.hosts.stats();
  }

  check(): Promise<void> {
    return Promise.resolve(); // a server says so by itself, whatever is asked
  }

  close(): Promise<void> {
    return this.hosts.close();
  }

  async #retrying<T>(isWorth: (error: unknown) => boolean, task: () => Promise<T>): Promise<T> {
    refuseInside(this.hosts);
    const start = performance.now();
    for (let attempt = 1;; attempt++) {
      try {
        return await task();
      } catch (error) {
        const isLast = attempt === MAX_ATTEMPTS || performance.now() - start > PATIENCE;
        if (isLast || !isWorth(error)) throw error;
        await new Promise((resume) => setTimeout(resume, Math.random() * 30 * attempt));
      }
    }
  }

  async #connected<T>(task: (session: MysqlSession) => Promise<T>): Promise<T> {
    const lease = await this.hosts.acquire();
    const session = new MysqlSession(lease.connection);
    try {
      return await task(session);
    } catch (error) {
      if (isHostFailure(error)) this.hosts.abandon(lease);
      throw error;
    } finally {
      await session.end();
    }
  }
}

/** Ended before it was answered, alone or with its server; one that is merely silent had its time. */
function isLost(error: unknown): boolean {
  if (error instanceof UnknownOutcomeError) return false;
  return isInterrupted(error) ||
    (isHostFailure(error) && !(error instanceof LateError) &&
      !(error instanceof NoConnectionError));
}

function asUnknown(cause: unknown): UnknownOutcomeError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new UnknownOutcomeError(`a change may be stored or not: ${reason}`, { cause });
}
