import {
  FICHA,
  FOREIGN_FICHA,
  FOREIGN_ROOM,
  OTHER_FICHA,
  PROGRAMMING,
  seedWorld,
  store,
  WRITE,
} from "../resources/programacion/world.ts";
import {
  ADMIN,
  COLLEAGUE,
  FOREIGN_ADMIN,
  FOREIGN_INSTRUCTOR,
  INSTRUCTOR,
  OTHER_CENTRO,
  SUPERADMIN,
} from "../support.ts";
import { checkScope, type Line } from "./table.ts";

/** Sessions: OWN of INSTRUCTOR, SHARED in his ficha, ASIDE of the same centre, THEIRS of the other. */
const OWN = 1, SHARED = 2, ASIDE = 3, THEIRS = 4;
const WINDOW = "desde=2026-07-01&hasta=2026-07-31";
const [MINE, COMMON, NEXT, FAR] = [OWN, SHARED, ASIDE, THEIRS]
  .map((id) => `"id_programacion":${id},`) as [string, string, string, string];
const FOREIGN_NAMES = ["Flor Osorio", "AULA 900"];

const SESSION = {
  id_instructor: INSTRUCTOR,
  cod_ficha: FICHA,
  fecha_programada: "2026-07-22",
  hora_inicio: "14:00",
  hora_fin: "16:00",
  cod_competencia: PROGRAMMING,
  cod_resultado: WRITE,
};
const CHANGE = { hora_fin: "17:00" };

/** Every way to reach one session, new and old. */
function routes(id: number): [ask: string, body?: object][] {
  return [
    [`GET /programacion/sesiones/${id}`],
    [`GET /programacion/detalle/${id}`],
    [`PUT /programacion/sesiones/${id}`, CHANGE],
    [`PATCH /programacion/sesiones/${id}`, CHANGE],
    [`PATCH /programacion/sesiones/${id}?simular=true`, CHANGE],
    [`PUT /programacion/${id}`, CHANGE],
    [`POST /programacion/sesiones/${id}/cancelar`, { motivo: "Reunión de área" }],
    [`POST /programacion/sesiones/${id}/reactivar`, {}],
  ];
}
const REMOVALS = (id: number): [ask: string, body?: object][] => [
  [`DELETE /programacion/sesiones/${id}`],
  [`DELETE /programacion/${id}`],
];

/** Out of reach: as if there were no such session. */
function hidden(as: number, id: number): Line[] {
  const all = as === INSTRUCTOR ? routes : (some: number) => [...routes(some), ...REMOVALS(some)];
  const missing = all(99);
  return all(id).map(([ask, body], i) => ({
    ...{ as, ask, status: 404, not: FOREIGN_NAMES, missing: missing[i]?.[0] ?? "" },
    ...body && { body },
  }));
}

/** In sight, and another's to change. */
function untouchable(as: number, id: number): Line[] {
  return [...routes(id).slice(2), ...REMOVALS(id)]
    .map(([ask, body]) => ({ as, ask, status: 403, ...body && { body } }));
}

/** A new session with an id that is out of reach answers like one with an id that is not there. */
function refusedNew(as: number, field: keyof typeof SESSION | "id_ambiente", id: number): Line[] {
  const told = (text: object) => JSON.stringify(text);
  return ["POST /programacion", "POST /programacion?simular=true"].map((ask) => ({
    ...{ as, ask, body: { ...SESSION, [field]: id }, status: 404, not: FOREIGN_NAMES },
    has: [told({ campo: field }).slice(1, -1), `${id}; revise ${field}`],
  }));
}

