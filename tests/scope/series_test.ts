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
  COLLEAGUE,
  FOREIGN_ADMIN,
  FOREIGN_INSTRUCTOR,
  INSTRUCTOR,
  SUPERADMIN,
} from "../support.ts";
import { checkScope, type Line } from "./table.ts";

const FOREIGN_NAMES = ["Flor Osorio", "AULA 900"];
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
