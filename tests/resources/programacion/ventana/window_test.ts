import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import type { Programacion } from "@/resources/programacion/schemas.ts";
import {
  ADMIN,
  CENTRO,
  COLLEAGUE,
  FOREIGN_ADMIN,
  FOREIGN_INSTRUCTOR,
  INSTRUCTOR,
  OTHER_CENTRO,
  SUPERADMIN,
} from "../../../support.ts";
import {
  AULA,
  FICHA,
  FOREIGN_FICHA,
  FOREIGN_ROOM,
  LARGE,
  OTHER_FICHA,
  prepareWorld,
  store,
} from "../world.ts";

const JULY = "desde=2026-07-01&hasta=2026-07-31";

/** Five sessions of July, out of order, one of June and one of August. */
async function prepareJuly() {
  const api = await prepareWorld();
  for (
    const session of [
      { id_programacion: 1, fecha_programada: "2026-07-31", estado: "cancelada" },
      { id_programacion: 2, fecha_programada: "2026-07-01", hora_inicio: "14:00:00" },
      { id_programacion: 3, fecha_programada: "2026-07-01", cod_ficha: FICHA, id_ambiente: null },
      { id_programacion: 4, fecha_programada: "2026-06-30" },
      { id_programacion: 5, fecha_programada: "2026-08-01" },
      {
        id_programacion: 6,
        fecha_programada: "2026-07-15",
        id_instructor: COLLEAGUE,
        cod_ficha: OTHER_FICHA,
        id_ambiente: LARGE,
      },
      {
        id_programacion: 7,
        fecha_programada: "2026-07-15",
        id_instructor: FOREIGN_INSTRUCTOR,
        cod_ficha: FOREIGN_FICHA,
        id_ambiente: FOREIGN_ROOM,
      },
      { id_programacion: 8, fecha_programada: "2026-07-16", id_instructor: COLLEAGUE },
    ]
  ) await store(api.db, { hora_fin: "16:00:00", ...session });

  async function ids(query: string, as = ADMIN): Promise<number[]> {
    const { status, body } = await api.request("GET", `/programacion?${query}`, { as });
    assert.equal(status, 200, JSON.stringify(body));
    return body.map(({ id_programacion }: Programacion) => id_programacion);
  }
  return Object.assign(api, { ids });
}

Deno.test("GET /programacion gives the sessions of the window, first and last day included, by date and hour", async () => {
  await using api = await prepareJuly();
  assert.deepEqual(await api.ids(JULY), [3, 2, 6, 8, 1]);
  assert.deepEqual(await api.ids("desde=2026-07-02&hasta=2026-07-30"), [6, 8]);
  assert.deepEqual(await api.ids("desde=2026-06-30&hasta=2026-06-30"), [4]);
  const { body } = await api.request("GET", "/programacion?desde=2026-07-16&hasta=2026-07-16");
  const { nombre_instructor, nombre_ambiente, nombre_competencia, nombre_resultado } = body[0];
  assert.deepEqual(
    [nombre_instructor, nombre_ambiente, nombre_competencia, nombre_resultado],
    ["Carlos Ríos", "AULA 101", "PROGRAMAR", "01 ESCRIBIR"],
  );
  const { cod_programa, la_version, nombre_programa } = body[0];
  assert.deepEqual([cod_programa, la_version, nombre_programa], [
    228118,
    1,
    "DESARROLLO DE SOFTWARE",
  ]);
});

Deno.test("GET /programacion filters by each thing, and by several at once", async () => {
  await using api = await prepareJuly();
  assert.deepEqual(await api.ids(`${JULY}&id_instructor=${COLLEAGUE}`), [6, 8]);
  assert.deepEqual(await api.ids(`${JULY}&cod_ficha=${FICHA}`), [3, 2, 8, 1]);
  assert.deepEqual(await api.ids(`${JULY}&cod_ficha=${FICHA}&id_instructor=${COLLEAGUE}`), [8]);
  // Session 3 is in no ambiente, wherever its ficha is.
  assert.deepEqual(await api.ids(`${JULY}&id_ambiente=${AULA}`), [2, 8, 1]);
  assert.deepEqual(await api.ids(`${JULY}&id_ambiente=${LARGE}`), [6]);
  assert.deepEqual(await api.ids(`${JULY}&estado=cancelada`), [1]);
  assert.deepEqual(await api.ids(`${JULY}&estado=programada&id_instructor=${INSTRUCTOR}`), [3, 2]);
  assert.deepEqual(await api.ids(`${JULY}&cod_programa=228118`), [3, 2, 6, 8, 1]);
  assert.deepEqual(await api.ids(`${JULY}&cod_programa=228119`), []);
  assert.deepEqual(await api.ids(`${JULY}&cod_centro=${OTHER_CENTRO}`, SUPERADMIN), [7]);
  assert.deepEqual(await api.ids(JULY, SUPERADMIN), [3, 2, 6, 7, 8, 1]);
});

