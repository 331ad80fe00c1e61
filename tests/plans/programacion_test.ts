import assert from "node:assert/strict";
import type { Sql } from "@/db/sql.ts";
import {
  bookingOf,
  fillSchedule,
  type Opening,
  seriesOf,
} from "../bench/data/programacion_data.ts";
import { addFamily, prepareApp } from "../support.ts";
import { explain } from "./explain.ts";

/** Enough for an engine to find its indexes worth the while: 20 days of four centros. */
const SESSIONS = 48_000;
const SUPERADMIN = 1, ADMIN = 2, INSTRUCTOR = 6, COLLEAGUE = 10, FICHA = 2_000_000;

const MONTH = "desde=2026-11-01&hasta=2026-11-30";
const LONGEST = "desde=2026-11-01&hasta=2027-02-07";
const BUSY = "hora_inicio=07:00&hora_fin=09:00";

type Asked = [as: number, path: string, body?: object];

/** Sessions of somebody or something: found without those of everybody else on those days. */
const OF_ONE: Asked[] = [
  [ADMIN, `/programacion?${MONTH}&id_instructor=${INSTRUCTOR}`],
  [INSTRUCTOR, `/programacion?${MONTH}&propia=true`],
  [INSTRUCTOR, `/programacion?${MONTH}`],
  [INSTRUCTOR, `/programacion?${MONTH}&id_instructor=${COLLEAGUE}`],
  [ADMIN, `/programacion?${MONTH}&cod_ficha=${FICHA}`],
  [ADMIN, `/programacion?${MONTH}&id_ambiente=1`],
  [ADMIN, `/programacion/instructor/${INSTRUCTOR}`],
  [ADMIN, `/huecos?${MONTH}&cod_ficha=${FICHA}&id_instructor=${INSTRUCTOR}`],
  [INSTRUCTOR, `/programacion/afectadas?${LONGEST}`],
];
/** Of hundreds at once, each by his own part of an index. */
const OF_MANY: Asked[] = [
  [ADMIN, `/disponibilidad?de=instructores&fechas=2026-11-10&cod_ficha=${FICHA}&${BUSY}`],
  [ADMIN, `/disponibilidad?de=ambientes&fechas=2026-11-10&cod_ficha=${FICHA}&${BUSY}`],
  [ADMIN, `/programacion/afectadas?${LONGEST}`],
];
/** Days of a centro: by date or by ficha, as the engine likes. */
const OF_A_CENTRE: Asked[] = [
  [ADMIN, `/programacion?${MONTH}`],
  [ADMIN, `/programacion?${MONTH}&cod_programa=220000`],
  [ADMIN, `/programacion?${MONTH}&estado=cancelada`],
  [ADMIN, "/programacion/all"],
  [SUPERADMIN, `/programacion?${MONTH}&cod_centro=9121`],
];
/** Sums of hours: from an index alone. */
const SUMS: Asked[] = [
  [ADMIN, `/instructores/${INSTRUCTOR}/carga?${LONGEST}`],
  [ADMIN, `/instructores/carga?${LONGEST}`],
  [ADMIN, `/grupos/${FICHA}/avance`],
];

Deno.test("no question about sessions goes through the others", async () => {
  let openings: Opening[] = [];
  await using api = await prepareApp({
    fill: async (db) => {
      ({ openings } = await fillSchedule(db, SESSIONS));
      for (const id of [SUPERADMIN, ADMIN, INSTRUCTOR]) await addFamily(db, id);
    },
  });
  const seen: Sql[] = [];
  const rows = api.db.rows.bind(api.db);
  api.db.rows = (query) => {
    seen.push(query);
    return rows(query);
  };
  /** How the queries of a request reach the sessions. */
  const accessesOf = async ([as, path, body]: Asked) => {
    seen.length = 0;
    const answer = await api.request(body ? "POST" : "GET", path, { as, ...body && { body } });
    assert.equal(answer.status, 200, path);
    const queries = [...seen];
    const found = (await Promise.all(queries.map((query) => explain(rows, query)))).flat()
      .filter(({ table }) => table === "programacion");
    assert(found.length > 0, `${path} reads no sessions`);
    assert.deepEqual(found.filter(({ by }) => by !== "search"), [], path);
    return found;
  };

  const [opening] = openings;
  assert(opening);
  // The checks of a booking and of 200 at once: what they read is the same without a transaction.
  const checks: Asked[] = [
    [ADMIN, "/programacion?simular=true", bookingOf(openings, 0)],
    [ADMIN, "/programacion/series", { ...seriesOf(opening), simular: true }],
  ];
  for (const asked of [...OF_ONE, ...OF_MANY, ...checks]) {
    const byDate = (await accessesOf(asked))
      .filter(({ detail }) => detail.includes("programacion_fecha"));
    assert.deepEqual(byDate, [], asked[1]);
  }
  for (const asked of OF_A_CENTRE) await accessesOf(asked);
  for (const asked of SUMS) {
    assert.deepEqual((await accessesOf(asked)).filter((it) => !it.isCovered), [], asked[1]);
  }
});
