import assert from "node:assert/strict";
import { clashesAmong } from "@/resources/programacion/rules/clashes.ts";
import { type Fleet, holdsAnswers } from "./fleet.ts";
import { type Booking, bookingOf, dayOf, MANY } from "./world.ts";

/** What reads every session there is. */
type Stored = () => Promise<Booking[]>;

const CLIENTS = 50;
/** So many of each kind the clients fight over where they want different things. */
const FEW = 6;

/** What the clients of one round ask for, by the number of the client. */
const CONTESTED: Record<string, (client: number) => Parameters<typeof bookingOf>[0]> = {
  "the same session": () => ({ instructor: 0, ficha: 0, room: 0, fecha: "" }),
  "the same instructor": (n) => ({ instructor: 1, ficha: n, room: n, fecha: "" }),
  "the same ficha": (n) => ({ instructor: n, ficha: 2, room: n, fecha: "" }),
  "the same ambiente": (n) => ({ instructor: n, ficha: n, room: 3, fecha: "" }),
};

/** Of clients that all want one thing exactly one gets it, round after round. */
export async function raceForOne(fleet: Fleet, stored: Stored, rounds: number): Promise<void> {
  const before = (await stored()).length;
  let day = 0;
  for (const [what, wish] of Object.entries(CONTESTED)) {
    for (let round = 0; round < rounds; round++) {
      const fecha = dayOf(day++);
      const answers = await fleet.bookAll(
        Array.from({ length: CLIENTS }, (_, n) => bookingOf({ ...wish(n), fecha })),
      );
      assert.equal(holdsAnswers(answers), 1, what);
    }
  }
  const sessions = await stored();
  assert.equal(sessions.length - before, day);
  assert.deepEqual(clashesAmong(sessions), []);
}

/**
 * Clients that want a few instructores, fichas and ambientes in every order and at hours that partly
 * overlap: what stands in the end is what was answered, and nothing overlaps.
 */
export async function raceForMany(fleet: Fleet, stored: Stored, rounds: number): Promise<void> {
  const before = (await stored()).length;
  let won = 0;
  for (let round = 0; round < rounds; round++) {
    const fecha = dayOf(MANY + round);
    const answers = await fleet.bookAll(
      Array.from({ length: CLIENTS }, (_, n) => mixed(n + round, fecha)),
    );
    const winners = holdsAnswers(answers);
    assert(winners > FEW, `${winners} of ${CLIENTS}`);
    won += winners;
  }
  const sessions = await stored();
  assert.equal(sessions.length - before, won);
  assert.deepEqual(clashesAmong(sessions), []);
}

const STARTS = 11;

function mixed(n: number, fecha: string): Booking {
  const hour = 7 + n % STARTS;
  return bookingOf({
    instructor: n % FEW,
    ficha: Math.floor(n / 2) % FEW,
    room: Math.floor(n * 7 / 3) % FEW,
    fecha,
    desde: `${String(hour).padStart(2, "0")}:00:00`,
    hasta: `${String(hour + 2).padStart(2, "0")}:30:00`,
  });
}
