import { migrate } from "@/db/migrate.ts";
import { openDb } from "@/db/open.ts";
import { addDays } from "@/resources/festivos/dates.ts";
import { type Api, startApi } from "./api_process.ts";
import type { Database, Place } from "./place.ts";
import { CALENDAR, fillSchedule, type Opening } from "./programacion_data.ts";
import { bookTogether, compareCreations, median, timeSeries } from "./programacion_writes.ts";
import { figures, type Line, load } from "./users_bench.ts";

const FEW = 10_000, MANY = 1_000_000;
const CONNECTIONS = 16, SECONDS = 5, TIMES = 9;
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
  const { api: many, openings, centro } = await start(place, MANY);
  await compareCreations({ few, many }, openings, print);
  await timeSeries(many, openings, print);
  for (const reading of readingsOf(centro, openings)) await timeReading(many, reading, print);
  await readMonths(many, openings, print);
  await bookTogether(many, openings, print);
}

async function fill({ database }: Database, sessions: number, print: Print) {
  const start = performance.now();
  const db = await openDb(database);
  await migrate(db);
  const filled = await fillSchedule(db, sessions);
  await db.close();
  const seconds = (performance.now() - start) / 1000;
  print([`${sessions.toLocaleString("en")} sessions stored in`, `${seconds.toFixed(0)} s`]);
  return filled;
}

/** In the middle of the calendar. */
const MONTH = { desde: "2026-11-01", hasta: "2026-11-30" };
const MONDAY = "2026-11-09";
const BUSY = "hora_inicio=07:00&hora_fin=09:00";

type Reading = [path: string, aim?: number];

function readingsOf(cod_centro: number, [opening]: readonly Opening[]): Reading[] {
  const { id_instructor = 0, cod_ficha = 0, id_ambiente = 0 } = opening ?? {};
  const of = (days: { desde: string; hasta: string }) =>
    `cod_centro=${cod_centro}&desde=${days.desde}&hasta=${days.hasta}`;
  const week = { desde: MONDAY, hasta: addDays(MONDAY, 6) };
  const longest = { desde: MONDAY, hasta: addDays(MONDAY, 99) };
  const dates = CALENDAR.filter((fecha) => fecha >= MONDAY).slice(0, 5);
  return [
    [`/instructores/carga?${of(week)}`, 300],
    [`/instructores/carga?${of(MONTH)}`, 300],
    [`/instructores/carga?${of(longest)}`, 300],
    [`/instructores/carga?${of(longest)}&por=mes`, 300],
    [`/instructores/${id_instructor}/carga?${of(longest)}`],
    [`/disponibilidad?de=instructores&cod_centro=${cod_centro}&fechas=${MONDAY}&${BUSY}`, 150],
    [`/disponibilidad?de=instructores&cod_ficha=${cod_ficha}&fechas=${dates}&${BUSY}`, 150],
    [`/disponibilidad?de=ambientes&cod_ficha=${cod_ficha}&fechas=${MONDAY}&${BUSY}`, 150],
    [`/programacion/afectadas?${of(longest)}`, 300],
    [`/huecos?${of(MONTH)}&cod_ficha=${cod_ficha}&id_instructor=${id_instructor}`],
    [`/grupos/${cod_ficha}/avance`],
    [`/grupos/tablero?cod_centro=${cod_centro}`],
    [`/programacion?${of(MONTH)}&id_ambiente=${id_ambiente}`],
    [`/programacion?${of(MONTH)}&cod_ficha=${cod_ficha}`],
    [`/programacion?${of(week)}&estado=cancelada`],
    [`/programacion?${of(week)}`],
  ];
}

async function timeReading(api: Api, [path, aim]: Reading, print: Print): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    const { ms, status, body } = await api.time("GET", path);
    if (status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`);
    times.push(ms);
  }
  const [what] = path.split("&fechas=");
  print([`GET ${what}`, `${median(times).toFixed(0)} ms`, ...aim ? [`(aim ${aim})`] : []]);
}

/** The month of each instructor in turn, which is what a calendar opens with. */
async function readMonths(api: Api, openings: readonly Opening[], print: Print): Promise<void> {
  const days = `desde=${MONTH.desde}&hasta=${MONTH.hasta}`;
  const request = openings.map(({ id_instructor }) =>
    api.request(`/programacion?${days}&id_instructor=${id_instructor}`)
  );
  const plan = { port: api.port, request, connections: CONNECTIONS, seconds: SECONDS };
  print(figures("GET /programacion, months (aim p99 30 ms)", await load(plan)));
}
