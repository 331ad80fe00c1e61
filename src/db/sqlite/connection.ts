import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Outcome, Row } from "@/db/db.ts";
import { checkedValues, type Sql } from "@/db/sql.ts";
import { plain, sameness } from "@/db/text.ts";
import { sortKey } from "./sort_key.ts";

/** How long an opening waits for another process that opens the same file, in ms. */
const OPENING = 5_000;
const MAX_STATEMENTS = 300;

/** One connection of SQLite with the statements that it has prepared. Every call blocks. */
export class SqliteConnection {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  /** Creates the file where it is missing, unless the connection only reads. */
  constructor(file: string, { readOnly = false } = {}) {
    this.#database = new DatabaseSync(file, { timeout: OPENING, readOnly });
    try {
      // Another process may be opening it too, and only one can switch a new file to WAL.
      if (file !== ":memory:" && !readOnly) this.#database.exec("PRAGMA journal_mode = WAL");
      // SQLite waits by blocking the event loop: it must not wait, whoever calls waits instead.
      this.#database.exec(
        "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 0",
      );
    } catch (error) {
      this.#database.close();
      throw error;
    }
    addFunctions(this.#database);
  }

  get isTransaction(): boolean {
    return this.#database.isTransaction;
  }

  /** Whether others read while this one writes: not on disks that cannot share memory. */
  get isWal(): boolean {
    return this.#database.prepare("PRAGMA journal_mode").get()?.journal_mode === "wal";
  }

  read(query: Sql): Row[] {
    return this.#prepare(query.text).all(...bind(query)) as Row[];
  }

  write(query: Sql): Outcome {
    const done = this.#prepare(query.text).run(...bind(query));
    return { affected: Number(done.changes), insertId: Number(done.lastInsertRowid) };
  }

  /** Not exec(): its errors come without the errcode that tells them apart. */
  run(text: string): void {
    this.#prepare(text).run();
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }

  #prepare(text: string): StatementSync {
    const known = this.#prepared.get(text);
    if (known) return known;
    const statement = this.#database.prepare(text);
    if (this.#prepared.size >= MAX_STATEMENTS) this.#prepared.clear();
    this.#prepared.set(text, statement);
    return statement;
  }
}

/** node:sqlite knows no booleans. */
function bind(query: Sql) {
  return checkedValues(query).map((value) => typeof value === "boolean" ? Number(value) : value);
}

const FUNCTIONS = { plano: plain, orden: sortKey, igual: sameness };

/** Adds the functions that columns and indexes of ours are made with. */
export function addFunctions(database: DatabaseSync): void {
  for (const [name, form] of Object.entries(FUNCTIONS)) {
    database.function(
      name,
      { deterministic: true },
      (text) => text === null ? null : form(String(text)),
    );
  }
}
