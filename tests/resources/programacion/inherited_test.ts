import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { ADMIN, INSTRUCTOR, SUPERADMIN } from "../../support.ts";
import {
  AULA,
  DATABASES,
  FICHA,
  FOREIGN_ROOM,
  LARGE,
  prepareWorld,
  PROGRAMMING,
  SMALL,
  store,
  WRITE,
} from "./world.ts";

// What a session takes over from others, one field after another: what its change answers, how many
// sessions to come it says that it leaves invalid, and with which reason afectadas lists them.

type Answer = { status: number; afectadas?: number; motivos?: string[] };
type Case = [field: string, method: string, path: string, body: object | undefined, Answer];

const GRUPO = `/grupos/${FICHA}`;
const LINK = `/programas/228118/1/competencias/${PROGRAMMING}`;

const CASES: Case[] = [
  ["end of the ficha", "PATCH", GRUPO, { fecha_fin: "2026-07-10" }, {
    ...{ status: 200, afectadas: 1, motivos: ["fuera_de_ficha"] },
  }],
  ["start of the ficha", "PATCH", GRUPO, { fecha_inicio: "2026-07-15" }, {
    ...{ status: 200, afectadas: 1, motivos: ["fuera_de_ficha"] },
  }],
  ["state of the ficha", "PATCH", GRUPO, { estado_grupo: "Terminada por fecha" }, {
    ...{ status: 200, afectadas: 1, motivos: ["ficha_cerrada"] },
  }],
  ["another open state", "PATCH", GRUPO, { estado_grupo: "Induccion" }, { status: 200 }],
  ["programme of the ficha", "PATCH", GRUPO, { cod_programa: 228119 }, {
    ...{ status: 200, afectadas: 1, motivos: ["competencia_no_valida"] },
  }],
  ["room of the ficha: its sessions stay", "PATCH", GRUPO, { id_ambiente: LARGE }, { status: 200 }],
  ["hours of the ficha", "PATCH", GRUPO, { hora_inicio: "18:00", hora_fin: "22:00" }, {
    status: 200,
  }],
  ["room of another centre", "PATCH", GRUPO, { id_ambiente: FOREIGN_ROOM }, { status: 409 }],
  ["state of the room", "PATCH", `/ambientes/${AULA}`, { estado: false }, {
    ...{ status: 200, afectadas: 1, motivos: ["ambiente_no_valido"] },
  }],
  ["centre of the room, in use", "PATCH", `/ambientes/${AULA}`, { cod_centro: 9307 }, {
    status: 409,
  }],
  ["name of the room", "PATCH", `/ambientes/${AULA}`, { nombre_ambiente: "AULA 1" }, {
    status: 200,
  }],
  ["state of the instructor", "PUT", `/users/${INSTRUCTOR}`, { estado: false }, {
    ...{ status: 200, afectadas: 1, motivos: ["instructor_no_valido"] },
  }],
  ["centre of the instructor", "PUT", `/users/${INSTRUCTOR}`, { cod_centro: 9307 }, {
    ...{ status: 200, afectadas: 1, motivos: ["instructor_no_valido"] },
  }],
  ["role of the instructor", "PUT", `/users/${INSTRUCTOR}`, { id_rol: 2 }, {
    ...{ status: 200, afectadas: 1, motivos: ["instructor_no_valido"] },
  }],
  ["a closed day", "POST", "/festivos/cierres", { fecha: "2026-07-14", motivo: "Aseo" }, {
    ...{ status: 201, afectadas: 1, motivos: ["no_laborable"] },
  }],
  ["link of the competencia", "DELETE", LINK, undefined, {
    ...{ status: 200, afectadas: 1, motivos: ["competencia_no_valida"] },
  }],
  [
    "link of a competencia that has no sessions",
    "DELETE",
    LINK.replace(String(PROGRAMMING), String(DATABASES)),
    undefined,
    { status: 204 },
  ],
  [
    "competencia of the resultado, in use",
    "PUT",
    `/resultados/${WRITE}`,
    { cod_competencia: DATABASES },
    { status: 409 },
  ],
  ["hours of the competencia", "PUT", `/competencias/${PROGRAMMING}`, { horas: 1 }, {
    status: 200,
  }],
  ["learners of the ficha", "PUT", `${GRUPO}/datos`, { cupo_total: 60 }, { status: 200 }],
];

/** Where a simulation is offered: it says the same, and writes nothing. */
const SIMULATED = /^\/(grupos\/\d+$|ambientes|programas)/;

for (const [field, method, path, body, expected] of CASES) {
  Deno.test(`${field}: ${method} ${path} answers ${JSON.stringify(expected)}`, async () => {
    await using api = await prepareWorld();
    await store(api.db, { fecha_programada: "2026-07-03" });
    const id = await store(api.db, { fecha_programada: "2026-07-14" });
    await store(api.db, { fecha_programada: "2026-07-15", estado: "cancelada" });
    const options = { as: SUPERADMIN, ...body && { body } };
    const listed = async () => {
      const answer = await api.request("GET", "/programacion/afectadas", { as: ADMIN });
      type Item = { id_programacion: number; motivos: { tipo: string }[] };
      return answer.body.items.map(({ id_programacion, motivos }: Item) => [
        id_programacion,
        ...motivos.map(({ tipo }) => tipo),
      ]);
    };
    if (SIMULATED.test(path) && expected.status < 300) {
      const rows = () => api.db.rows(sql`SELECT id_auditoria FROM auditoria`);
      const before = await rows();
      const simulated = await api.request(method, `${path}?simular=true`, options);
      assert.equal(simulated.body?.afectadas?.total ?? 0, expected.afectadas ?? 0);
      assert.deepEqual([await listed(), await rows()], [[], before]);
    }
    const { status, body: answer } = await api.request(method, path, options);
    assert.equal(status, expected.status, JSON.stringify(answer));
    assert.equal(answer?.afectadas?.total ?? 0, expected.afectadas ?? 0, JSON.stringify(answer));
    assert.deepEqual(await listed(), expected.motivos ? [[id, ...expected.motivos]] : []);
    const { body: session } = await api.request("GET", `/programacion/sesiones/${id}`, {
      as: SUPERADMIN,
    });
    assert.deepEqual([session.id_ambiente, session.estado], [AULA, "programada"]);
  });
}

Deno.test("a smaller room is a warning when its sessions move there, and leaves none invalid", async () => {
  await using api = await prepareWorld();
  const id = await store(api.db, { fecha_programada: "2026-07-14" });
  const body = { id_ambiente: SMALL, mover_sesiones: true };
  const moved = await api.request("PATCH", GRUPO, { body });
  assert.deepEqual(moved.body.avisos.map(({ tipo }: { tipo: string }) => tipo), ["capacidad"]);
  assert.equal(moved.body.afectadas.total, 0);
  const session = await api.request("GET", `/programacion/sesiones/${id}`);
  assert.deepEqual([session.body.nombre_ambiente, session.body.version], ["SALA 8", 2]);
});
