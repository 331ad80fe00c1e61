import type { Db, Outcome, PoolStats, Row } from "@/db/db.ts";
import { type Sql, sql } from "@/db/sql.ts";
import { isClash } from "./errors.ts";
import { type MysqlSession, STATEMENT_DEADLINE } from "./session.ts";

type State = { phase: "open" | "committing" | "over"; hasWritten: boolean };

/** What `transaction()` hands to its task: every statement on the one connection. */
export class MysqlTransaction implements Db {
  readonly engine = "mysql";
  readonly locking = sql`FOR UPDATE`;
  readonly #session: MysqlSession;
  readonly #deadline: number;
  readonly #state: State;

  constructor(
    session: MysqlSession,
    deadline: number,
    state: State = { phase: "open", hasWritten: false },
  ) {
    this.#session = session;
    this.#deadline = deadline;
    this.#state = state;
  }

  /** From here on a lost connection leaves it open whether the work was kept. */
  get committing(): boolean {
    return this.#state.phase === "committing";
  }

  async begin(): Promise<void> {
    await this.#session.execute(sql`START TRANSACTION`, STATEMENT_DEADLINE);
  }

  async commit(): Promise<void> {
    this.#state.phase = "committing";
    await this.#session.execute(sql`COMMIT`, Math.max(this.#deadline, STATEMENT_DEADLINE));
  }

  async rollback(): Promise<void> {
    this.#state.phase = "over";
    await this.#session.execute(sql`ROLLBACK`, STATEMENT_DEADLINE);
  }

  /**
   * The clash that has already undone this transaction, where there is one. A cluster may do that
   * while a statement reads: what the task read then, and concluded from it, does not hold.
   */
  async findUndone(): Promise<unknown> {
    if (!this.#state.hasWritten) return undefined;
    // A row has to be read: without one, Group Replication does not tell.
    const look = sql`SELECT archivo FROM migracion LIMIT 1`;
    const probe = this.#session.rows(look, STATEMENT_DEADLINE);
    return await probe.then(() => undefined, (error) => isClash(error) ? error : undefined);
  }

  async rows(query: Sql): Promise<Row[]> {
    this.#refuseOver();
    return await this.#session.rows(query, this.#deadline);
  }

  async execute(statement: Sql): Promise<Outcome> {
    this.#refuseOver();
    this.#state.hasWritten = true;
    return await this.#session.execute(statement, this.#deadline);
  }

  transaction<T>(task: (tx: Db) => Promise<T>): Promise<T> {
    return task(this); // the inner one joins the outer
  }

  withDeadline(ms: number): Db {
    return new MysqlTransaction(this.#session, ms, this.#state);
  }

  stats(): PoolStats {
    return { active: 1, idle: 0, waiting: 0 };
  }

  check(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve(); // the connection belongs to the pool
  }

  // The connection may already serve somebody else.
  #refuseOver(): void {
    if (this.#state.phase !== "open") throw new Error("The transaction is over");
  }
}
