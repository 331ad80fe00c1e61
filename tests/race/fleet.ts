import assert from "node:assert/strict";
import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { migrate } from "@/db/migrate.ts";
import { sql } from "@/db/sql.ts";
import { clashesAmong } from "@/resources/programacion/overlap.ts";
import { ask, type Copy, signIn, startTask } from "../processes.ts";
import { emailOf, PASSWORD, SUPERADMIN } from "../support.ts";
import { type Booking, seedRace } from "./world.ts";

/** How a client sends: where to, for repeating it under which key, and until it hangs up. */
type Sending = { to?: number; key?: string; signal?: AbortSignal };

export type Act = { method: string; path: string; body: unknown };
export type Answer = { status: number; text: string; booking: Booking };

/** Several API processes on one database, and clients that are signed in. */
export interface Fleet {
  /** Asks anything of one of the processes; status 0 is no answer. */
  send(act: Act, sending?: Sending): Promise<{ status: number; text: string }>;
  /** Books through one of the processes. */
  book(booking: Booking, sending?: Sending): Promise<Answer>;
  /** All at the same time, spread over the processes. */
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
  await using stack = new AsyncDisposableStack();
  const apis = settings.map((own) =>
    stack.use(startTask(folder, "start", { REQUEST_TIMEOUT_SECONDS: "60", ...own }))
  );
  for (const api of apis) await api.says(/\/docs$/m);
  const [first] = apis;
  assert(first);
  const session = await signIn(first.url, emailOf(SUPERADMIN), PASSWORD);
  assert.equal(session.status, 200, session.text);
  const { access_token } = JSON.parse(session.text);

  async function send({ method, path, body }: Act, { to = 0, key, signal }: Sending = {}) {
    const api = apis[to % apis.length] ?? first;
    const { status, text } = await ask(`${api?.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${access_token}`,
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

  const owned = stack.move();
  return {
    urls: apis.map(({ url }) => url),
    send,
    book,
    bookAll: (bookings) => Promise.all(bookings.map((booking, to) => book(booking, { to }))),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
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
