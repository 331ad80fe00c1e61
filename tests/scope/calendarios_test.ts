import { sql } from "@/db/sql.ts";
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
import {
  AULA,
  FICHA,
  FOREIGN_FICHA,
  FOREIGN_ROOM,
  OTHER_FICHA,
  seedWorld,
} from "../resources/programacion/world.ts";
import { checkScope, type Line } from "./table.ts";

const ASK = "POST /calendarios";
type Body = { tipo: "instructor" | "ficha" | "ambiente"; id: number };

/** In the very words for one that does not exist. */
function refused(as: number, body: Body, not: string): Line {
  const has = [`"No existe: ${body.tipo} ${body.id}; revise id"`];
  return { as, ask: ASK, body, status: 404, has, not: [not] };
}

checkScope("calendarios", [
  { as: INSTRUCTOR, ask: "GET /calendarios", status: 200, has: ["El de Inés"], not: ["de Adán"] },
  { as: COLLEAGUE, ask: "GET /calendarios", status: 200, not: ["El de"] },
  {
    as: ADMIN,
    ask: "GET /calendarios",
    status: 200,
    has: ["El de Inés", "El de Adán"],
    not: ["El de Felipe"],
  },
  { as: FOREIGN_ADMIN, ask: "GET /calendarios", status: 200, not: ["Inés", "Adán"] },
  { as: ADMIN, ask: `GET /calendarios?id_usuario=5`, status: 200, not: ["El de Felipe"] },
  { as: SUPERADMIN, ask: "GET /calendarios", status: 200, has: ["Inés", "Adán", "Felipe"] },
  { as: ADMIN, ask: "GET /calendarios/3", status: 404, missing: "GET /calendarios/99" },
  { as: INSTRUCTOR, ask: "GET /calendarios/2", status: 404, missing: "GET /calendarios/99" },
  { as: ADMIN, ask: "DELETE /calendarios/3", status: 404, missing: "DELETE /calendarios/99" },
  { as: INSTRUCTOR, ask: "DELETE /calendarios/2", status: 404, missing: "DELETE /calendarios/99" },
  { as: INSTRUCTOR, ask: "DELETE /calendarios/1", status: 204 },
  { as: ADMIN, ask: "DELETE /calendarios/1", status: 204 },
  { as: SUPERADMIN, ask: "DELETE /calendarios/3", status: 204 },
  { as: INSTRUCTOR, ask: ASK, body: { tipo: "instructor", id: INSTRUCTOR }, status: 201 },
  { as: INSTRUCTOR, ask: ASK, body: { tipo: "ficha", id: FICHA }, status: 201 },
  { as: INSTRUCTOR, ask: ASK, body: { tipo: "ambiente", id: AULA }, status: 201 },
  { as: ADMIN, ask: ASK, body: { tipo: "instructor", id: INSTRUCTOR }, status: 201 },
  { as: ADMIN, ask: ASK, body: { tipo: "ficha", id: OTHER_FICHA }, status: 201 },
  { as: SUPERADMIN, ask: ASK, body: { tipo: "ficha", id: FOREIGN_FICHA }, status: 201 },
  { as: SUPERADMIN, ask: ASK, body: { tipo: "instructor", id: FOREIGN_INSTRUCTOR }, status: 201 },
  refused(INSTRUCTOR, { tipo: "instructor", id: COLLEAGUE }, "Carlos"),
  refused(INSTRUCTOR, { tipo: "ficha", id: OTHER_FICHA }, "DESARROLLO"),
  refused(INSTRUCTOR, { tipo: "ambiente", id: FOREIGN_ROOM }, "AULA 900"),
  refused(ADMIN, { tipo: "instructor", id: FOREIGN_INSTRUCTOR }, "Flor"),
  refused(ADMIN, { tipo: "ficha", id: FOREIGN_FICHA }, "DESARROLLO"),
  refused(ADMIN, { tipo: "ambiente", id: FOREIGN_ROOM }, "AULA 900"),
], async ({ db }) => {
  await seedWorld(db);
  await db.execute(sql`
    INSERT INTO calendario (id_calendario, huella, tipo, id, cod_centro, id_usuario, nota, creado_en)
    VALUES (1, 'a', 'ficha', ${FICHA}, ${CENTRO}, ${INSTRUCTOR}, 'El de Inés', '2026-07-06 08:00:00'),
      (2, 'b', 'ficha', ${FICHA}, ${CENTRO}, ${ADMIN}, 'El de Adán', '2026-07-06 08:00:00'),
      (3, 'c', 'ficha', ${FOREIGN_FICHA}, ${OTHER_CENTRO}, ${FOREIGN_ADMIN}, 'El de Felipe',
        '2026-07-06 08:00:00')`);
});
