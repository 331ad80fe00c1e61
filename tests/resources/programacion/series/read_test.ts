import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import {
  ADMIN,
  COLLEAGUE,
  FOREIGN_ADMIN,
  FOREIGN_INSTRUCTOR,
  INSTRUCTOR,
  SUPERADMIN,
} from "../../../support.ts";
import { AULA, FICHA, prepareWorld, PROGRAMMING, PROVE, store, WRITE } from "../world.ts";

const PATH = "/programacion/series/1";

const PLAN = {
  temas: [
    { cod_competencia: PROGRAMMING, cod_resultado: WRITE, horas: 2 },
    { cod_competencia: PROGRAMMING, cod_resultado: PROVE },
  ],
  patrones: [{ dias: [2], hora_inicio: "08:00:00", hora_fin: "10:00:00" }],
  desde: "2026-07-14",
  horas_objetivo: 5,
};

/** Tuesdays of INSTRUCTOR with FICHA: 07-14, 07-21 and, shortened, 07-28. */
async function prepareSeries() {
  const api = await prepareWorld();
  const body = { cod_ficha: FICHA, id_instructor: INSTRUCTOR, ...PLAN };
  const { status } = await api.request("POST", "/programacion/series", { body });
  assert.equal(status, 201);
  return api;
}

Deno.test("GET /programacion/series/{id} says how it was asked for, what stands and what can be undone", async () => {
  await using api = await prepareSeries();
  const { status, body } = await api.request("GET", PATH);
  assert.equal(status, 200);
  const { sesiones, lotes, ...serie } = body;
  assert.deepEqual(serie, {
    ...{ id_serie: 1, cod_ficha: FICHA, cod_centro: 9121, creada_por: ADMIN },
    creada_en: "2026-07-06T08:00:00",
    plan: PLAN,
    resumen: {
      ...{ programadas: 3, canceladas: 0, horas_programadas: 5 },
      ...{ desde: "2026-07-14", hasta: "2026-07-28" },
    },
  });
  assert.deepEqual(sesiones[2], {
    ...{ id_programacion: 3, fecha_programada: "2026-07-28" },
    ...{ hora_inicio: "08:00:00", hora_fin: "09:00:00", horas_programadas: 1 },
    ...{ id_instructor: INSTRUCTOR, nombre_instructor: "Inés Mejía" },
    ...{ id_ambiente: AULA, nombre_ambiente: "AULA 101" },
    ...{ cod_competencia: PROGRAMMING, cod_resultado: PROVE, estado: "programada", version: 1 },
  });
  assert.deepEqual(lotes, [{
    ...{ id_lote: 1, accion: "crear", creado_por: ADMIN },
    ...{ creado_en: "2026-07-06T08:00:00", deshecho_en: null },
  }]);
});

Deno.test("GET /programacion/series/{id} follows what becomes of it", async () => {
  await using api = await prepareSeries();
  const motivo = { body: { motivo: "Jornada pedagógica" } };
  await api.request("POST", "/programacion/sesiones/3/cancelar", motivo);
  api.now = api.now.add({ minutes: 1 });
  const cambios = { alcance: "todas", hora_fin: "11:00" };
  const { body: { id_lote } } = await api.request("PATCH", PATH, { body: cambios });
  const changed = (await api.request("GET", PATH)).body;
  assert.deepEqual(changed.resumen, {
    ...{ programadas: 2, canceladas: 1, horas_programadas: 6 },
    ...{ desde: "2026-07-14", hasta: "2026-07-28" },
  });
  assert.deepEqual(changed.plan, PLAN);
  assert.deepEqual(changed.lotes.map((lote: { id_lote: number }) => lote.id_lote), [id_lote, 1]);
  const undo = await api.request("POST", `/programacion/lotes/${id_lote}/deshacer`);
  assert.equal(undo.status, 200);
  const { resumen, lotes } = (await api.request("GET", PATH)).body;
  assert.equal(resumen.horas_programadas, 4);
  assert.equal(lotes[0].deshecho_en, "2026-07-06T08:01:00");
});

Deno.test("GET /programacion/series/{id} shows each what he may see, and 404 to the others", async () => {
  await using api = await prepareSeries();
  // COLLEAGUE makes a batch of his own with session 2, and is then no longer of the ficha.
  await api.db.execute(sql`
    INSERT INTO grupo_instructor (cod_ficha, id_instructor) VALUES (${FICHA}, ${COLLEAGUE})`);
  await api.db.execute(sql`
    UPDATE programacion SET id_instructor = ${COLLEAGUE} WHERE id_programacion = 2`);
  const change = { alcance: "una", id_programacion: 2, hora_fin: "10:30" };
  assert.equal((await api.request("PATCH", PATH, { as: COLLEAGUE, body: change })).status, 200);
  await api.db.execute(sql`DELETE FROM grupo_instructor WHERE id_instructor = ${COLLEAGUE}`);
  const seen = async (as: number) => {
    const { body } = await api.request("GET", PATH, { as });
    const ids = body.sesiones.map((one: { id_programacion: number }) => one.id_programacion);
    return [ids, body.lotes.map(({ id_lote }: { id_lote: number }) => id_lote).sort()];
  };
  assert.deepEqual(await seen(SUPERADMIN), [[1, 2, 3], [1, 2]]);
  assert.deepEqual(await seen(ADMIN), [[1, 2, 3], [1, 2]]);
  assert.deepEqual(await seen(INSTRUCTOR), [[1, 2, 3], []]);
  assert.deepEqual(await seen(COLLEAGUE), [[2], [2]]);
  for (const as of [FOREIGN_ADMIN, FOREIGN_INSTRUCTOR]) {
    const answers = [];
    for (const path of [PATH, "/programacion/series/99"]) {
      const { status, body } = await api.request("GET", path, { as });
      answers.push([status, body.detail.replace(/\d+$/, "")]);
    }
    assert.deepEqual(answers, [[404, "No existe la serie "], [404, "No existe la serie "]]);
  }
});

Deno.test("a series has a version: 304 to who has it, and 412 to a change decided on an older one", async () => {
  await using api = await prepareSeries();
  const read = async () => (await api.request("GET", PATH)).headers.get("ETag") ?? "";
  const first = await read();
  const headers = { "If-None-Match": first };
  assert.equal((await api.request("GET", PATH, { headers })).status, 304);
  const patch = (tag: string, hora_fin: string) =>
    api.request("PATCH", PATH, {
      headers: { "If-Match": tag },
      body: { alcance: "todas", hora_fin },
    });
  assert.equal((await patch(first, "10:30")).status, 200);
  assert.equal((await patch(first, "11:00")).status, 412);
  const both = await Promise.all(
    ["11:00", "11:30"].map(async (hora) => await patch(await read(), hora)),
  );
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 412]);
});

Deno.test("GET /programacion/series/{id} asks the database four times, however long it is", async () => {
  await using api = await prepareSeries();
  for (let day = 10; day < 30; day++) await store(api.db, { fecha_programada: `2026-09-${day}` });
  await api.db.execute(sql`UPDATE programacion SET id_serie = 1`);
  const token = await api.tokenOf(ADMIN);
  let calls = 0;
  const rows = api.db.rows.bind(api.db);
  api.db.rows = (query) => (calls++, rows(query));
  const { body } = await api.request("GET", PATH, { token });
  assert.deepEqual([body.sesiones.length, calls], [23, 4]);
});
