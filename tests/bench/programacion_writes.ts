import * as z from "zod";
import type { Api } from "./api_process.ts";
import { type Member, ofRole } from "./crowd.ts";
import { bookingOf, type Opening, seriesOf } from "./data/programacion_data.ts";
import { figures, type Line, load } from "./users_bench.ts";

const CONNECTIONS = 16, SECONDS = 5;
/** Bookings of a round, and those before it of which nobody keeps the time. */
const ROUNDS = 3, BOOKINGS = 150, WARMING_UP = 60;
const SERIES = 3, DATES = 200;
/** Where the bookings of each measure begin, so that none meets another. */
const ALONE = 0, TOGETHER = 100_000;

/** What a checked session costs with few stored and with many, one here and one there in turn. */
export async function compareCreations(
  { few, many }: { few: Api; many: Api },
  openings: readonly Opening[],
  print: (line: Line) => void,
): Promise<void> {
  let n = ALONE;
  const create = async (api: Api) => {
    const { ms, status, body } = await api.time("POST", "/programacion", bookingOf(openings, n));
    if (status !== 201) throw new Error(`A booking was refused: ${JSON.stringify(body)}`);
    return ms;
  };
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times = { few: [] as number[], many: [] as number[] };
    for (let i = 0; i < WARMING_UP + BOOKINGS; i++, n++) {
      const took = { few: await create(few), many: await create(many) };
      if (i < WARMING_UP) continue;
      times.few.push(took.few);
      times.many.push(took.many);
    }
    const [a, b] = [median(times.few), median(times.many)];
    ratios.push(b / a);
    print(["POST /programacion, few and many stored", `${a.toFixed(1)} ms`, `${b.toFixed(1)} ms`]);
  }
  print(["  ratio (aim at most 1.3)", median(ratios).toFixed(2)]);
}

const Created = z.object({ programadas: z.literal(DATES) });

export async function timeSeries(
  api: Api,
  openings: readonly Opening[],
  print: (line: Line) => void,
): Promise<void> {
  const times: number[] = [];
  for (const opening of openings.slice(0, SERIES)) {
    const { ms, body } = await api.time("POST", "/programacion/series", seriesOf(opening));
    Created.parse(body);
    times.push(ms);
  }
  const [first] = times;
  print([
    `POST /programacion/series of ${DATES} (aim 1,000 ms)`,
    `median ${median(times).toFixed(0)} ms`,
    `first ${first?.toFixed(0)} ms`,
  ]);
}

/** Single bookings of other instructores, as many at once as a busy morning has. */
export async function bookTogether(
  api: Api,
  openings: readonly Opening[],
  crowd: readonly Member[],
  print: (line: Line) => void,
): Promise<void> {
  const bookers = ofRole(crowd, 1), others = crowd.filter(({ id_rol }) => id_rol !== 1);
  const own = others.map(({ token }) => api.request("/users/me", token));
  const request = Array.from({ length: SECONDS * 2_000 }, (_, n) => {
    const { token } = bookers[n % bookers.length] ?? {};
    return api.creation("/programacion", bookingOf(openings, TOGETHER + n), token);
  });
  const plan = { port: api.port, request, connections: CONNECTIONS, seconds: SECONDS };
  const [booked, read] = await Promise.all([
    load(plan),
    load({ ...plan, request: own, connections: 2 }),
  ]);
  print(figures(`POST /programacion at ${CONNECTIONS} connections`, booked));
  print(figures("  GET /users/me of the others meanwhile", read));
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
