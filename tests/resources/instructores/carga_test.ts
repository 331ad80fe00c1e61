import assert from "node:assert/strict";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import {
  ADMIN,
  COLLEAGUE,
  FOREIGN_ADMIN,
  INSTRUCTOR,
  OTHER_CENTRO,
  prepareApp,
  SUPERADMIN,
} from "../../support.ts";

type Session = [fecha: string, inicio: string, fin: string, estado?: string];

/** A ficha with these sessions of one instructor; of a room or an outcome nothing is asked here. */
async function program(db: Db, id_instructor: number, sessions: Session[]): Promise<void> {
  for (
    const statement of [
      sql`INSERT INTO programa_formacion (cod_programa, la_version, nombre) VALUES (228118, 1, 'ADSO')`,
      sql`INSERT INTO competencia (cod_competencia, nombre) VALUES (38366, 'DISEÑAR')`,
      sql`INSERT INTO resultado_aprendizaje (cod_resultado, nombre, cod_competencia)
        VALUES (593147, 'ELABORAR', 38366)`,
      sql`INSERT INTO grupo (cod_ficha, cod_centro, cod_programa, la_version)
        VALUES (2847248, 9121, 228118, 1)`,
    ]
  ) await db.execute(statement);
  for (const [fecha, inicio, fin, estado = "programada"] of sessions) {
    await db.execute(sql`
      INSERT INTO programacion (id_instructor, cod_ficha, fecha_programada, horas_programadas,
        hora_inicio, hora_fin, cod_competencia, cod_resultado, estado)
      VALUES (${id_instructor}, 2847248, ${fecha}, 1, ${inicio}, ${fin}, 38366, 593147, ${estado})`);
  }
}

const WEEKS = "desde=2026-07-20&hasta=2026-07-27&por=semana";

Deno.test("GET /instructores/{id}/carga adds up whole weeks, exactly, against the limit", async () => {
  await using api = await prepareApp();
  await program(api.db, INSTRUCTOR, [
    ["2026-07-19", "07:00:00", "19:00:00"], // the Sunday before
    ["2026-07-20", "06:00:00", "18:20:00"],
    ["2026-07-22", "06:00:00", "18:20:00"],
    ["2026-07-24", "06:00:00", "18:20:00"],
    ["2026-07-25", "06:00:00", "18:00:00", "cancelada"],
    ["2026-08-02", "07:00:00", "08:30:00"], // the last day of the second week
  ]);
  const { status, body } = await api.request("GET", `/instructores/${INSTRUCTOR}/carga?${WEEKS}`);
  assert.equal(status, 200);
  assert.deepEqual(body, {
    id_instructor: INSTRUCTOR,
    nombre_instructor: "Inés Mejía",
    tipo_contrato: "CONTRATISTA",
    periodos: [
      {
        ...{ clave: "2026-W30", desde: "2026-07-20", hasta: "2026-07-26" },
        ...{ horas: 37, max_horas: 40, horas_restantes: 3, luz: "amarillo" },
      },
      {
        ...{ clave: "2026-W31", desde: "2026-07-27", hasta: "2026-08-02" },
        ...{ horas: 1.5, max_horas: 40, horas_restantes: 38.5, luz: "verde" },
      },
    ],
  });
});

Deno.test("GET /instructores/{id}/carga by month has the month's own limit", async () => {
  await using api = await prepareApp();
  const days = Array.from({ length: 21 }, (_, i) => `2026-07-${String(i + 1).padStart(2, "0")}`);
  await program(api.db, INSTRUCTOR, days.map((day): Session => [day, "06:00:00", "14:00:00"]));
  const path = `/instructores/${INSTRUCTOR}/carga?desde=2026-07-01&hasta=2026-07-31&por=mes`;
  const [july] = (await api.request("GET", path)).body.periodos;
  assert.deepEqual([july.clave, july.horas, july.max_horas, july.horas_restantes, july.luz], [
    "2026-07",
    168,
    160,
    0,
    "rojo",
  ]);
});

Deno.test("the limit of the centre comes before the general one", async () => {
  await using api = await prepareApp();
  const limite = { tipo_contrato: "Contratista", unidad: "semana", max_horas: 20 };
  const body = { ...limite, vigente_desde: "2026-01-01", efecto: "bloqueo" };
  const created = await api.request("POST", "/limites-horas", { body });
  assert.deepEqual([created.status, created.body.cod_centro], [201, 9121]);
  const carga = await api.request("GET", `/instructores/${INSTRUCTOR}/carga?${WEEKS}`);
  assert.equal(carga.body.periodos[0].max_horas, 20);
});

Deno.test("GET /instructores/carga is the whole centre, by name", async () => {
  await using api = await prepareApp();
  await program(api.db, COLLEAGUE, [["2026-07-21", "07:00:00", "12:00:00"]]);
  const { body } = await api.request("GET", `/instructores/carga?${WEEKS}`);
  const found = body.map((one: { id_instructor: number; periodos: { horas: number }[] }) => [
    one.id_instructor,
    one.periodos[0]?.horas,
  ]);
  assert.deepEqual(found, [[COLLEAGUE, 5], [INSTRUCTOR, 0]]);
  const foreign = `/instructores/carga?${WEEKS}&cod_centro=${OTHER_CENTRO}`;
  assert.deepEqual((await api.request("GET", foreign)).body, []);
  assert.equal((await api.request("GET", foreign, { as: SUPERADMIN })).body.length, 1);
});

Deno.test("whose hours one may see", async () => {
  await using api = await prepareApp();
  const cases: [as: number, id: number, status: number][] = [
    [INSTRUCTOR, INSTRUCTOR, 200],
    [INSTRUCTOR, COLLEAGUE, 404],
    [ADMIN, COLLEAGUE, 200],
    [ADMIN, ADMIN, 404],
    [FOREIGN_ADMIN, COLLEAGUE, 404],
    [SUPERADMIN, COLLEAGUE, 200],
  ];
  for (const [as, id, status] of cases) {
    const answer = await api.request("GET", `/instructores/${id}/carga?${WEEKS}`, { as });
    assert.equal(answer.status, status, `${as} ${id}`);
  }
});

Deno.test("a window that is reversed, too long or no date is 422", async () => {
  await using api = await prepareApp();
  const cases: [path: string, campo: string][] = [
    ["/instructores/3/carga?desde=2026-07-27&hasta=2026-07-20", "hasta"],
    ["/instructores/3/carga?desde=2026-01-01&hasta=2027-02-05", "hasta"],
    ["/instructores/carga?desde=2026-01-01&hasta=2026-04-11", "hasta"],
    ["/instructores/carga?desde=2026-02-30&hasta=2026-04-11", "desde"],
    ["/instructores/carga?desde=2026-02-03&hasta=2026-02-04&por=dia", "por"],
  ];
  for (const [path, campo] of cases) {
    const { status, body } = await api.request("GET", path);
    assert.deepEqual([status, body.errors?.[0].campo], [422, campo], path);
  }
});
