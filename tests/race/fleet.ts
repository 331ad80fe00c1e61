import assert from "node:assert/strict";
import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { migrate } from "@/db/setup/migrate.ts";
import { sql } from "@/db/sql.ts";
import { clashesAmong } from "@/resources/programacion/rules/clashes.ts";
import { CROWD, makePeople, type Person, signFor, storePeople } from "../people/people.ts";
import { ask, type Copy, startTask } from "../processes.ts";
import { CENTRO, OTHER_CENTRO } from "../support.ts";
import { type Booking, seedRace } from "./world.ts";

/** How a client sends: where to, for repeating it under which key, and until it hangs up. */
type Sending = { to?: number; key?: string; signal?: AbortSignal };
export type Act = { method: string; path: string; body: unknown };
export type Answer = { status: number; text: string; booking: Booking };

/**
 * Several API processes on one database, and clients in sessions of their own: 24 people of three roles
 * and two centres. Those who may book in the centre of the fichas do; the others read meanwhile.
 */
export interface Fleet {
  /** Asks anything of one of the processes; status 0 is no answer. */
  send(act: Act, sending?: Sending): Promise<{ status: number; text: string }>;
  /** Books through one of the processes. */
  book(booking: Booking, sending?: Sending): Promise<Answer>;
  /** Those who do not book ask all at once who they are: each is told himself. */
  readBeside(): Promise<void>;
  /** All at the same time, spread over the processes, while the others read. */
  bookAll(bookings: readonly Booking[]): Promise<Answer[]>;
  /** Where each process listens. */
  readonly urls: readonly string[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** @param settings of each process; all lead to the same, empty database, which is `db` */
export async function startFleet(
  folder: Copy,
  settings: readonly Record<string, string>[],
  db: Db,
): Promise<Fleet> {
  await migrate(db);
  await seedRace(db);
  const people = makePeople(CROWD, [CENTRO, OTHER_CENTRO]);
  await storePeople(db, people);
  const tokens = await signFor(db, people, settings[0]?.JWT_SECRET ?? "");
  const crowd = people.map((person, i) => ({ ...person, token: tokens[i] ?? "" }));
  const bookers = crowd.filter(mayBook), readers = crowd.filter((it) => !mayBook(it));
  await using stack = new AsyncDisposableStack();
  const apis = settings.map((own) =>
    stack.use(startTask(folder, "start", { REQUEST_TIMEOUT_SECONDS: "60", ...own }))
  );
  for (const api of apis) await api.says(/\/docs$/m);
  const [first] = apis;
  assert(first);

  async function send({ method, path, body }: Act, { to = 0, key, signal }: Sending = {}) {
    const api = apis[to % apis.length] ?? first;
    // A client that repeats under its key is the same person, wherever it sends to.
    const person = bookers[(key ? numberOf(key) : to) % bookers.length];
    const { status, text } = await ask(`${api?.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${person?.token}`,
        "content-type": "application/json",
        ...key && { "idempotency-key": key },
      },
      body: JSON.stringify(body),
      ...signal && { signal },
    });
    // With what the log says, where a failed test would otherwise say nothing.
    return { status, text: status === 500 ? `${text} ${api?.text.slice(-5_000)}` : text };
  }

  async function book(booking: Booking, sending: Sending = {}): Promise<Answer> {
    const act = { method: "POST", path: "/programacion", body: booking };
    return { ...await send(act, sending), booking };
  }

  async function readBeside(): Promise<void> {
    await Promise.all(readers.map(async ({ id_usuario, token }, i) => {
      const { url = "" } = apis[i % apis.length] ?? {};
      const headers = { authorization: `Bearer ${token}` };
      const { status, text } = await ask(`${url}/users/me`, { headers });
      assert.equal(status, 200, text);
      assert.equal(JSON.parse(text).id_usuario, id_usuario);
    }));
  }

  const owned = stack.move();
  return {
    urls: apis.map(({ url }) => url),
    send,
    book,
    readBeside,
    async bookAll(bookings) {
      const booked = bookings.map((booking, to) => book(booking, { to }));
      const [answers] = await Promise.all([Promise.all(booked), readBeside()]);
      return answers;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function mayBook({ id_rol, cod_centro }: Person): boolean {
  return id_rol === 1 || (id_rol === 2 && cod_centro === CENTRO);
}

function numberOf(key: string): number {
  return [...key].reduce((sum, sign) => sum + sign.charCodeAt(0), 0);
}

/**
 * Every session that stands, as a row that can be compared with what was asked for.
 * @param how what stands before the SELECT, on a cluster: a node may lag behind the writer
 */
export async function listStored(db: Db, how = sql``): Promise<Booking[]> {
  const rows = await db.rows(sql`${how}
    SELECT id_instructor, cod_ficha, id_ambiente, fecha_programada, hora_inicio, hora_fin,
      cod_competencia, cod_resultado
    FROM programacion WHERE estado = 'programada' ORDER BY fecha_programada, hora_inicio, id_programacion`);
  return z.array(Row).parse(rows);
}

const Row = z.object({
  id_instructor: z.int(),
  cod_ficha: z.int(),
  id_ambiente: z.int(),
  fecha_programada: z.string(),
  hora_inicio: z.string(),
  hora_fin: z.string(),
  cod_competencia: z.int(),
  cod_resultado: z.int(),
});

/**
 * Holds what some clients were answered: each is 201 or 409, those that won stand beside each other,
 * and whoever lost cannot stand beside them.
 * @returns how many won
 */
export function holdsAnswers(answers: readonly Answer[]): number {
  for (const { status, text } of answers) assert([201, 409].includes(status), `${status} ${text}`);
  const won = answers.filter(({ status }) => status === 201).map(({ booking }) => booking);
  assert.deepEqual(clashesAmong(won), []);
  for (const { status, booking, text } of answers) {
    if (status === 201) continue;
    assert(clashesAmong([...won, booking]).length > 0, text);
    assert.match(text, /"conflictos":\[\{"tipo":"(instructor|ficha|ambiente)"/);
  }
  return won.length;
}
