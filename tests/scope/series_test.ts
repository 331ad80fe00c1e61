import { sql } from "@/db/sql.ts";
import {
  AULA,
  FICHA,
  FOREIGN_FICHA,
  FOREIGN_ROOM,
  OTHER_FICHA,
  PROGRAMMING,
  seedWorld,
  WRITE,
} from "../resources/programacion/world.ts";
import {
  ADMIN,
  CENTRO,
  COLLEAGUE,
  FOREIGN_ADMIN,
  FOREIGN_INSTRUCTOR,
  INSTRUCTOR,
  OTHER_CENTRO,
  SUPERADMIN,
} from "../support.ts";
import { checkScope, type Line } from "./table.ts";

const FOREIGN_NAMES = ["Flor Osorio", "AULA 900"];
const HOURS = "hora_inicio=08:00&hora_fin=10:00";
const DATES = `fechas=2026-07-14&${HOURS}`;
const WINDOW = "desde=2026-07-06&hasta=2026-07-31";
const PLAN = {
  cod_ficha: FICHA,
  id_instructor: INSTRUCTOR,
  temas: [{ cod_competencia: PROGRAMMING, cod_resultado: WRITE }],
  patrones: [{ dias: [2], hora_inicio: "08:00", hora_fin: "10:00" }],
  desde: "2026-07-14",
  hasta: "2026-07-21",
};
const CHANGE = { alcance: "todas", hora_fin: "11:00" };

/** A plan that names what is out of reach is told as one that names what is not there. */
function refusedPlan(as: number, field: string, id: number, status: number): Line[] {
  const ask = "POST /programacion/series";
  return [{}, { simular: true }].map((more) => ({
    ...{ as, ask, body: { ...PLAN, ...more, [field]: id }, status, not: FOREIGN_NAMES },
  }));
}

/** Series 1 is of FICHA, 2 of OTHER_FICHA, 3 foreign; each with the batch of that number. */
function hidden(as: number, id: number): Line[] {
  const line = { as, status: 404, not: FOREIGN_NAMES };
  return [
    { ...line, ask: `GET /programacion/series/${id}` },
    { ...line, ask: `PATCH /programacion/series/${id}`, body: CHANGE },
    { ...line, ask: `PATCH /programacion/series/${id}?simular=true`, body: CHANGE },
    { ...line, ask: `POST /programacion/lotes/${id}/deshacer` },
  ];
}

checkScope("series", [
  ...hidden(ADMIN, 3),
  ...hidden(FOREIGN_ADMIN, 1),
  ...hidden(INSTRUCTOR, 2),
  ...hidden(COLLEAGUE, 1),
  ...hidden(ADMIN, 99),
  { as: SUPERADMIN, ask: "GET /programacion/series/3", status: 200, has: ["Flor Osorio"] },
  { as: INSTRUCTOR, ask: "GET /programacion/series/1", status: 200, not: FOREIGN_NAMES },
  ...refusedPlan(ADMIN, "cod_ficha", FOREIGN_FICHA, 404),
  ...refusedPlan(ADMIN, "id_instructor", FOREIGN_INSTRUCTOR, 404),
  ...refusedPlan(ADMIN, "id_ambiente", FOREIGN_ROOM, 404),
  ...refusedPlan(INSTRUCTOR, "id_ambiente", FOREIGN_ROOM, 404),
  ...refusedPlan(INSTRUCTOR, "cod_ficha", OTHER_FICHA, 403),
  ...refusedPlan(INSTRUCTOR, "id_instructor", COLLEAGUE, 403),
  {
    as: ADMIN,
    ask: "PATCH /programacion/series/1",
    body: { alcance: "todas", id_instructor: FOREIGN_INSTRUCTOR },
    status: 404,
    not: FOREIGN_NAMES,
  },
  { as: INSTRUCTOR, ask: "POST /programacion/series", body: PLAN, status: 201 },
], async ({ db }) => {
  await seedWorld(db);
  const rows: [id: number, ficha: number, instructor: number, room: number][] = [
    [1, FICHA, INSTRUCTOR, AULA],
    [2, OTHER_FICHA, COLLEAGUE, AULA],
    [3, FOREIGN_FICHA, FOREIGN_INSTRUCTOR, FOREIGN_ROOM],
  ];
  for (const [id, cod_ficha, id_instructor, id_ambiente] of rows) {
    await db.execute(sql`
      INSERT INTO serie (id_serie, cod_ficha, plan, creada_en)
      VALUES (${id}, ${cod_ficha}, ${JSON.stringify({ ...PLAN, cod_ficha, id_instructor })},
        '2026-07-06 08:00:00')`);
    await db.execute(sql`
      INSERT INTO lote (id_lote, id_serie, accion, creado_por, creado_en)
      VALUES (${id}, ${id}, 'crear', ${id_instructor}, '2026-07-06 08:00:00')`);
    await db.execute(sql`
      INSERT INTO programacion (id_serie, id_instructor, cod_ficha, id_ambiente, fecha_programada,
        hora_inicio, hora_fin, horas_programadas, cod_competencia, cod_resultado)
      VALUES (${id}, ${id_instructor}, ${cod_ficha}, ${id_ambiente}, '2026-07-15', '08:00:00',
        '10:00:00', 2, ${PROGRAMMING}, ${WRITE})`);
  }
});

