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
  // Made once for each database: what comes and goes in a map leaves old tables behind.
  const slots = new WeakMap<Db, { open?: Gathering<Key, Found> | undefined }>();

  function slotOf(db: Db) {
    const slot = slots.get(db) ?? {};
    if (!slots.has(db)) slots.set(db, slot);
    return slot;
  }

  async function start(db: Db, keys: ReadonlyMap<string, Key>) {
    await setImmediate();
    slotOf(db).open = undefined;
    return await read(db, [...keys.values()]);
  }

  function join(db: Db): Gathering<Key, Found> {
    const slot = slotOf(db);
    if (slot.open) return slot.open;
    const keys = new Map<string, Key>();
    return slot.open = { keys, found: start(db, keys) };
  }

  return async (db, key) => {
    const { keys, found } = join(db), name = nameOf(key);
    keys.set(name, key);
    return (await found).get(name);
  };
}
