import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { addDays, isSunday } from "@/time/dates.ts";
import {
  ADMIN,
  COLLEAGUE,
  FOREIGN_INSTRUCTOR,
  INACTIVE,
  INSTRUCTOR,
  SUPERADMIN,
} from "../../../support.ts";
import {
  AULA,
  CLOSED_ROOM,
  FICHA,
  FOREIGN_FICHA,
  FOREIGN_ROOM,
  LARGE,
  OTHER_FICHA,
  prepareWorld,
  SMALL,
  store,
} from "../world.ts";

const FIRST = "2026-07-07", DAYS = 80;
const HOLIDAYS = ["2026-07-13", "2026-07-20", "2026-08-07", "2026-08-17"];
const LAST_OF_FICHA = "2026-08-31", NOWHERE = null;
const INSTRUCTORES = [
  ...[INSTRUCTOR, INSTRUCTOR, INSTRUCTOR, COLLEAGUE, COLLEAGUE, COLLEAGUE],
  ...[INACTIVE, FOREIGN_INSTRUCTOR],
];
const FICHAS = [FICHA, OTHER_FICHA, FOREIGN_FICHA];
const ROOMS = [AULA, AULA, SMALL, SMALL, LARGE, LARGE, NOWHERE, CLOSED_ROOM, FOREIGN_ROOM];

/** The same numbers every time. @returns one of 0, 1... up to below `below` */
function numbersFrom(seed: number) {
  return (below: number) => {
    seed = seed * 48_271 % 2_147_483_647;
    return Math.floor(seed / 2_147_483_647 * below);
  };
}

function randomSession(next: ReturnType<typeof numbersFrom>) {
  const hour = 6 + next(14), minutes = 60 + 30 * next(5);
  const time = (at: number) =>
    `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}:00`;
  return {
    fecha_programada: addDays(FIRST, next(DAYS)),
    hora_inicio: time(hour * 60),
    hora_fin: time(hour * 60 + minutes),
    id_instructor: INSTRUCTORES[next(INSTRUCTORES.length)] ?? INSTRUCTOR,
    cod_ficha: FICHAS[next(FICHAS.length)] ?? FICHA,
    id_ambiente: ROOMS[next(ROOMS.length)] ?? NOWHERE,
    estado: next(8) === 0 ? "cancelada" : "programada",
  };
}

type Session = ReturnType<typeof randomSession> & { id_programacion: number };

/** What section 3 of the domain says of a session of CENTRO, one pair of sessions at a time. */
function isInvalid(one: Session, all: readonly Session[]): boolean {
  const { fecha_programada, id_instructor, cod_ficha, id_ambiente } = one;
  return HOLIDAYS.includes(fecha_programada) || isSunday(fecha_programada) ||
    (cod_ficha === FICHA && fecha_programada > LAST_OF_FICHA) ||
    id_instructor === INACTIVE || id_instructor === FOREIGN_INSTRUCTOR ||
    id_ambiente === CLOSED_ROOM || id_ambiente === FOREIGN_ROOM ||
    id_ambiente === NOWHERE ||
    all.some((other) =>
      other !== one && other.estado === "programada" &&
      other.fecha_programada === fecha_programada &&
      other.hora_inicio < one.hora_fin && other.hora_fin > one.hora_inicio &&
      (other.id_instructor === id_instructor || other.cod_ficha === cod_ficha ||
        (id_ambiente !== null && other.id_ambiente === id_ambiente))
    );
}

Deno.test("GET /programacion/afectadas: of 160 random sessions exactly those that break a rule", async () => {
  await using api = await prepareWorld();
  const { db } = api;
  await db.execute(sql`
    UPDATE grupo SET fecha_fin = ${LAST_OF_FICHA} WHERE cod_ficha = ${FICHA}`);
  await db.execute(sql`
    UPDATE grupo SET id_ambiente = ${CLOSED_ROOM} WHERE cod_ficha = ${OTHER_FICHA}`);
  const next = numbersFrom(2026);
  const all: Session[] = [];
  for (let i = 0; i < 160; i++) {
    const session = randomSession(next);
    all.push({ ...session, id_programacion: await store(db, session) });
  }
  const ofCentro = all.filter(({ estado, cod_ficha }) =>
    estado === "programada" && cod_ficha !== FOREIGN_FICHA
  );
  const invalid = ofCentro.filter((session) => isInvalid(session, all));
  const find = async (as: number) => {
    const found: number[] = [];
    for (let skip = 0;; skip += 100) {
      const page = `desde=${FIRST}&hasta=${addDays(FIRST, DAYS)}&limit=100&skip=${skip}`;
      const { body } = await api.request("GET", `/programacion/afectadas?${page}`, { as });
      const items: { id_programacion: number; motivos: unknown[] }[] = body.items;
      assert(items.every(({ motivos }) => motivos.length > 0));
      found.push(...items.map(({ id_programacion }) => id_programacion));
      if (items.length === 0) {
        return { found: found.sort((a, b) => a - b), total: body.total_items };
      }
    }
  };
  const expected = (sessions: Session[]) => ({
    found: sessions.map(({ id_programacion }) => id_programacion),
    total: sessions.length,
  });
  assert.deepEqual([ofCentro.length, invalid.length], [92, 64]);
  assert.deepEqual(await find(ADMIN), expected(invalid));
  assert.deepEqual(await find(SUPERADMIN), expected(invalid));
  const own = invalid.filter(({ id_instructor }) => id_instructor === COLLEAGUE);
  assert.deepEqual(await find(COLLEAGUE), expected(own));
});
