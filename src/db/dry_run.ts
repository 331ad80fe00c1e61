import type { Db } from "./db.ts";

class Undo extends Error {
  override name = "Undo";
}

/**
 * Runs a transaction for its answer alone: all that it wrote is undone. So a simulation says exactly
 * what the act itself would say.
 */
export async function dryRun<T>(db: Db, task: (tx: Db) => Promise<T>): Promise<T> {
  let done: { outcome: T } | undefined;
  await db.transaction(async (tx) => {
    done = { outcome: await task(tx) };
    throw new Undo();
  }).catch((error) => {
    if (!(error instanceof Undo)) throw error;
  });
  if (!done) throw new Error("A simulation ended without an answer");
  return done.outcome;
}

/** The same, kept. */
export function inTransaction<T>(db: Db, task: (tx: Db) => Promise<T>): Promise<T> {
  return db.transaction(task);
}
