import assert from "node:assert/strict";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { trailOf } from "../resources/catalogue.ts";
import {
  FICHA,
  FOREIGN_FICHA,
  OTHER_FICHA,
  prepareWorld,
  PROGRAMMING,
  store,
  WRITE,
} from "../resources/programacion/world.ts";
import { ADMIN, CENTRO, COLLEAGUE, INSTRUCTOR, OTHER_CENTRO, SUPERADMIN } from "../support.ts";

type Api = Awaited<ReturnType<typeof prepareWorld>>;

const WINDOW = "desde=2026-07-01&hasta=2026-07-31";

/** What tells of a ficha or of a session of the old centre. */
const TOLD = /"cod_ficha":2847248|@correo|PROGRAMAR/;

/** His session of the past, two of his to come, and one of a colleague with his ficha. */
async function fill({ db }: Api) {
  const past = await store(db, { fecha_programada: "2026-07-03" });
  const mine = await store(db, { fecha_programada: "2026-07-14" });
  const loose = await store(db, { fecha_programada: "2026-07-15", cod_ficha: OTHER_FICHA });
  const shared = await store(db, { fecha_programada: "2026-07-16", id_instructor: COLLEAGUE });
  return { past, mine, loose, shared };
}

const change = (api: Api, body: object, id = INSTRUCTOR) =>
  api.request("PUT", `/users/${id}`, { as: SUPERADMIN, body });

async function assignmentsOf(db: Db, id: number) {
  const rows = await db.rows(sql`
    SELECT cod_ficha FROM grupo_instructor WHERE id_instructor = ${id} ORDER BY cod_ficha`);
  return rows.map(({ cod_ficha }) => cod_ficha);
}

async function calendarOf(api: Api, tipo: string, id: number): Promise<string> {
  const created = await api.request("POST", "/calendarios", { as: INSTRUCTOR, body: { tipo, id } });
  assert.equal(created.status, 201);
  return created.body.ruta;
}

Deno.test("an instructor who is moved to another centre takes nothing of the old one with him", async () => {
  await using api = await prepareWorld();
  const { past, mine, loose, shared } = await fill(api);
  const feeds = [
    await calendarOf(api, "instructor", INSTRUCTOR),
    await calendarOf(api, "ficha", FICHA),
  ];
  const read = (path: string) => api.request("GET", path, { as: INSTRUCTOR });
  const gone = [
    ...["", "/avance", "/competencias"].map((part) => `/grupos/${FICHA}${part}`),
    ...[past, mine, loose, shared].map((id) => `/programacion/sesiones/${id}`),
  ];
  const lists = [
    "/grupos",
    "/grupos/search?search=2847",
    `/grupos/${FICHA}/instructores`,
    `/grupo-instructor/grupo/${FICHA}`,
    `/grupo-instructor/instructor/${INSTRUCTOR}`,
    `/programacion?${WINDOW}`,
    `/programacion?${WINDOW}&propia=true`,
    `/programacion?${WINDOW}&id_instructor=${INSTRUCTOR}`,
    `/programacion?${WINDOW}&cod_ficha=${FICHA}`,
    `/programacion/${FICHA}`,
    `/programacion/instructor/${INSTRUCTOR}`,
    `/horarios/instructores/${INSTRUCTOR}?semana=2026-W29`,
  ];
  for (const path of gone) assert.equal((await read(path)).status, 200, path);
  for (const path of lists) assert.match(JSON.stringify((await read(path)).body), TOLD, path);

  const moved = await change(api, { cod_centro: OTHER_CENTRO });
  assert.equal(moved.status, 200);
  const { total, primeras } = moved.body.afectadas;
  assert.deepEqual(
    [total, primeras.map((one: { id_programacion: number }) => one.id_programacion)],
    [
      2,
      [mine, loose],
    ],
  );
  assert.deepEqual(await assignmentsOf(api.db, INSTRUCTOR), []);
  const trail = await trailOf(api.db);
  assert(trail.includes(`desasignar grupo_instructor ${FICHA}/${INSTRUCTOR}`));
  assert.equal(trail.filter((line) => line.startsWith("borrar calendario")).length, 2);

  for (const path of gone) assert.equal((await read(path)).status, 404, path);
  for (const path of lists) {
    const { body } = await read(path);
    assert.doesNotMatch(JSON.stringify(body) ?? "", TOLD, path);
  }
  for (const feed of feeds) {
    assert.equal((await api.request("GET", feed, { as: null })).status, 404);
  }
  const cancel = await api.request("POST", `/programacion/sesiones/${mine}/cancelar`, {
    as: INSTRUCTOR,
    body: { motivo: "Ya no estoy" },
  });
  assert.equal(cancel.status, 404);
  const patched = await api.request("PATCH", `/programacion/sesiones/${mine}`, {
    as: INSTRUCTOR,
    body: { hora_fin: "09:00" },
  });
  assert.equal(patched.status, 404);

  const affected = await api.request("GET", "/programacion/afectadas");
  const found = affected.body.items.map((one: { id_programacion: number }) => one.id_programacion);
  assert.deepEqual(found.filter((id: number) => id === mine || id === loose), [mine, loose]);
});

