import {
  DatabaseUnavailableError,
  type Db,
  type Outcome,
  type PoolStats,
  type Row,
} from "@/db/db.ts";
import { type Sql, sql } from "@/db/sql.ts";
import { insideTransaction, refuseInside } from "@/db/transaction_guard.ts";
import { SqliteConnection } from "./connection.ts";
import { BusyError, DamagedError, translateSqlite } from "./errors.ts";
import { FileWatch, keepToOwner } from "./file.ts";

/** How long others may hold the file before a writer gives up, in ms. */
const BUSY_DEADLINE = 5_000;
/** So many waiting are more than can be served while they wait. */
const MAX_WAITING = 1_000;
/** How long it is taken for granted that writing works, and that it does not, in ms. */
const FRESH = 1_000, FAILING = 3_000;

/** Opens (and creates) the file, or a database of its own in memory for `:memory:`. */
export function openSqlite(file: string): Db {
  if (file === ":memory:") return new SqliteDb({ writer: new SqliteConnection(file) });
  keepToOwner(file);
  const writer = new SqliteConnection(file);
  try {
    // What is read through a second one need not wait for what is written through the first.
    const reader = writer.isWal ? new SqliteConnection(file, { readOnly: true }) : undefined;
    writer.read(sql`SELECT 1 AS uno FROM sqlite_schema`); // now all its files are there
    return new SqliteDb({ writer, reader, watch: new FileWatch(file) });
  } catch (error) {
    writer.close();
    throw error;
  }
}

type Opened = {
  writer: SqliteConnection;
  reader?: SqliteConnection | undefined;
  watch?: FileWatch | undefined;
};

class SqliteDb implements Db {
  readonly engine = "sqlite";
  readonly locking = sql``;
  #waiting = 0;
  #lastTurn: Promise<unknown> = Promise.resolve();
  #wroteAt = -Infinity;
  #failedAt = -Infinity;
  /** Why the last write failed, until one succeeds. */
  #fault: DatabaseUnavailableError | undefined;
  /** Damage does not pass by itself. */
  #damage: DamagedError | undefined;

  constructor(protected readonly opened: Opened) {}

  async rows(query: Sql): Promise<Row[]> {
    const { reader, writer, watch } = this.opened;
    if (!reader) {
      return await this.exclusively(() => this.retryingBusy(writer, () => writer.read(query)));
    }
    refuseInside(writer);
    watch?.checkNowAndThen();
    return await this.retryingBusy(reader, () => reader.read(query)).catch((error) => {
      if (error instanceof DamagedError) this.#damage = error;
      throw error;
    });
  }

  execute(statement: Sql): Promise<Outcome> {
    const { writer } = this.opened;
    return this.exclusively(() =>
      this.writing(() => this.retryingBusy(writer, () => writer.write(statement)))
    );
  }

  transaction<T>(task: (tx: Db) => Promise<T>): Promise<T> {
    const { writer } = this.opened;
    return this.exclusively(() =>
      this.writing(async () => {
        undo(writer); // where a failing disk kept it from being undone
        const tx = new SqliteTransaction({ writer });
        await this.retryingBusy(writer, () => writer.run("BEGIN IMMEDIATE"));
        try {
          const result = await insideTransaction(writer, () => task(tx));
          tx.over = true;
          await this.retryingBusy(writer, () => writer.run("COMMIT"));
          return result;
        } catch (error) {
          tx.over = true;
          undo(writer);
          throw error;
        }
      })
    );
  }

  withDeadline(): Db {
    return this; // one synchronous call cannot be cut short
  }

  async check(): Promise<void> {
    this.opened.watch?.check();
    if (this.#damage) throw this.#damage;
    const now = performance.now(), isWriting = this.#waiting > 0; // how that ends is known soon
    // A page more may fit where a row more does not.
    if (this.#fault && (isWriting || now - this.#failedAt < FAILING)) throw this.#fault;
    if (isWriting || now - this.#wroteAt < FRESH) return;
    await this.exclusively(() => this.writing(() => this.#tryWriting()));
  }

  stats(): PoolStats {
    return { active: Math.min(this.#waiting, 1), idle: 0, waiting: Math.max(this.#waiting - 1, 0) };
  }

  close(): Promise<void> {
    const { writer, reader, watch } = this.opened;
    return this.exclusively(() => {
      // SQLite would delete what stands beside the file that is there now, and is not ours.
      if (watch?.isGone) return;
      reader?.close();
      writer.close();
    });
  }

  /** Writes what is there already: the disk says whether it takes it. */
  #tryWriting(): void {
    const { writer } = this.opened;
    undo(writer);
    try {
      writer.run("BEGIN IMMEDIATE");
      const [row] = writer.read(sql`PRAGMA user_version`);
      writer.run(`PRAGMA user_version = ${Number(row?.user_version)}`);
      writer.run("COMMIT");
    } catch (error) {
      undo(writer);
      const translated = translateSqlite(error);
      // Busy: another process writes, which says nothing new.
      if (!(translated instanceof BusyError)) throw translated;
      if (this.#fault) throw this.#fault;
    }
  }

  /** Nothing is written into files that are gone, and whether it went well is remembered. */
  protected async writing<T>(task: () => T | Promise<T>): Promise<T> {
    const { watch } = this.opened;
    try {
      watch?.check();
      const result = await task();
      watch?.check();
      this.#fault = undefined;
      this.#wroteAt = performance.now();
      return result;
    } catch (error) {
      if (error instanceof DamagedError) this.#damage = error;
      if (error instanceof DatabaseUnavailableError && error.fault) {
        this.#fault = error;
        this.#failedAt = performance.now();
        this.#wroteAt = -Infinity;
      }
      throw error;
    }
  }

  /** Somebody else writes: tries again for a while, and lets other work go on. */
  protected async retryingBusy<T>(connection: SqliteConnection, task: () => T): Promise<T> {
    const deadline = Date.now() + BUSY_DEADLINE;
    while (true) {
      try {
        return task();
      } catch (error) {
        const translated = translateSqlite(error);
        const busy = translated instanceof BusyError && !connection.isTransaction;
        if (!busy || Date.now() > deadline) throw translated;
        await new Promise((resume) => setTimeout(resume, 2 + Math.random() * 8));
      }
    }
  }

  // There is one connection that writes: without turns, another request would write inside a
  // transaction that is not its own.
  protected async exclusively<T>(task: () => T | Promise<T>): Promise<T> {
    refuseInside(this.opened.writer);
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
  protected override async exclusively<T>(task: () => T | Promise<T>): Promise<T> {
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

/** A full disk, for one, may have undone it already; where it cannot be undone, the next one tries. */
function undo(connection: SqliteConnection): void {
  try {
    if (connection.isTransaction) connection.run("ROLLBACK");
  } catch {
    // What failed before says more.
  }
}
