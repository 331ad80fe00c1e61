import {
  FICHA,
  FOREIGN_FICHA,
  FOREIGN_ROOM,
  OTHER_FICHA,
  PROGRAMMING,
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
import { ASIDE, OWN, seedSessions, SHARED, THEIRS } from "./sessions.ts";
import { checkScope, type Line } from "./table.ts";

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
  { as: INSTRUCTOR, ask: "POST /programacion", body: SESSION, status: 201, not: FOREIGN_NAMES },
], ({ db }) => seedSessions(db));
