import { migrate } from "@/db/setup/migrate.ts";
import { openDb } from "@/db/setup/open.ts";
import { addDays } from "@/time/dates.ts";
import { type Api, startApi } from "./api_process.ts";
import { type Member, ofRole, storeCrowd } from "./crowd.ts";
import { CALENDAR, fillSchedule, type Opening } from "./data/programacion_data.ts";
import type { Database, Place } from "./place.ts";
import { bookTogether, compareCreations, median, timeSeries } from "./programacion_writes.ts";
import { figures, type Line, load } from "./users_bench.ts";

const FEW = 10_000, MANY = 1_000_000;
const CONNECTIONS = 16, SECONDS = 3, ROUNDS = 3, TIMES = 9;
const PASSWORD = "Cafe-Quindio-2026";

type Print = (line: Line) => void;

/** Programming with a million sessions stored, and what one costs against ten thousand. */
export async function benchProgramacion(place: Place, print: Print): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const start = async (database: Database, sessions: number) => {
    const filled = await fill(database, sessions, print);
    const email = `usuario${filled.superadmin}@correo.co`;
    const api = await startApi(database.settings, { email, password: PASSWORD });
    stack.defer(() => api.stop());
    return { ...filled, api };
  };
  const { api: few } = await start(await place.beside(), FEW);
  const { api: many, openings, centro, crowd } = await start(place, MANY);
  await compareCreations({ few, many }, openings, print);
  await timeSeries(many, openings, print);
  for (const reading of readingsOf(centro, openings)) await timeReading(many, reading, print);
  await readMonths(many, openings, crowd, print);
  await bookTogether(many, openings, crowd, print);
}

async function fill({ database }: Database, sessions: number, print: Print) {
  const start = performance.now();
  const db = await openDb(database);
  await migrate(db);
  const filled = await fillSchedule(db, sessions);
  const crowd = await storeCrowd(db);
  await db.close();
  const seconds = (performance.now() - start) / 1000;
  print([`${sessions.toLocaleString("en")} sessions stored in`, `${seconds.toFixed(0)} s`]);
  return { ...filled, crowd };
}

/** In the middle of the calendar. */
const MONTH = { desde: "2026-11-01", hasta: "2026-11-30" };
const MONDAY = "2026-11-09";
const BUSY = "hora_inicio=07:00&hora_fin=09:00";

type Reading = { what: string; path: string; aim?: number };

function readingsOf(cod_centro: number, [opening]: readonly Opening[]): Reading[] {
  const { id_instructor = 0, cod_ficha = 0, id_ambiente = 0 } = opening ?? {};
  const of = (days: { desde: string; hasta: string }) => `desde=${days.desde}&hasta=${days.hasta}`;
  const centro = `cod_centro=${cod_centro}`;
  const week = of({ desde: MONDAY, hasta: addDays(MONDAY, 6) });
  const longest = of({ desde: MONDAY, hasta: addDays(MONDAY, 99) });
  const month = of(MONTH);
  const dates = CALENDAR.filter((fecha) => fecha >= MONDAY).slice(0, 5);
  const teachers = "/disponibilidad?de=instructores", rooms = "/disponibilidad?de=ambientes";
  return [
    { what: "load of a centre, a week", path: `/instructores/carga?${centro}&${week}`, aim: 300 },
    { what: "  a month by weeks", path: `/instructores/carga?${centro}&${month}`, aim: 300 },
    { what: "  100 days by weeks", path: `/instructores/carga?${centro}&${longest}`, aim: 300 },
    { what: "  100 days by months", path: `/instructores/carga?${centro}&${longest}&por=mes` },
    { what: "load of one, 100 days", path: `/instructores/${id_instructor}/carga?${longest}` },
    {
      what: "free instructores, one date, all busy",
      path: `${teachers}&${centro}&fechas=${MONDAY}&${BUSY}`,
      aim: 150,
    },
    { what: "  five dates", path: `${teachers}&${centro}&fechas=${dates}&${BUSY}`, aim: 150 },
    {
      what: "free ambientes for a ficha",
      path: `${rooms}&cod_ficha=${cod_ficha}&fechas=${MONDAY}&${BUSY}`,
      aim: 150,
    },
    { what: "affected, 100 days", path: `/programacion/afectadas?${centro}&${longest}`, aim: 300 },
    {
      what: "gaps of ficha and instructor, a month",
      path: `/huecos?${month}&cod_ficha=${cod_ficha}&id_instructor=${id_instructor}`,
    },
    { what: "progress of a ficha", path: `/grupos/${cod_ficha}/avance` },
    { what: "dashboard", path: `/grupos/tablero?${centro}` },
    { what: "month of an ambiente", path: `/programacion?${month}&id_ambiente=${id_ambiente}` },
    { what: "month of a ficha", path: `/programacion?${month}&cod_ficha=${cod_ficha}` },
    { what: "week of a centre: 3,000", path: `/programacion?${centro}&${week}` },
    { what: "  the cancelled: none", path: `/programacion?${centro}&${week}&estado=cancelada` },
  ];
}

async function timeReading(api: Api, { what, path, aim }: Reading, print: Print): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    const { ms, status, body } = await api.time("GET", path);
    if (status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`);
    times.push(ms);
  }
  print([what, `${median(times).toFixed(0)} ms`, ...aim ? [`(aim ${aim})`] : []]);
}

/**
 * The month of each instructor in turn, which is what a calendar opens with. The least that a request
 * costs, measured between, says what of it belongs to the machine and its day.
 */
async function readMonths(
  api: Api,
  openings: readonly Opening[],
  crowd: readonly Member[],
  print: Print,
): Promise<void> {
  const days = `desde=${MONTH.desde}&hasta=${MONTH.hasta}`;
  const coordinators = ofRole(crowd, 1);
  const months = openings.map(({ id_instructor }, i) => {
    const { token } = coordinators[i % coordinators.length] ?? {};
    return api.request(`/programacion?${days}&id_instructor=${id_instructor}`, token);
  });
  const everybody = crowd.map(({ token }) => api.request("/users/me", token));
  const run = (request: string | string[]) =>
    load({ port: api.port, request, connections: CONNECTIONS, seconds: SECONDS });
  const ratios: number[] = [], p99s: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const least = await run(everybody);
    const month = await run(months);
    ratios.push(month.p50 / least.p50);
    p99s.push(month.p99);
    print(figures("GET /users/me", least));
    print(figures("GET /programacion, months of instructores", month));
  }
  print(["  p99 (aim under 30 ms)", `${median(p99s).toFixed(1)} ms`]);
  print(["  p50 against the least that a request costs", median(ratios).toFixed(1)]);
}
