import { DatabaseSync, type StatementSync } from "node:sqlite";
import { DatabaseUnavailableError, type Db, type Outcome, type PoolStats, type Row } from "./db.ts";
import { enclose, refuseInside } from "./enclosing.ts";
import { checkedValues, type Sql, sql } from "./sql.ts";
import { translateSqlite } from "./sqlite_errors.ts";
import { plain } from "./text.ts";

/** How long another process may hold the file before a writer gives up, in ms. */
const BUSY_DEADLINE = 5_000;
/** SQLite waits by blocking the event loop: so a short wait there and the long one in here. */
const BUSY_WAIT = 50;
const MAX_STATEMENTS = 300;
/** So many waiting are more than can be served while they wait. */
const MAX_WAITING = 1_000;

/** Opens (and creates) the file, or a database of its own in memory for `:memory:`. */
export function openSqlite(file: string): Db {
  // Another process may be opening it too, and only one can switch a new file to WAL.
  const connection = new DatabaseSync(file, { timeout: BUSY_DEADLINE });
  if (file !== ":memory:") connection.exec("PRAGMA journal_mode = WAL");
  connection.exec(
    `PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = ${BUSY_WAIT}`,
  );
  connection.function(
    "plano",
    { deterministic: true },
    (text) => text === null ? null : plain(String(text)),
  );
  return new SqliteDb(connection);
}

class SqliteDb implements Db {
  readonly engine = "sqlite";
  readonly locking = sql``;
  #waiting = 0;
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor(
    protected readonly connection: DatabaseSync,
    protected readonly prepared = new Map<string, StatementSync>(),
  ) {}

  rows(query: Sql): Promise<Row[]> {
    return this.inTurn(() => this.retryingBusy(() => this.#read(query)));
  }

  execute(statement: Sql): Promise<Outcome> {
    return this.inTurn(() => this.retryingBusy(() => this.#write(statement)));
  }

  transaction<T>(task: (tx: Db) => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      const tx = new SqliteTransaction(this.connection, this.prepared);
      await this.retryingBusy(() => this.#run("BEGIN IMMEDIATE"));
      try {
        const result = await enclose(this.connection, () => task(tx));
        tx.over = true;
        await this.retryingBusy(() => this.#run("COMMIT"));
        return result;
      } catch (error) {
        tx.over = true;
        // A full disk, for one, has already undone it: ROLLBACK would fail and hide that error.
        if (this.connection.isTransaction) this.#run("ROLLBACK");
        throw error;
      }
    });
  }

  withDeadline(): Db {
    return this; // one synchronous call cannot be cut short
  }

  stats(): PoolStats {
    return { active: Math.min(this.#waiting, 1), idle: 0, waiting: Math.max(this.#waiting - 1, 0) };
  }

  close(): Promise<void> {
    return this.inTurn(() => {
      this.prepared.clear();
      this.connection.close();
    });
  }

  #read(query: Sql): Row[] {
    return this.#prepare(query.text).all(...bind(query)) as Row[];
  }

  #write(query: Sql): Outcome {
    const done = this.#prepare(query.text).run(...bind(query));
    return { affected: Number(done.changes), insertId: Number(done.lastInsertRowid) };
  }

  #prepare(text: string): StatementSync {
    const known = this.prepared.get(text);
    if (known) return known;
    const statement = this.connection.prepare(text);
    if (this.prepared.size >= MAX_STATEMENTS) this.prepared.clear();
    this.prepared.set(text, statement);
    return statement;
  }

  // Not exec(): its errors come without the errcode that tells them apart.
  #run(text: string): void {
    this.#prepare(text).run();
  }

  /** Another process writes: tries again for a while, and lets this one's other work go on. */
  protected async retryingBusy<T>(task: () => T): Promise<T> {
    const deadline = Date.now() + BUSY_DEADLINE;
    while (true) {
      try {
        return task();
      } catch (error) {
        const translated = translateSqlite(error);
        const busy = translated instanceof DatabaseUnavailableError;
        if (!busy || this.connection.isTransaction || Date.now() > deadline) throw translated;
        await new Promise((resume) => setTimeout(resume, 5 + Math.random() * 20));
      }
    }
  }

  // There is one connection: without turns, another request would write inside a transaction
  // that is not its own.
  protected async inTurn<T>(task: () => T | Promise<T>): Promise<T> {
    refuseInside(this.connection);
    if (this.#waiting >= MAX_WAITING) throw new DatabaseUnavailableError("too many are waiting");
    this.#waiting++;
    const mine = this.#lastTurn.then(task).finally(() => this.#waiting--);
    this.#lastTurn = mine.catch(() => {});
    return await mine;
  }
}

class SqliteTransaction extends SqliteDb {
  over = false;

  // The whole transaction is one turn.
  protected override async inTurn<T>(task: () => T | Promise<T>): Promise<T> {
    if (this.over) throw new Error("The transaction is over");
    return await task();
  }

  override transaction<T>(task: (tx: Db) => Promise<T>): Promise<T> {
    return task(this); // the inner one joins the outer
  }

  override close(): Promise<void> {
    return Promise.resolve(); // the connection belongs to the database, not to the transaction
  }
}

/** node:sqlite knows no booleans. */
function bind(query: Sql) {
  return checkedValues(query).map((value) => typeof value === "boolean" ? Number(value) : value);
}