checkScope("programacion", [
  { as: SUPERADMIN, ask: `GET /programacion?${WINDOW}`, status: 200, has: [MINE, NEXT, FAR] },
  { as: ADMIN, ask: `GET /programacion?${WINDOW}`, status: 200, has: [MINE, NEXT], not: [FAR] },
  { as: FOREIGN_ADMIN, ask: `GET /programacion?${WINDOW}`, status: 200, has: [FAR], not: [MINE] },
  {
    as: INSTRUCTOR,
    ask: `GET /programacion?${WINDOW}`,
    status: 200,
    has: [MINE, COMMON],
    not: [NEXT, FAR],
  },
  { as: FOREIGN_INSTRUCTOR, ask: `GET /programacion?${WINDOW}`, status: 200, not: [MINE, NEXT] },
  ...[
    `cod_centro=${OTHER_CENTRO}`,
    `id_instructor=${FOREIGN_INSTRUCTOR}`,
    `cod_ficha=${FOREIGN_FICHA}`,
    `id_ambiente=${FOREIGN_ROOM}`,
  ].flatMap((filter) =>
    [ADMIN, INSTRUCTOR].map((as) => ({
      ...{ as, ask: `GET /programacion?${WINDOW}&${filter}`, status: 200 },
      ...{ not: [FAR, ...FOREIGN_NAMES], missing: `GET /programacion?${WINDOW}&cod_ficha=99` },
    }))
  ),
  { as: ADMIN, ask: "GET /programacion/all", status: 200, has: [MINE, NEXT], not: [FAR] },
  { as: FOREIGN_ADMIN, ask: "GET /programacion/all", status: 200, has: [FAR], not: [MINE, NEXT] },
  { as: INSTRUCTOR, ask: "GET /programacion/all", status: 403 },
  {
    as: ADMIN,
    ask: `GET /programacion/${FOREIGN_FICHA}`,
    status: 200,
    not: FOREIGN_NAMES,
    missing: "GET /programacion/99",
  },
  { as: INSTRUCTOR, ask: `GET /programacion/${OTHER_FICHA}`, status: 200, not: [NEXT] },
  { as: INSTRUCTOR, ask: `GET /programacion/${FICHA}`, status: 200, has: [MINE, COMMON] },
  {
    as: ADMIN,
    ask: `GET /programacion/instructor/${FOREIGN_INSTRUCTOR}`,
    status: 200,
    not: FOREIGN_NAMES,
    missing: "GET /programacion/instructor/99",
  },
  {
    as: INSTRUCTOR,
    ask: `GET /programacion/instructor/${FOREIGN_INSTRUCTOR}`,
    status: 403,
    not: FOREIGN_NAMES,
    missing: "GET /programacion/instructor/99",
  },

  // One session.
  ...hidden(ADMIN, THEIRS),
  ...hidden(FOREIGN_ADMIN, OWN),
  ...hidden(INSTRUCTOR, ASIDE),
  ...hidden(INSTRUCTOR, THEIRS),
  { as: INSTRUCTOR, ask: `GET /programacion/sesiones/${SHARED}`, status: 200, has: [COMMON] },
  ...untouchable(INSTRUCTOR, SHARED),
  { as: INSTRUCTOR, ask: `DELETE /programacion/sesiones/${OWN}`, status: 403 },

  // A new one.
  ...refusedNew(ADMIN, "id_instructor", FOREIGN_INSTRUCTOR),
  ...refusedNew(ADMIN, "cod_ficha", FOREIGN_FICHA),
  ...refusedNew(ADMIN, "id_ambiente", FOREIGN_ROOM),
  ...refusedNew(INSTRUCTOR, "id_ambiente", FOREIGN_ROOM),
  ...[FOREIGN_FICHA, OTHER_FICHA].map((cod_ficha) => ({
    ...{ as: INSTRUCTOR, ask: "POST /programacion", body: { ...SESSION, cod_ficha }, status: 403 },
    ...{ has: [`No tiene asignada la ficha ${cod_ficha}`], not: FOREIGN_NAMES },
  })),
  ...[COLLEAGUE, FOREIGN_INSTRUCTOR].map((id_instructor) => ({
    ...{ as: INSTRUCTOR, ask: "POST /programacion", body: { ...SESSION, id_instructor } },
    ...{ status: 403, missing: { body: { ...SESSION, id_instructor: 99 } } },
  })),
  {
    as: ADMIN,
    ask: "POST /programacion/validar-cruce",
    body: { ...SESSION, id_instructor: FOREIGN_INSTRUCTOR },
    status: 404,
    not: FOREIGN_NAMES,
  },
  {
    as: ADMIN,
    ask: `PUT /programacion/sesiones/${OWN}`,
    body: { cod_ficha: FOREIGN_FICHA },
    status: 404,
    not: FOREIGN_NAMES,
  },
  { as: ADMIN, ask: `DELETE /programacion/sesiones/${OWN}`, status: 204 },
  { as: INSTRUCTOR, ask: "POST /programacion", body: SESSION, status: 201, not: FOREIGN_NAMES },
], async ({ db }) => {
  await seedWorld(db);
  const fecha_programada = "2026-07-15";
  const colleague = { fecha_programada, id_instructor: COLLEAGUE, hora_inicio: "09:00:00" };
  const foreign = { id_instructor: FOREIGN_INSTRUCTOR, id_ambiente: FOREIGN_ROOM };
  await store(db, { id_programacion: OWN, fecha_programada });
  await store(db, { ...colleague, id_programacion: SHARED, id_ambiente: null });
  await store(db, { ...colleague, id_programacion: ASIDE, cod_ficha: OTHER_FICHA });
  const theirs = { id_programacion: THEIRS, fecha_programada, cod_ficha: FOREIGN_FICHA };
  await store(db, { ...theirs, ...foreign });
});
