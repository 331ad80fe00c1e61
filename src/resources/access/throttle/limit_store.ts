import type {
  IRateLimiterStoreOptions,
  RateLimiterRes as Result,
  RateLimiterStoreAbstract,
} from "rate-limiter-flexible";
// Its entry point would load the drivers of a dozen databases, and leaves out the base class.
import ResultClass from "rate-limiter-flexible/lib/RateLimiterRes.js";
import StoreClass from "rate-limiter-flexible/lib/RateLimiterStoreAbstract.js";
import * as z from "zod";
import { ConstraintError, type Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";

export const RateLimiterRes: typeof Result = ResultClass;
const Store: typeof RateLimiterStoreAbstract = StoreClass;

const Counter = z.object({ puntos: z.int(), vence_en: z.number() });
type Counter = z.infer<typeof Counter>;

type Options = Omit<IRateLimiterStoreOptions, "storeClient"> & { db: Db; now: () => number };

/**
 * The counters of rate-limiter-flexible in our own database, so that every replica counts together
 * and a restart forgets nothing. The library calls the methods with the underscore.
 */
export class DbRateLimiter extends Store {
  readonly #db: Db;
  readonly #now: () => number;

  constructor({ db, now, ...options }: Options) {
    super({ ...options, storeClient: db });
    this.#db = db;
    this.#now = now;
  }

  protected _getRateLimiterRes(_key: string, changed: number, { puntos, vence_en }: Counter) {
    const remaining = Math.max(this.points - puntos, 0);
    const ms = Math.max(vence_en - this.#now(), 0);
    return new RateLimiterRes(remaining, ms, puntos, puntos === changed);
  }

  protected async _get(key: string): Promise<Counter | null> {
    return await this.#read(this.#db, key) ?? null;
  }

  protected async _delete(key: string): Promise<boolean> {
    const { affected } = await this.#db.execute(sql`
      DELETE FROM limite_acceso WHERE clave = ${key}`);
    return affected > 0;
  }

  /** Adds points; a counter whose time is over, or `forced`, starts again from these points. */
  protected async _upsert(key: string, points: number, ms: number, forced: boolean) {
    try {
      return await this.#add(key, points, ms, forced);
    } catch (error) {
      if (!(error instanceof ConstraintError)) throw error;
      return await this.#add(key, points, ms, forced); // another request created it meanwhile
    }
  }

  /** Takes one point back, never more than there are. */
  async giveBack(key: string): Promise<void> {
    await this.#db.execute(sql`
      UPDATE limite_acceso SET puntos = puntos - 1
      WHERE clave = ${this.getKey(key)} AND puntos > 0 AND vence_en > ${this.#now()}`);
  }

  #add(key: string, points: number, ms: number, forced: boolean): Promise<Counter> {
    const now = this.#now();
    const over = forced ? Number.MAX_SAFE_INTEGER : now;
    return this.#db.transaction(async (tx) => {
      const { affected } = await tx.execute(sql`
        UPDATE limite_acceso SET puntos = puntos + ${points}
        WHERE clave = ${key} AND vence_en > ${over}`);
      if (affected === 0) {
        // Not the counter that another request has begun since.
        await tx.execute(sql`
          DELETE FROM limite_acceso WHERE clave = ${key} AND vence_en <= ${over}`);
        await tx.execute(sql`
          INSERT INTO limite_acceso (clave, puntos, vence_en)
          VALUES (${key}, ${Math.max(points, 0)}, ${now + ms})`);
      }
      return await this.#read(tx, key) ?? { puntos: points, vence_en: now + ms };
    });
  }

  async #read(db: Db, key: string): Promise<Counter | undefined> {
    const [row] = await db.rows(sql`
      SELECT puntos, vence_en FROM limite_acceso
      WHERE clave = ${key} AND vence_en > ${this.#now()}`);
    return row && Counter.parse(row);
  }
}

/** Forgets the counters whose time is over. */
export async function removeExpiredCounters(db: Db, now: number): Promise<void> {
  await db.execute(sql`DELETE FROM limite_acceso WHERE vence_en <= ${now}`);
}
