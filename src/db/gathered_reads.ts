import { setImmediate } from "node:timers/promises";
import { DatabaseUnavailableError, type Db } from "./db.ts";

/** Statements of one kind at a time: who asks meanwhile shares the next one. */
const MOST_AT_ONCE = 4;

type Gathering<Key, Found> = {
  keys: Map<string, Key>;
  found: Promise<ReadonlyMap<string, Found>>;
};

type Slot<Key, Found> = {
  open: Gathering<Key, Found> | undefined;
  running: Set<Promise<ReadonlyMap<string, Found>>>;
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
  const slots = new WeakMap<Db, Slot<Key, Found>>();

  function slotOf(db: Db) {
    const slot = slots.get(db) ?? { open: undefined, running: new Set() };
    if (!slots.has(db)) slots.set(db, slot);
    return slot;
  }

  async function start(db: Db, keys: ReadonlyMap<string, Key>) {
    await setImmediate();
    const slot = slotOf(db), { running } = slot;
    try {
      // Hundreds that come back at once would fill the queue for a connection, and be refused.
      if (running.size >= MOST_AT_ONCE) await Promise.race(running).catch(passOn);
    } finally {
      slot.open = undefined;
    }
    const mine = read(db, [...keys.values()]);
    running.add(mine);
    return await mine.finally(() => running.delete(mine));
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

/** Whoever waits for a database that does not answer has waited long enough. */
function passOn(error: unknown): void {
  if (error instanceof DatabaseUnavailableError) throw error;
}
