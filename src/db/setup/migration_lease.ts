import { setTimeout as delay } from "node:timers/promises";
import { ConstraintError, type Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";

/** A number that stays the same for so long belongs to a process that died, in ms. */
const LEASE = 15_000;
const PAUSE = 100;

/**
 * Runs `task` while no other process that asks for the turn does. The turn is a row of `migracion`
 * and not GET_LOCK, which is local to one node of a cluster; whether its owner lives is seen from the
 * row changing, so that the clocks of two machines need not agree.
 */
export async function withMigrationLease<T>(
  db: Db,
  task: () => Promise<T>,
  lease = LEASE,
): Promise<T> {
  let mine = await waitForTurn(db, lease);
  async function renew() {
    const next = mine + 1;
    const { affected } = await db.execute(sql`
      UPDATE migracion SET turno = ${next} WHERE archivo = 'turno' AND turno = ${mine}`);
    if (affected) mine = next; // else it was lost, by a process that was stopped for too long
  }
  const timer = setInterval(() => void renew().catch(() => {}), lease / 8);
  try {
    return await task();
  } finally {
    clearInterval(timer);
    await db.execute(sql`DELETE FROM migracion WHERE archivo = 'turno' AND turno >= ${mine}
      AND turno <= ${mine + 1}`);
  }
}

async function waitForTurn(db: Db, lease: number): Promise<number> {
  let seen: unknown, since = 0;
  while (true) {
    const mine = await takeTurn(db);
    if (mine !== undefined) return mine;
    const [row] = await db.rows(sql`SELECT turno FROM migracion WHERE archivo = 'turno'`);
    if (row?.turno !== seen) {
      seen = row?.turno;
      since = performance.now();
    } else if (row && performance.now() - since > lease) {
      await db.execute(
        sql`DELETE FROM migracion WHERE archivo = 'turno' AND turno = ${Number(seen)}`,
      );
    }
    await delay(PAUSE);
  }
}

/** @returns what the row of the turn holds, or undefined when another process has it */
async function takeTurn(db: Db): Promise<number | undefined> {
  // Far from the numbers of whoever had it before, which may still live and renew its own.
  const mine = Math.floor(Math.random() * 2 ** 40) * 1_000;
  try {
    await db.execute(sql`INSERT INTO migracion (archivo, turno) VALUES ('turno', ${mine})`);
    return mine;
  } catch (error) {
    if (error instanceof ConstraintError) return undefined;
    throw error;
  }
}
