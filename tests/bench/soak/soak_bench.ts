import { migrate } from "@/db/setup/migrate.ts";
import { openDb } from "@/db/setup/open.ts";
import { type Api, startApi } from "../api_process.ts";
import { type Member, storeCrowd } from "../crowd.ts";
import { fillSchedule, type Opening } from "../data/programacion_data.ts";
import type { Place } from "../place.ts";
import type { Line } from "../users_bench.ts";
import { type Act, importing, readingsOf, type Send, subscribing, writingsOf } from "./acts.ts";
import { openStreams } from "./streams.ts";
import { type Trend, watchProcess } from "./watch.ts";

export const SECONDS = 300;
/** Over the last two minutes what the process holds stays within this, or as many more or fewer. */
const STEADY = { seconds: 120, part: 0.1, count: 3 };
const SESSIONS = 10_000;
/** Between two acts of a person, in ms; the report of one who imports is read for longer. */
const PAUSE = 20, IMPORT_PAUSE = 2_000;
const SUPERADMIN = { email: "usuario1@correo.co", password: "Cafe-Quindio-2026" };

type Print = (line: Line) => void;
type Counts = Map<string, number>;

/**
 * 24 people of three roles and two centres read, write, import, follow calendars and listen to events
 * for minutes.
 * @throws an Error where an answer was a 5xx or none, or where memory, connections or files grew
 */
export async function benchSoak(place: Place, print: Print, seconds = SECONDS): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const db = stack.adopt(await openDb(place.database), (it) => it.close());
  await migrate(db);
  const { openings } = await fillSchedule(db, SESSIONS);
  const crowd = await storeCrowd(db);
  const api = await startApi(place.settings, SUPERADMIN);
  stack.defer(() => api.stop());

  const watch = watchProcess(api, db);
  const streams = openStreams(api, crowd);
  const counts = await letLive(api, crowd, openings, seconds);
  const broken = await streams.close();
  const trends = await watch.stop(Math.min(STEADY.seconds, seconds * 0.6));

  const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
  print([`${crowd.length} people for ${seconds} s`, `${(total / seconds).toFixed(0)}/s`]);
  print(["  statuses", [...counts].sort().map(([status, n]) => `${status}: ${n}`).join("  ")]);
  print(["  event streams", `${crowd.length - broken} of ${crowd.length} held to the end`]);
  print(trendLine("  memory, MiB (aim within 10 %)", trends.memory));
  print(trendLine("  connections to the database", trends.connections));
  print(trendLine("  open files and sockets", trends.descriptors));

  const faults = [
    ...[...counts.keys()].filter((status) => /^5|^0/.test(status)).map((it) => `answers ${it}`),
    ...Object.entries(trends).filter(([, trend]) => !isSteady(trend)).map(([what]) => what),
    ...broken ? [`${broken} event streams broke`] : [],
  ];
  if (faults.length) throw new Error(`The soak failed: ${faults.join(", ")}`);
}

/** Everybody acts in his own order until the time is over. @returns how often each status came */
async function letLive(
  api: Api,
  crowd: readonly Member[],
  openings: readonly Opening[],
  seconds: number,
): Promise<Counts> {
  const counts: Counts = new Map();
  const end = performance.now() + seconds * 1_000;
  const readings = readingsOf(openings), writings = writingsOf(openings);
  const importers = crowd.filter(({ id_rol }) => id_rol === 1).slice(0, 1);
  const imports = importing(), feeds = subscribing();
  let n = 0;

  async function live(person: Member, acts: readonly Act[], pause: number): Promise<void> {
    const send = sender(api, person, counts);
    for (let i = person.id_usuario; performance.now() < end; i++) {
      await acts[i % acts.length]?.(send, person, n++);
      await new Promise((again) => setTimeout(again, pause));
    }
  }
  await Promise.all([
    ...crowd.map((person) =>
      live(person, [...readings, ...person.id_rol === 3 ? [feeds] : writings], PAUSE)
    ),
    ...importers.map((person) => live(person, [imports], IMPORT_PAUSE)),
  ]);
  return counts;
}

function sender(api: Api, { token }: Member, counts: Counts): Send {
  return async (method, path, body) => {
    const headers = new Headers({ Authorization: `Bearer ${token}` });
    const isForm = body instanceof FormData;
    if (body !== undefined && !isForm) headers.set("Content-Type", "application/json");
    const sent = body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) };
    try {
      const url = `http://127.0.0.1:${api.port}${path}`;
      const answer = await fetch(url, { method, headers, ...sent });
      const text = await answer.text();
      // What failed is named, so that the soak says where to look.
      const where = answer.status < 500 ? "" : ` (${method} ${path.split("?")[0]})`;
      count(counts, `${answer.status}${where}`);
      const isJson = /json/.test(answer.headers.get("Content-Type") ?? "");
      return answer.ok && isJson ? JSON.parse(text) : undefined;
    } catch (error) {
      count(counts, `0 (${error instanceof Error ? error.message : error})`);
      return undefined;
    }
  };
}

function count(counts: Counts, status: string): void {
  counts.set(status, (counts.get(status) ?? 0) + 1);
}

function isSteady({ before, after }: Trend): boolean {
  return Math.abs(after - before) <= Math.max(before * STEADY.part, STEADY.count);
}

function trendLine(what: string, { before, after }: Trend): Line {
  return [what, `${before.toFixed(0)} then ${after.toFixed(0)}`];
}
