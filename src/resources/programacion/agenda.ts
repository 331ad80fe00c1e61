import { setTimeout as delay } from "node:timers/promises";
import { ConstraintError, DatabaseUnavailableError, type Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import type { Booking, Resource } from "./rules/clashes.ts";

/** An instructor, a ficha or an ambiente that somebody is about to book. */
export type Claim = { tipo: Resource; id: number };

/** Thrown inside a transaction that must begin again once `prepare` has run outside of it. */
export class RetryBooking extends Error {
  override name = "RetryBooking";
  constructor(readonly prepare: (db: Db) => Promise<void> = () => Promise.resolve()) {
    super("The transaction has to start over");
  }
}

const MAX_STARTS = 12;
/** How much longer it waits before each further start, in ms: a node of a cluster may lag behind. */
const STEP = 20;

/**
 * Runs what opens a transaction, anew as often as it asks for it with `RetryBooking`.
 * @throws DatabaseUnavailableError when it asks too often
 */
export async function retryingBooking<T>(db: Db, task: () => Promise<T>): Promise<T> {
  for (let start = 1;; start++) {
    try {
      return await task();
    } catch (error) {
      if (!(error instanceof RetryBooking)) throw error;
      if (start === MAX_STARTS) throw new DatabaseUnavailableError(error.message, { cause: error });
      await error.prepare(db);
      if (start > 1) await delay(Math.random() * STEP * start);
    }
  }
}

/** All that the bookings occupy, each once and in the one order in which everybody takes them. */
export function claimsOf(bookings: readonly Booking[]): Claim[] {
  const claims = new Map<string, Claim>();
  const claim = (tipo: Resource, id: number | null) => {
    if (id !== null) claims.set(`${tipo} ${String(id).padStart(10, "0")}`, { tipo, id });
  };
  for (const { id_instructor, cod_ficha, id_ambiente } of bookings) {
    claim("instructor", id_instructor);
    claim("ficha", cod_ficha);
    claim("ambiente", id_ambiente);
  }
  return [...claims].sort(([a], [b]) => a < b ? -1 : 1).map(([, claim]) => claim);
}

/**
 * Makes other bookings of the same resources wait until this transaction ends; on another node of
 * a cluster they fail at COMMIT and start again. It must come before anything is read: only what is
 * read afterwards is sure to hold. (A lock that writes nothing, as FOR UPDATE, does not reach the
 * other nodes.)
 */
export async function lockAgendas(tx: Db, claims: readonly Claim[]): Promise<void> {
  for (const { tipo, id } of claims) {
    const { affected } = await tx.execute(sql`
      UPDATE agenda SET seq = seq + 1 WHERE tipo = ${tipo} AND id = ${id}`);
    // The resource is younger than the table, or did not come through this API.
    if (affected === 0) throw new RetryBooking((db) => openAgendas(db, claims));
  }
}

async function openAgendas(db: Db, claims: readonly Claim[]): Promise<void> {
  for (const { tipo, id } of claims) {
    await db.transaction((tx) =>
      tx.execute(sql`INSERT INTO agenda (tipo, id) VALUES (${tipo}, ${id})`)
    ).catch(passDuplicate);
  }
}

function passDuplicate(error: unknown): void {
  if (!(error instanceof ConstraintError) || error.constraint !== "duplicate") throw error;
}
