import { AsyncLocalStorage } from "node:async_hooks";

type Enclosing = { database: object; open: boolean };

const enclosing = new AsyncLocalStorage<Enclosing>();

/** Runs `task` so that whoever uses the same database in there, and not its transaction, is told. */
export async function insideTransaction<T>(database: object, task: () => Promise<T>): Promise<T> {
  const mine = { database, open: true };
  try {
    return await enclosing.run(mine, task);
  } finally {
    mine.open = false; // what it started in the background is not inside any more
  }
}

/**
 * @throws an Error inside a transaction of the same database: on SQLite the statement would wait for
 * itself for ever, on MySQL it would not see what the transaction wrote
 */
export function refuseInside(database: object): void {
  const around = enclosing.getStore();
  if (around?.open && around.database === database) {
    throw new Error("Inside a transaction, only its tx reads and writes");
  }
}