Deno.test("an assignment counts only in the centre of its ficha, whatever the table says", async () => {
  await using api = await prepareWorld();
  const id = await store(api.db, { fecha_programada: "2026-07-14", id_instructor: COLLEAGUE });
  await api.db.execute(sql`
    INSERT INTO grupo_instructor (cod_ficha, id_instructor) VALUES (${FOREIGN_FICHA}, ${INSTRUCTOR})`);
  const statusOf = async (path: string) =>
    (await api.request("GET", path, { as: INSTRUCTOR })).status;
  assert.equal(await statusOf(`/grupos/${FOREIGN_FICHA}`), 404);
  assert.equal(await statusOf(`/programacion/sesiones/${id}`), 200);
  await api.db.execute(sql`
    UPDATE usuario SET cod_centro = ${OTHER_CENTRO} WHERE id_usuario = ${INSTRUCTOR}`);
  assert.equal(await statusOf(`/grupos/${FOREIGN_FICHA}`), 200);
  assert.equal(await statusOf(`/programacion/sesiones/${id}`), 404);
});

Deno.test("an instructor who gets another role leaves his fichas and says which sessions are without him", async () => {
  await using api = await prepareWorld();
  const { mine, loose } = await fill(api);
  const { body } = await change(api, { id_rol: 2 });
  assert.deepEqual([body.afectadas.total, body.afectadas.primeras[0].id_programacion], [2, mine]);
  assert.equal(body.afectadas.primeras[1].id_programacion, loose);
  assert.deepEqual(await assignmentsOf(api.db, INSTRUCTOR), []);
});

Deno.test("what an admin made ends with his role: calendars and kept answers", async () => {
  await using api = await prepareWorld();
  const body = { tipo: "ficha", id: FICHA };
  const headers = { "Idempotency-Key": "ficha-1" };
  const created = await api.request("POST", "/calendarios", { body, headers });
  assert.equal((await api.request("GET", created.body.ruta, { as: null })).status, 200);
  await change(api, { id_rol: 3 }, ADMIN);
  assert.equal((await api.request("GET", created.body.ruta, { as: null })).status, 404);
  const again = await api.request("POST", "/calendarios", { body, headers });
  assert.equal(again.status, 404);
  await change(api, { id_rol: 2 }, ADMIN);
  assert.equal((await api.request("GET", created.body.ruta, { as: null })).status, 404);
});

Deno.test("undoing a batch counts what its maker may do now", async () => {
  await using api = await prepareWorld();
  const { body: serie } = await api.request("POST", "/programacion/series", {
    body: {
      ...{ cod_ficha: FICHA, id_instructor: INSTRUCTOR, desde: "2026-07-14", hasta: "2026-08-04" },
      temas: [{ cod_competencia: PROGRAMMING, cod_resultado: WRITE }],
      patrones: [{ dias: [2], hora_inicio: "08:00", hora_fin: "10:00" }],
    },
  });
  const { body: changed } = await api.request("PATCH", `/programacion/series/${serie.id_serie}`, {
    body: { alcance: "todas", id_instructor: COLLEAGUE },
  });
  await change(api, { id_rol: 3 }, ADMIN);
  await api.db.execute(sql`
    INSERT INTO grupo_instructor (cod_ficha, id_instructor) VALUES (${FICHA}, ${ADMIN})`);
  const undo = (id: number) =>
    api.request("POST", `/programacion/lotes/${id}/deshacer`, { as: ADMIN });
  for (const id of [changed.id_lote, serie.id_lote]) {
    const { status } = await undo(id);
    assert(status === 403 || status === 409, String(status));
  }
  assert.equal((await undo(changed.id_lote)).status, 403);
  const rows = await api.db.rows(sql`SELECT id_instructor FROM programacion`);
  assert.deepEqual(rows.map(({ id_instructor }) => id_instructor), Array(4).fill(COLLEAGUE));
  await change(api, { id_rol: 2, cod_centro: OTHER_CENTRO }, ADMIN);
  assert.equal((await undo(changed.id_lote)).status, 404);
  await change(api, { cod_centro: CENTRO }, ADMIN);
  assert.equal((await undo(changed.id_lote)).status, 200);
});
