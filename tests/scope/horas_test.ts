import { sql } from "@/db/sql.ts";
import {
  FICHA,
  FOREIGN_FICHA,
  FOREIGN_ROOM,
  OTHER_FICHA,
  seedWorld,
} from "../resources/programacion/world.ts";
import {
  ADMIN,
  CENTRO,
  COLLEAGUE,
  FOREIGN_ADMIN,
  FOREIGN_INSTRUCTOR,
  INSTRUCTOR,
  OTHER_CENTRO,
} from "../support.ts";
import { checkScope } from "./table.ts";

const FOREIGN_NAMES = ["Flor Osorio", "AULA 900"];
const DATES = "fechas=2026-07-14&hora_inicio=08:00&hora_fin=10:00";
const WINDOW = "desde=2026-07-06&hasta=2026-07-31";

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
