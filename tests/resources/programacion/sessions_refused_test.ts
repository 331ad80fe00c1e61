import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { FOREIGN_INSTRUCTOR, INSTRUCTOR } from "../../support.ts";
import { refusesEach } from "../catalogue.ts";
import {
  DATABASES,
  FICHA,
  FOREIGN_FICHA,
  FOREIGN_ROOM,
  MODEL,
  prepareWorld,
  PROGRAMMING,
  store,
  WRITE,
} from "./world.ts";

type Api = Awaited<ReturnType<typeof prepareWorld>>;

const SESSION = {
  id_instructor: INSTRUCTOR,
  cod_ficha: FICHA,
  fecha_programada: "2026-07-14",
  hora_inicio: "07:00",
  hora_fin: "09:00",
  cod_competencia: PROGRAMMING,
  cod_resultado: WRITE,
};

/** What makes no sense in a new session and in a change, and what is said of which field. */
const AT_FAULT: [changes: object, campo: string, mensaje: RegExp][] = [
  [{ hora_inicio: "09:00", hora_fin: "07:00" }, "hora_fin", /posterior a la de inicio/],
  [{ hora_fin: "07:00" }, "hora_fin", /posterior a la de inicio/],
  [{ hora_fin: "07:29" }, "hora_fin", /30 minutos/],
  [{ hora_inicio: "25:00" }, "hora_inicio", /hora/],
  [{ hora_inicio: "" }, "hora_inicio", /hora/],
  [{ hora_fin: "8" }, "hora_fin", /hora/],
  [{ hora_fin: null }, "hora_fin", /./],
  [{ fecha_programada: "" }, "fecha_programada", /fecha AAAA-MM-DD/],
  [{ fecha_programada: "2026-02-30" }, "fecha_programada", /que exista/],
  [{ fecha_programada: "14/07/2026" }, "fecha_programada", /AAAA-MM-DD/],
  [{ fecha_programada: "2026-07-14T07:00:00" }, "fecha_programada", /AAAA-MM-DD/],
  [{ cod_resultado: MODEL }, "cod_resultado", /no es de/],
  [{ cod_competencia: DATABASES }, "cod_resultado", /no es de/],
  [{ id_instructor: 1.5 }, "id_instructor", /entero/],
  [{ cod_ficha: "ficha" }, "cod_ficha", /número/],
  [{ id_ambiente: -1 }, "id_ambiente", /1/],
  [{ forzar: { motivo: "no" } }, "forzar.motivo", /5/],
];

/** Ids that lead nowhere, or to another centre: which field is named, and what is told of it. */
const UNKNOWN: [changes: object, campo: string, mensaje: string][] = [
  [{ id_instructor: 999 }, "id_instructor", "No existe el instructor 999; revise id_instructor"],
  [
    { id_instructor: FOREIGN_INSTRUCTOR },
    "id_instructor",
    `No existe el instructor ${FOREIGN_INSTRUCTOR}; revise id_instructor`,
  ],
  [{ cod_ficha: 99 }, "cod_ficha", "No existe la ficha 99; revise cod_ficha"],
  [
    { cod_ficha: FOREIGN_FICHA },
    "cod_ficha",
    `No existe la ficha ${FOREIGN_FICHA}; revise cod_ficha`,
  ],
  [{ id_ambiente: 99 }, "id_ambiente", "No existe el ambiente 99; revise id_ambiente"],
  [
    { id_ambiente: FOREIGN_ROOM },
    "id_ambiente",
    `No existe el ambiente ${FOREIGN_ROOM}; revise id_ambiente`,
  ],
  [
    { cod_competencia: 99 },
    "cod_competencia",
    "No existe la competencia 99; revise cod_competencia",
  ],
  [{ cod_resultado: 99 }, "cod_resultado", "No existe el resultado 99; revise cod_resultado"],
];

/** Everything that a refused request must leave as it was. */
async function stateOf({ db }: Api) {
  return [
    await db.rows(sql`SELECT * FROM programacion ORDER BY id_programacion`),
    await db.rows(sql`SELECT id_notificacion FROM notificacion`),
    await db.rows(sql`SELECT id_auditoria FROM auditoria`),
  ];
}

async function prepareSession() {
  const api = await prepareWorld();
  await store(api.db, { id_programacion: 5, fecha_programada: "2026-07-21" });
  return api;
}

const WRITES: [method: string, path: string][] = [
  ["POST", "/programacion"],
  ["POST", "/programacion?simular=true"],
  ["PUT", "/programacion/sesiones/5"],
  ["PATCH", "/programacion/sesiones/5?simular=true"],
  ["PUT", "/programacion/5"],
];

for (const [method, path] of WRITES) {
  Deno.test(`${method} ${path}: what makes no sense is 422 with its field, and writes nothing`, async () => {
    await using api = await prepareSession();
    const before = await stateOf(api);
    await refusesEach(api, [method, path], SESSION, AT_FAULT);
    assert.deepEqual(await stateOf(api), before);
  });

  Deno.test(`${method} ${path}: an unknown or foreign id is 404 with its field, and writes nothing`, async () => {
    await using api = await prepareSession();
    const before = await stateOf(api);
    for (const [changes, campo, mensaje] of UNKNOWN) {
      const answer = await api.request(method, path, { body: { ...SESSION, ...changes } });
      const { status, body } = answer;
      assert.deepEqual([status, body.detail, body.errors], [404, mensaje, [{ campo, mensaje }]]);
    }
    assert.deepEqual(await stateOf(api), before);
  });
}

Deno.test("a session that does not exist, or is of another centre, is one and the same 404", async () => {
  await using api = await prepareSession();
  const foreign = { id_programacion: 6, fecha_programada: "2026-07-21", cod_ficha: FOREIGN_FICHA };
  await store(api.db, { ...foreign, id_instructor: FOREIGN_INSTRUCTOR, id_ambiente: FOREIGN_ROOM });
  const before = await stateOf(api);
  for (const id of [6, 99]) {
    const path = `/programacion/sesiones/${id}`;
    const asked: [method: string, path: string, body?: object][] = [
      ["GET", path],
      ["PUT", path, { hora_fin: "11:00" }],
      ["PATCH", `${path}?simular=true`, { hora_fin: "11:00" }],
      ["DELETE", path],
      ["POST", `${path}/cancelar`, { motivo: "Reunión de área" }],
      ["POST", `${path}/reactivar`, {}],
      ["GET", `/programacion/detalle/${id}`],
      ["PUT", `/programacion/${id}`, { hora_fin: "11:00" }],
      ["DELETE", `/programacion/${id}`],
    ];
    for (const [method, url, body] of asked) {
      const answer = await api.request(method, url, { ...body && { body } });
      const told = [answer.status, answer.body.detail];
      assert.deepEqual(told, [404, "Programación no encontrada"], `${method} ${url}`);
    }
  }
  assert.deepEqual(await stateOf(api), before);
});
