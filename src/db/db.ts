import type { Sql } from "./sql.ts";

/**
 * A row as both engines deliver it: number, string or null. A BOOLEAN is 0 or 1: what else the engines
 * report of a column (its width, its declared type) is lost in a UNION, a MAX() or a CASE.
 */
export type Row = Record<string, unknown>;

/** `affected` counts the rows that matched, changed or not; `insertId` is for generated keys alone. */
export type Outcome = { affected: number; insertId: number };

/** Connections of the pool: in use, free, and requests that wait for one. */
export type PoolStats = { active: number; idle: number; waiting: number };

export type Engine = "mysql" | "sqlite";

export interface Db {
  readonly engine: Engine;
  /** `FOR UPDATE`, or nothing where the engine already lets one writer in at a time. */
  readonly locking: Sql;
  rows(query: Sql): Promise<Row[]>;
  execute(statement: Sql): Promise<Outcome>;
  /**
   * All or nothing, through `tx` only: this database refuses inside, and `tx` once it is over. A
   * clash runs `task` again from the start, so it must do nothing else than reading and writing.
   * Inside another transaction it joins the outer one.
   */
  transaction<T>(task: (tx: Db) => Promise<T>): Promise<T>;
  /** The same database with another deadline per statement, for bulk work. */
  withDeadline(ms: number): Db;
  stats(): PoolStats;
  /** @throws DatabaseUnavailableError when it is known that nothing can be written now */
  check(): Promise<void>;
  close(): Promise<void>;
}

export type Constraint = "duplicate" | "reference" | "required" | "check" | "value";

/** What the database refused, said the same way for both engines. */
export class ConstraintError extends Error {
  override name = "ConstraintError";
  /**
   * @param constraint the kind of rule that refused
   * @param on the key or the columns as the engine names them (`usuario_correo`,
   * `usuario.correo_plano`): for telling two unique keys of a table apart, never for the client
   */
  constructor(readonly constraint: Constraint, readonly on: string, options?: ErrorOptions) {
    super(`The database refused the statement: ${constraint} (${on})`, options);
  }
}

/** No answer now (down, full, frozen, locked); the same request may work in a moment. */
export class DatabaseUnavailableError extends Error {
  override name = "DatabaseUnavailableError";
  /** What a person must mend, in the words of the API; undefined for what passes by itself. */
  readonly fault: string | undefined;

  constructor(reason: string, { fault, ...options }: ErrorOptions & { fault?: string } = {}) {
    super(`The database is not available: ${reason}`, options);
    this.fault = fault;
  }
}

/**
 * The database stopped answering while it was storing a change: the change may be stored or not. The
 * same work must not be done again unless doing it twice is harmless.
 */
export class UnknownOutcomeError extends DatabaseUnavailableError {
  override name = "UnknownOutcomeError";
}

/**
 * A transaction does not find what it wrote itself: a cluster is undoing it. Thrown inside a
 * transaction, it makes the whole task run again.
 */
export class LostWriteError extends DatabaseUnavailableError {
  override name = "LostWriteError";
}
