import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { Answer, Fleet } from "./fleet.ts";
import { bookingOf, dayOf, MANY } from "./world.ts";

const PAIRS = 12;
const PATIENCE_MS = 30_000;

/** The n-th of bookings none of which stands in the way of another. */
function nthBooking(n: number) {
  const [instructor, ficha, room] = [n % MANY, n * 7 % MANY, n * 11 % MANY];
  return bookingOf({ instructor, ficha, room, fecha: dayOf(150 + Math.floor(n / MANY)) });
}

/**
 * Pairs of clients that both want the same bookings, one after another and through different
 * processes; each repeats what was not served, under its key, until it is.
 */
export function startLoad(fleet: Fleet) {
  const answers: Answer[] = [];
  let over = false, refused = 0, longest = 0;

  async function client(pair: number, to: number): Promise<void> {
    for (let n = pair; !over; n += PAIRS) {
      const start = performance.now();
      const key = crypto.randomUUID();
      let answer = await fleet.book(nthBooking(n), { to, key });
      while (answer.status === 503 && performance.now() - start < PATIENCE_MS) {
        refused++;
        await delay(100);
        answer = await fleet.book(nthBooking(n), { to, key });
      }
      longest = Math.max(longest, performance.now() - start);
      answers.push(answer);
    }
  }

  const clients = Array.from({ length: 2 * PAIRS }, (_, i) => client(i >> 1, i));
  return {
    /** How many have been served. */
    served: () => answers.length,
    /** How many were told to come again, and the longest that anybody waited, in ms. */
    troubles: () => ({ refused, longest }),
    async stop(): Promise<Answer[]> {
      over = true;
      await Promise.all(clients);
      return answers;
    },
  };
}

/** Waits until so many more have been served. */
export async function untilServed(load: ReturnType<typeof startLoad>, more: number) {
  const wanted = load.served() + more, deadline = performance.now() + PATIENCE_MS;
  while (load.served() < wanted) {
    assert(performance.now() < deadline, `only ${load.served()} of ${wanted} are served`);
    await delay(20);
  }
}