checkScope("disponibilidad, huecos, carga and afectadas", [
  ...["instructores", "ambientes"].flatMap((de) => [
    {
      as: ADMIN,
      ask: `GET /disponibilidad?de=${de}&${DATES}`,
      status: 200,
      has: [de === "ambientes" ? "AULA 101" : "Inés Mejía"],
      not: FOREIGN_NAMES,
    },
    { as: FOREIGN_ADMIN, ask: `GET /disponibilidad?de=${de}&${DATES}`, status: 200, not: ["Inés"] },
    {
      as: ADMIN,
      ask: `GET /disponibilidad?de=${de}&${DATES}&cod_ficha=${FOREIGN_FICHA}`,
      status: 404,
      not: FOREIGN_NAMES,
    },
    {
      as: ADMIN,
      ask: `GET /disponibilidad?de=${de}&${DATES}&cod_centro=${OTHER_CENTRO}`,
      status: 404,
      not: FOREIGN_NAMES,
    },
    {
      as: INSTRUCTOR,
      ask: `GET /disponibilidad?de=${de}&${DATES}`,
      status: 200,
      not: ["Carlos Ríos", ...FOREIGN_NAMES],
    },
  ]),
  ...[
    [ADMIN, `id_instructor=${FOREIGN_INSTRUCTOR}`],
    [ADMIN, `cod_ficha=${FOREIGN_FICHA}`],
    [ADMIN, `id_ambiente=${FOREIGN_ROOM}`],
    [INSTRUCTOR, `cod_ficha=${OTHER_FICHA}`],
    [INSTRUCTOR, `id_instructor=${COLLEAGUE}`],
    [INSTRUCTOR, `id_ambiente=${FOREIGN_ROOM}`],
  ].map(([as, of]) => ({ as: Number(as), ask: `GET /huecos?${WINDOW}&${of}`, status: 404 })),
  { as: INSTRUCTOR, ask: `GET /huecos?${WINDOW}&cod_ficha=${FICHA}`, status: 200 },
  ...[[ADMIN, FOREIGN_INSTRUCTOR], [FOREIGN_ADMIN, INSTRUCTOR], [INSTRUCTOR, COLLEAGUE]]
    .map(([as = 0, id = 0]) => ({
      ...{ as, ask: `GET /instructores/${id}/carga?${WINDOW}&por=semana`, status: 404 },
      missing: `GET /instructores/99/carga?${WINDOW}&por=semana`,
    })),
  {
    as: ADMIN,
    ask: `GET /instructores/carga?${WINDOW}&por=semana`,
    status: 200,
    has: ["Inés Mejía", "Carlos Ríos"],
    not: FOREIGN_NAMES,
  },
  {
    as: ADMIN,
    ask: `GET /instructores/carga?${WINDOW}&por=semana&cod_centro=${OTHER_CENTRO}`,
    status: 200,
    not: FOREIGN_NAMES,
    missing: `GET /instructores/carga?${WINDOW}&por=semana&cod_centro=1`,
  },
  { as: INSTRUCTOR, ask: `GET /instructores/carga?${WINDOW}&por=semana`, status: 403 },
  ...[[ADMIN, FOREIGN_FICHA], [ADMIN, 99], [INSTRUCTOR, OTHER_FICHA]].map(([as = 0, ficha]) => ({
    ...{ as, ask: `GET /grupos/${ficha}/avance`, status: 404 },
    has: [`"No existe la ficha ${ficha}; revise cod_ficha"`],
  })),
  { as: ADMIN, ask: `GET /programacion/afectadas?${WINDOW}`, status: 200, not: FOREIGN_NAMES },
  { as: FOREIGN_ADMIN, ask: `GET /programacion/afectadas?${WINDOW}`, status: 200, not: ["Inés"] },
], ({ db }) => seedWorld(db));

const LIMIT = { tipo_contrato: "contratista", unidad: "mes", max_horas: 120 };
const NEW_LIMIT = { ...LIMIT, vigente_desde: "2026-01-01", efecto: "aviso" };

checkScope("limites_horas", [
  { as: INSTRUCTOR, ask: "GET /limites-horas", status: 200, has: ["propio"], not: ["ajeno"] },
  { as: FOREIGN_ADMIN, ask: "GET /limites-horas", status: 200, has: ["ajeno"], not: ["propio"] },
  {
    as: ADMIN,
    ask: `GET /limites-horas?cod_centro=${OTHER_CENTRO}`,
    status: 200,
    not: ["ajeno"],
    missing: "GET /limites-horas?cod_centro=1",
  },
  ...[ADMIN, INSTRUCTOR].map((as) => ({
    ...{ as, ask: "GET /limites-horas/902", status: 404, not: ["ajeno"] },
    missing: "GET /limites-horas/999",
  })),
  {
    as: ADMIN,
    ask: "PUT /limites-horas/902",
    body: { max_horas: 30 },
    status: 404,
    missing: "PUT /limites-horas/999",
  },
  {
    as: ADMIN,
    ask: "DELETE /limites-horas/902",
    status: 404,
    missing: "DELETE /limites-horas/999",
  },
  { as: INSTRUCTOR, ask: "DELETE /limites-horas/901", status: 403 },
  { as: INSTRUCTOR, ask: "PUT /limites-horas/901", body: { max_horas: 30 }, status: 403 },
  { as: INSTRUCTOR, ask: "POST /limites-horas", body: NEW_LIMIT, status: 403 },
  { as: ADMIN, ask: "DELETE /limites-horas/901", status: 204 },
], async ({ db }) => {
  await db.execute(sql`
    INSERT INTO limite_horas (id_limite, tipo_contrato, unidad, max_horas, vigente_desde,
      cod_centro, efecto)
    VALUES (901, 'propio', 'semana', 30, '2026-01-01', ${CENTRO}, 'aviso'),
      (902, 'ajeno', 'semana', 30, '2026-01-01', ${OTHER_CENTRO}, 'aviso')`);
});
