import { FOREIGN_FICHA } from "../resources/programacion/world.ts";
import { ADMIN, FOREIGN_ADMIN, INSTRUCTOR } from "../support.ts";
import { checkScope, type Line } from "./table.ts";
import { ASIDE, OWN, seedSessions, SHARED, THEIRS } from "./sessions.ts";

const FOREIGN_NAMES = ["Flor Osorio", "AULA 900"];
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

checkScope("one session", [
  ...hidden(ADMIN, THEIRS),
  ...hidden(FOREIGN_ADMIN, OWN),
  ...hidden(INSTRUCTOR, ASIDE),
  ...hidden(INSTRUCTOR, THEIRS),
  {
    as: INSTRUCTOR,
    ask: `GET /programacion/sesiones/${SHARED}`,
    status: 200,
    has: [`"id_programacion":${SHARED},`],
  },
  ...untouchable(INSTRUCTOR, SHARED),
  { as: INSTRUCTOR, ask: `DELETE /programacion/sesiones/${OWN}`, status: 403 },

  {
    as: ADMIN,
    ask: `PUT /programacion/sesiones/${OWN}`,
    body: { cod_ficha: FOREIGN_FICHA },
    status: 404,
    not: FOREIGN_NAMES,
  },
  { as: ADMIN, ask: `DELETE /programacion/sesiones/${OWN}`, status: 204 },
], ({ db }) => seedSessions(db));
