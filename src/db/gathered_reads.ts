import { setImmediate } from "node:timers/promises";
import type { Db } from "./db.ts";

type Gathering<Key, Found> = {
  keys: Map<string, Key>;
  found: Promise<ReadonlyMap<string, Found>>;
};

/**
 * One lookup for each asker and one statement for the database: whoever asks until the statement
 * starts is in it. That is at once, after the requests that have arrived already; nobody gets what
 * was read before he asked.
 * @param nameOf tells keys apart, and names what `read` finds
 */
export function gatherReads<Key, Found>(
  nameOf: (key: Key) => string,
  read: (db: Db, keys: readonly Key[]) => Promise<ReadonlyMap<string, Found>>,
): (db: Db, key: Key) => Promise<Found | undefined> {
  const open = new WeakMap<Db, Gathering<Key, Found>>();

  async function start(db: Db, keys: ReadonlyMap<string, Key>) {
    await setImmediate();
    open.delete(db);
    return await read(db, [...keys.values()]);
  }

  return async (db, key) => {
    let gathering = open.get(db);
    if (!gathering) {
      const keys = new Map<string, Key>();
      gathering = { keys, found: start(db, keys) };
      open.set(db, gathering);
    }
    const name = nameOf(key);
    gathering.keys.set(name, key);
    return (await gathering.found).get(name);
  };
}
