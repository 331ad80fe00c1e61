import { setImmediate } from "node:timers/promises";
import { DatabaseUnavailableError, type Db, type Row } from "./db.ts";
import type { Sql } from "./sql.ts";

/** Of each query, the run that others may still join and the one that is under way. */
type Runs = { next: Map<string, Promise<Row[]>>; current: Map<string, Promise<Row[]>> };

const runsOf = new WeakMap<Db, Runs>();

/**
 * Like `db.rows()`, for what many ask at once and costs the database much: all who ask before the
 * query starts share one run, and whoever asks while it is under way waits for the next. Nobody gets
 * what was read before he asked, so whoever has just written finds his own writing. Nobody may
 * change the rows, which are shared.
 */
export function readShared(db: Db, query: Sql): Promise<Row[]> {
  const { next, current } = runsOf.get(db) ?? { next: new Map(), current: new Map() };
  runsOf.set(db, { next, current });
  const key = JSON.stringify([query.text, query.values]);
  const joined = next.get(key);
  if (joined) return joined;

  async function run(before: Promise<Row[]> | undefined): Promise<Row[]> {
    try {
      // Requests that have arrived already get the chance to join.
      await (before?.catch(passOn) ?? setImmediate());
    } finally {
      next.delete(key);
    }
    const mine = db.rows(query);
    current.set(key, mine);
    return await mine.finally(() => {
      if (current.get(key) === mine) current.delete(key);
    });
  }
  const mine = run(current.get(key));
  next.set(key, mine);
  return mine;
}

/** Whoever waits for a database that does not answer has waited long enough. */
function passOn(error: unknown): void {
  if (error instanceof DatabaseUnavailableError) throw error;
}