Deno.test("GET /programacion shows an admin his centre, an instructor his own and his fichas'", async () => {
  await using api = await prepareJuly();
  assert.deepEqual(await api.ids(JULY, FOREIGN_ADMIN), [7]);
  assert.deepEqual(await api.ids(`${JULY}&cod_centro=${CENTRO}`, FOREIGN_ADMIN), []);
  assert.deepEqual(await api.ids(`${JULY}&cod_ficha=${FICHA}`, FOREIGN_INSTRUCTOR), []);
  // INSTRUCTOR is assigned to FICHA, where COLLEAGUE teaches session 8.
  assert.deepEqual(await api.ids(JULY, INSTRUCTOR), [3, 2, 8, 1]);
  assert.deepEqual(await api.ids(`${JULY}&propia=true`, INSTRUCTOR), [3, 2, 1]);
  assert.deepEqual(await api.ids(`${JULY}&id_instructor=${INSTRUCTOR}`, INSTRUCTOR), [3, 2, 1]);
  assert.deepEqual(await api.ids(`${JULY}&id_instructor=${COLLEAGUE}`, INSTRUCTOR), [8]);
  assert.deepEqual(await api.ids(JULY, COLLEAGUE), [6, 8]);
});

Deno.test("GET /programacion takes at most 400 days, in order, that exist", async () => {
  await using api = await prepareJuly();
  assert.deepEqual(await api.ids("desde=2026-01-01&hasta=2027-02-04"), [4, 3, 2, 6, 8, 1, 5]);
  for (
    const [query, campo, mensaje] of [
      ["desde=2026-01-01&hasta=2027-02-05", "hasta", "De desde a hasta caben 400 días"],
      ["desde=2026-07-02&hasta=2026-07-01", "hasta", "Debe ser igual o posterior a desde"],
      [
        "desde=2026-02-30&hasta=2026-03-01",
        "desde",
        "Escriba una fecha AAAA-MM-DD que exista",
      ],
    ]
  ) {
    const { status, body } = await api.request("GET", `/programacion?${query}`);
    assert.deepEqual([status, body.errors], [422, [{ campo, mensaje }]]);
  }
});

Deno.test("GET /programacion asks the database twice, whoever and whatever: the caller and the list", async () => {
  await using api = await prepareJuly();
  const rows = api.db.rows.bind(api.db);
  for (const as of [ADMIN, INSTRUCTOR]) {
    const token = await api.tokenOf(as);
    const asked: string[] = [];
    api.db.rows = (query) => (asked.push(query.text), rows(query));
    await api.request("GET", `/programacion?${JULY}`, { token });
    assert.equal(asked.length, 2);
    api.db.rows = rows;
  }
});

Deno.test("GET /programacion refuses what no answer should hold, and answers 304 to who has it", async () => {
  await using api = await prepareJuly();
  const { headers } = await api.request("GET", `/programacion?${JULY}`);
  const known = { "If-None-Match": headers.get("ETag") ?? "" };
  const again = await api.request("GET", `/programacion?${JULY}`, { headers: known });
  assert.equal(again.status, 304);
  // 5 sessions doubled 12 times are 20,480.
  for (let times = 0; times < 12; times++) {
    await api.db.execute(sql`
      INSERT INTO programacion (id_instructor, cod_ficha, fecha_programada, horas_programadas,
        hora_inicio, hora_fin, cod_competencia, cod_resultado)
      SELECT id_instructor, cod_ficha, fecha_programada, horas_programadas, hora_inicio, hora_fin,
        cod_competencia, cod_resultado FROM programacion
      WHERE fecha_programada BETWEEN '2026-07-01' AND '2026-07-31' AND cod_ficha <> ${FOREIGN_FICHA}`);
  }
  const { status, body } = await api.request("GET", `/programacion?${JULY}`);
  assert.deepEqual([status, body.errors], [422, [{
    campo: "hasta",
    mensaje: "Hay más de 20000 sesiones; pida menos días o filtre más",
  }]]);
});
