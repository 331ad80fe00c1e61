import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { ADMIN, CENTRO, COLLEAGUE, INACTIVE, INSTRUCTOR, PEER, SUPERADMIN } from "../support.ts";
import { AULA, FICHA, OTHER_FICHA, prepareWorld, store } from "../resources/programacion/world.ts";

type Api = Awaited<ReturnType<typeof prepareWorld>>;

const FREE = { fecha_programada: "2026-07-14", hora_inicio: "07:00", hora_fin: "09:00" };
const FORM = { ...FREE, id_instructor: INSTRUCTOR };

async function ask(api: Api, changes: object, as = ADMIN) {
  const body = { ...FORM, ...changes };
  const answer = await api.request("POST", "/programacion/validar-cruce", { as, body });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
}

/** Of a new session: what is asked, and what is said against it. */
const NEW: [name: string, changes: object, mensaje: RegExp][] = [
  ["a Sunday", { fecha_programada: "2026-07-12" }, /domingo/],
  ["a holiday", { fecha_programada: "2026-07-13" }, /Chiquinquirá/],
  ["a holiday of next year", { fecha_programada: "2027-01-11" }, /no es laborable/],
  ["a day on which the centre closes", { fecha_programada: "2026-07-16" }, /Aseo/],
  ["an inactive instructor", { id_instructor: INACTIVE }, /Iván Gil está inactivo/],
  ["somebody who is no instructor", { id_instructor: PEER }, /no tiene el rol de instructor/],
  ["a clash", { fecha_programada: "2026-07-21" }, /^El instructor ya tiene una programación que/],
  ["more hours than a limit lets", { fecha_programada: "2026-07-29", hora_fin: "12:00" }, /4 h/],
];

async function prepare() {
  const api = await prepareWorld();
  const { db } = api;
  await db.execute(sql`
    INSERT INTO cierre_centro (cod_centro, fecha, motivo) VALUES (${CENTRO}, '2026-07-16', 'Aseo')`);
  await db.execute(sql`
    INSERT INTO limite_horas (tipo_contrato, unidad, max_horas, vigente_desde, cod_centro, efecto)
    VALUES ('CONTRATISTA', 'semana', 4, '2026-07-27', ${CENTRO}, 'bloqueo')`);
  const first = await store(db, { fecha_programada: "2026-07-21" });
  return Object.assign(api, { first });
}

Deno.test("validar-cruce of a new session says what its body lets know", async () => {
  await using api = await prepare();
  const none = { conflicto: false, mensaje: "No hay conflictos de horario" };
  assert.deepEqual(await ask(api, {}), none);
  assert.deepEqual(await ask(api, {}, INSTRUCTOR), none);
  assert.deepEqual(await ask(api, { fecha_programada: "2027-01-12" }, SUPERADMIN), none);
  for (const [name, changes, mensaje] of NEW) {
    const answer = await ask(api, changes);
    assert.equal(answer.conflicto, true, name);
    assert.match(answer.mensaje, mensaje, name);
  }
});

Deno.test("validar-cruce of a session that is changed says all that its change would", async () => {
  await using api = await prepare();
  const id = api.first;
  await store(api.db, {
    ...{ fecha_programada: "2026-07-22", id_instructor: COLLEAGUE, cod_ficha: OTHER_FICHA },
    id_ambiente: AULA,
  });
  await store(api.db, {
    fecha_programada: "2026-07-23",
    id_instructor: COLLEAGUE,
    id_ambiente: null,
  });
  const of = (changes: object) =>
    ask(api, { id_programacion_actual: id, hora_inicio: "08:00", hora_fin: "10:00", ...changes });
  assert.equal((await of({ fecha_programada: "2026-07-21" })).conflicto, false);
  const cases: [fecha: string, mensaje: RegExp][] = [
    ["2026-07-22", /AULA 101 ya está ocupado/],
    ["2026-07-23", /La ficha 2847248 ya tiene sesión/],
    ["2026-07-20", /no es laborable/],
    ["2027-02-02", /termina el/],
  ];
  for (const [fecha_programada, mensaje] of cases) {
    const answer = await of({ fecha_programada });
    assert.equal(answer.conflicto, true, fecha_programada);
    assert.match(answer.mensaje, mensaje);
    // And the change itself says the same.
    const path = `/programacion/${id}`;
    const refused = await api.request("PUT", path, { body: { fecha_programada } });
    assert.deepEqual([refused.status, refused.body.detail], [409, answer.mensaje]);
  }
  await api.request("POST", `/programacion/sesiones/${id}/cancelar`, {
    body: { motivo: "Incapacidad" },
  });
  assert.match((await of({})).mensaje, /está cancelada; reactívela antes/);
  assert.match((await of({ id_programacion_actual: 99 })).mensaje, /99 ya no existe/);
  await api.db.execute(sql`
    UPDATE grupo SET estado_grupo = 'Terminada' WHERE cod_ficha = ${FICHA}`);
  await api.db.execute(sql`UPDATE programacion SET estado = 'programada'`);
  assert.match((await of({ fecha_programada: "2026-07-21" })).mensaje, /estado "Terminada"/);
});

Deno.test("validar-cruce keeps its refusals: hours the wrong way round, an unknown instructor", async () => {
  await using api = await prepare();
  for (
    const [changes, status] of [
      [{ hora_inicio: "09:00", hora_fin: "07:00" }, 422],
      [{ id_instructor: 999 }, 404],
    ] as const
  ) {
    const body = { ...FORM, ...changes };
    assert.equal(
      (await api.request("POST", "/programacion/validar-cruce", { body })).status,
      status,
    );
  }
});
