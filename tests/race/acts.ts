import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { store } from "../resources/programacion/world.ts";
import type { Act, Fleet } from "./fleet.ts";
import { type Booking, bookingOf, dayOf, MANY } from "./world.ts";

const CLIENTS = 50;
/** In the middle of all, so that the others of a client come before it and after. */
const WANTED = MANY / 2;
const PATIENCE_MS = 60_000;

/** Where they race; on a cluster, `catchUp` waits until every node has what any of them wrote. */
type Place = { fleet: Fleet; db: Db; catchUp?: () => Promise<unknown> };

/** Half an hour is common to all of these. */
const HOURS = [["08:00:00", "10:00:00"], ["09:00:00", "11:00:00"], ["07:30:00", "09:30:00"]];

const CONTESTED = {
  id_instructor: (n: number) => ({ instructor: WANTED, ficha: n, room: n }),
  cod_ficha: (n: number) => ({ instructor: n, ficha: WANTED, room: n }),
  id_ambiente: (n: number) => ({ instructor: n, ficha: n, room: WANTED }),
};

/** What brings a session to a place: new, in a series, moved there, or cancelled there before. */
const ACTS: ((db: Db, wish: Booking, elsewhere: Booking) => Act | Promise<Act>)[] = [
  (_, wish) => ({ method: "POST", path: "/programacion", body: wish }),
  (_, wish) => ({ method: "POST", path: "/programacion/series", body: seriesOf(wish) }),
  async (db, wish, elsewhere) => {
    const id = await store(db, elsewhere);
    return { method: "PUT", path: `/programacion/sesiones/${id}`, body: wish };
  },
  async (db, wish) => {
    const id = await store(db, { ...wish, estado: "cancelada" });
    return { method: "POST", path: `/programacion/sesiones/${id}/reactivar`, body: {} };
  },
];

/** Of clients that want one thing by different acts exactly one gets it, round after round. */
export async function raceActs({ fleet, db, catchUp }: Place, rounds: number): Promise<void> {
  let day = 100;
  for (const [column, others] of Object.entries(CONTESTED)) {
    for (let round = 0; round < rounds; round++) {
      const fecha = dayOf(day++), before = dayOf(day++);
      const acts: Act[] = [];
      for (let n = 0; n < CLIENTS; n++) {
        const [desde, hasta] = HOURS[n % HOURS.length] ?? [];
        assert(desde && hasta);
        const wish = bookingOf({ ...others(n), fecha, desde, hasta });
        const own = bookingOf({ instructor: n, ficha: n, room: n, fecha: before });
        const prepare = ACTS[(n + round) % ACTS.length];
        assert(prepare);
        acts.push(await prepare(db, wish, own));
      }
      await catchUp?.();
      const sent = acts.map((act, to) => fleet.send(act, { to }));
      const [answers] = await Promise.all([Promise.all(sent), fleet.readBeside()]);
      await catchUp?.();
      for (const { status, text } of answers) {
        assert([200, 201, 409].includes(status), `${status} ${text}`);
        if (status === 409) assert.match(text, /"conflictos":\[\{"tipo":"(instructor|ficha|amb)/);
      }
      const won = answers.filter(({ status }) => status !== 409);
      assert.equal(won.length, 1, `${column}, ${won.length} won`);
      assert.equal(await countOn(db, fecha), 1, column);
    }
  }
  assert.deepEqual(await countClashes(db), { id_instructor: 0, cod_ficha: 0, id_ambiente: 0 });
}

/** Clients hang up in the middle and repeat under their key: each gets one session, and no other. */
export async function raceRepeats({ fleet, db, catchUp }: Place): Promise<void> {
  const fecha = dayOf(140);
  const before = await countOn(db, fecha);
  const clients = Array.from({ length: CLIENTS }, async (_, n) => {
    const wish = bookingOf({ instructor: n, ficha: n, room: n, fecha });
    const act = n % 2
      ? { method: "POST", path: "/programacion", body: wish }
      : { method: "POST", path: "/programacion/series", body: seriesOf(wish) };
    const key = crypto.randomUUID(), deadline = performance.now() + PATIENCE_MS;
    await fleet.send(act, { to: n, key, signal: AbortSignal.timeout(1 + n * 7) });
    let answer = await fleet.send(act, { to: n + 1, key });
    while (answer.status === 503 && performance.now() < deadline) {
      await delay(100);
      answer = await fleet.send(act, { to: n + 1, key });
    }
    assert.equal(answer.status, 201, answer.text);
    const again = await fleet.send(act, { to: n, key });
    assert.deepEqual([again.status, JSON.parse(again.text)], [201, JSON.parse(answer.text)]);
  });
  await Promise.all(clients);
  await catchUp?.();
  assert.equal(await countOn(db, fecha) - before, CLIENTS);
  assert.deepEqual(await countClashes(db), { id_instructor: 0, cod_ficha: 0, id_ambiente: 0 });
}

/** A series of that one session. */
function seriesOf({ fecha_programada, hora_inicio, hora_fin, ...wish }: Booking) {
  const { cod_competencia, cod_resultado, ...who } = wish;
  const { dayOfWeek } = Temporal.PlainDate.from(fecha_programada);
  return {
    ...who,
    temas: [{ cod_competencia, cod_resultado }],
    patrones: [{ dias: [dayOfWeek], hora_inicio, hora_fin }],
    ...{ desde: fecha_programada, hasta: fecha_programada },
  };
}

async function countOn(db: Db, fecha: string): Promise<number> {
  const rows = await db.rows(sql`
    SELECT id_programacion FROM programacion
    WHERE fecha_programada = ${fecha} AND estado = 'programada'`);
  return rows.length;
}

/** Pairs that stand and overlap in the whole table, as the database itself sees them. */
async function countClashes(db: Db) {
  const columns = [sql`id_instructor`, sql`cod_ficha`, sql`id_ambiente`];
  const counts = await Promise.all(columns.map(async (column) => {
    const rows = await db.rows(sql`
      SELECT a.id_programacion FROM programacion a
      JOIN programacion b ON b.${column} = a.${column}
        AND b.fecha_programada = a.fecha_programada AND b.id_programacion > a.id_programacion
        AND b.hora_inicio < a.hora_fin AND b.hora_fin > a.hora_inicio
      WHERE a.estado = 'programada' AND b.estado = 'programada'`);
    return rows.length;
  }));
  const [id_instructor, cod_ficha, id_ambiente] = counts;
  return { id_instructor, cod_ficha, id_ambiente };
}
