import { DatabaseUnavailableError, type Db, type Row } from "./db.ts";
import type { Sql } from "./sql.ts";

type Turn = { running: Promise<Row[]>; next?: Promise<Row[]> };

const turnsOf = new WeakMap<Db, Map<string, Turn>>();

/**
 * Like `db.rows()`, for what many ask at once and costs the database much: whoever asks while the
 * same query runs waits for the next run and shares it. Nobody gets what was read before he asked,
 * so whoever has just written finds his own writing. Nobody may change the rows, which are shared.
 */
export function readShared(db: Db, query: Sql): Promise<Row[]> {
  const turns = turnsOf.get(db) ?? new Map<string, Turn>();
  turnsOf.set(db, turns);
  const key = JSON.stringify([query.text, query.values]);

  function run(): Promise<Row[]> {
    const done = () => {
      if (!turn.next) turns.delete(key);
    };
    const turn: Turn = { running: db.rows(query).finally(done) };
    turns.set(key, turn);
    return turn.running;
  }
  function runAfter(error: unknown): Promise<Row[]> {
    // Whoever waits for a database that does not answer has waited long enough.
    if (!(error instanceof DatabaseUnavailableError)) return run();
    turns.delete(key);
    throw error;
  }
  const turn = turns.get(key);
  return turn ? turn.next ??= turn.running.then(run, runAfter) : run();
}
