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
import { checkScope } from "./table.ts";

const META = { anio: 2026, concepto: "Cupos", valor: 10 };
const CIERRE = { fecha: "2026-12-24", motivo: "Receso" };

checkScope("metas", [
  { as: INSTRUCTOR, ask: "GET /metas", status: 200, has: ["Meta propia"], not: ["Meta ajena"] },
  { as: FOREIGN_ADMIN, ask: "GET /metas", status: 200, has: ["Meta ajena"], not: ["Meta propia"] },
  { as: SUPERADMIN, ask: "GET /metas", status: 200, has: ["Meta propia", "Meta ajena"] },
  { as: ADMIN, ask: "GET /metas?cod_centro=9307", status: 200, not: ["Meta ajena"] },
  { as: ADMIN, ask: "GET /metas/2", status: 404, not: ["ajena"], missing: "GET /metas/99" },
  { as: ADMIN, ask: "GET /metas/avance?anio=2026", status: 200, not: ["Meta ajena"] },
  {
    as: ADMIN,
    ask: "GET /metas/avance?anio=2026&cod_centro=9307",
    status: 200,
    not: ["Meta ajena"],
  },
  {
    as: ADMIN,
    ask: "PUT /metas/2",
    body: { valor: 1 },
    status: 404,
    not: ["ajena"],
    missing: "PUT /metas/99",
  },
  { as: ADMIN, ask: "DELETE /metas/2", status: 404, missing: "DELETE /metas/99" },
  { as: ADMIN, ask: "POST /metas", body: { ...META, cod_centro: OTHER_CENTRO }, status: 409 },
  { as: ADMIN, ask: "POST /metas", body: { ...META, cod_centro: CENTRO }, status: 201 },
  { as: SUPERADMIN, ask: "PUT /metas/2", body: { valor: 1 }, status: 200 },
  { as: INSTRUCTOR, ask: "POST /metas", body: META, status: 403 },
], async (api) => {
  await api.db.execute(sql`
    INSERT INTO metas (id_meta, anio, cod_centro, concepto, valor)
    VALUES (1, 2026, ${CENTRO}, 'Meta propia', 1), (2, 2026, ${OTHER_CENTRO}, 'Meta ajena', 1)`);
});

checkScope("festivos", [
  { as: INSTRUCTOR, ask: "GET /festivos/cierres", status: 200, has: ["Propio"], not: ["Ajeno"] },
  { as: SUPERADMIN, ask: "GET /festivos/cierres", status: 200, has: ["Propio", "Ajeno"] },
  {
    as: ADMIN,
    ask: "GET /festivos/cierres/2",
    status: 404,
    not: ["Ajeno"],
    missing: "GET /festivos/cierres/99",
  },
  {
    as: ADMIN,
    ask: "DELETE /festivos/cierres/2",
    status: 404,
    missing: "DELETE /festivos/cierres/99",
  },
  { as: INSTRUCTOR, ask: "GET /festivos/calendario", status: 200, has: ["Propio"], not: ["Ajeno"] },
  { as: ADMIN, ask: "GET /festivos/calendario?cod_centro=9307", status: 200, not: ["Ajeno"] },
  { as: SUPERADMIN, ask: "GET /festivos/calendario?cod_centro=9307", status: 200, has: ["Ajeno"] },
  {
    as: INSTRUCTOR,
    ask: "GET /festivos/year/2026",
    status: 200,
    has: ["2026-03-10"],
    not: ["2026-03-11"],
  },
  {
    as: FOREIGN_INSTRUCTOR,
    ask: "GET /festivos/festivos-y-domingos?year=2026",
    status: 200,
    has: ["2026-03-11"],
    not: ["2026-03-10"],
  },
  {
    as: ADMIN,
    ask: "POST /festivos/cierres",
    body: { ...CIERRE, cod_centro: OTHER_CENTRO },
    status: 409,
  },
  { as: ADMIN, ask: "POST /festivos/cierres", body: CIERRE, status: 201 },
], async (api) => {
  await api.db.execute(sql`
    INSERT INTO cierre_centro (id_cierre, cod_centro, fecha, motivo)
    VALUES (1, ${CENTRO}, '2026-03-10', 'Propio'), (2, ${OTHER_CENTRO}, '2026-03-11', 'Ajeno')`);
});

checkScope("notificaciones", [
  { as: INSTRUCTOR, ask: "GET /notificaciones", status: 200, has: ["Para Inés"], not: ["Carlos"] },
  { as: COLLEAGUE, ask: "GET /notificaciones/propias", status: 200, not: ["Para Inés"] },
  { as: SUPERADMIN, ask: "GET /notificaciones", status: 200, not: ["Para Inés", "Para Carlos"] },
  { as: ADMIN, ask: "GET /notificaciones/conteo", status: 200, has: ['"total":0'] },
  {
    as: SUPERADMIN,
    ask: "PUT /notificaciones/1/leer",
    status: 404,
    missing: "PUT /notificaciones/99/leer",
  },
  {
    as: COLLEAGUE,
    ask: "DELETE /notificaciones/1",
    status: 404,
    missing: "DELETE /notificaciones/99",
  },
  { as: COLLEAGUE, ask: "PUT /notificaciones/leer", status: 200, has: ['"cantidad":1'] },
], async (api) => {
  await api.db.execute(sql`
    INSERT INTO notificacion (id_notificacion, id_usuario, mensaje, fecha_creacion)
    VALUES (1, ${INSTRUCTOR}, 'Para Inés', '2026-07-06 08:00:00'),
      (2, ${COLLEAGUE}, 'Para Carlos', '2026-07-06 08:00:00')`);
});

checkScope("auditoria", [
  { as: ADMIN, ask: "GET /auditoria", status: 200, has: ["acto propio"], not: ["acto ajeno"] },
  { as: FOREIGN_ADMIN, ask: "GET /auditoria", status: 200, not: ["acto propio", "sin centro"] },
  { as: ADMIN, ask: "GET /auditoria?id_usuario=5", status: 200, not: ["acto ajeno"] },
  { as: SUPERADMIN, ask: "GET /auditoria", status: 200, has: ["acto ajeno", "sin centro"] },
  { as: INSTRUCTOR, ask: "GET /auditoria", status: 403, not: ["acto"] },
], async (api) => {
  await api.db.execute(sql`
    INSERT INTO auditoria (fecha, id_usuario, cod_centro, accion, tabla, registro, request_id)
    VALUES ('2026-07-06 08:00:00', 2, ${CENTRO}, 'acto propio', 'metas', '1', 'a'),
      ('2026-07-06 08:00:00', 5, ${OTHER_CENTRO}, 'acto ajeno', 'metas', '2', 'b'),
      ('2026-07-06 08:00:00', NULL, NULL, 'sin centro', 'usuario', '3', 'c')`);
});

checkScope("roles", [
  {
    as: ADMIN,
    ask: "GET /roles/distribucion",
    status: 200,
    has: ['"total":3'],
    not: ['"total":4'],
  },
  { as: ADMIN, ask: "GET /roles/distribucion?cod_centro=9307", status: 200, not: ['"total":1'] },
  {
    as: SUPERADMIN,
    ask: "GET /roles/distribucion?cod_centro=9307",
    status: 200,
    has: ['"total":1'],
  },
]);
