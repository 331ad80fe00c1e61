import assert from "node:assert/strict";
import { ADMIN, COLLEAGUE, INSTRUCTOR } from "../support.ts";
import { FICHA, IN_USE } from "../resources/catalogue.ts";
import { EVENING, fichasOf, MORNING, prepareGrupos } from "../resources/grupos/example.ts";
import { ClientError, openClient } from "./browser.ts";

type Row = Record<string, unknown>;

Deno.test("Grupos: a ficha is picked by what is typed, and its instructors come and go", async () => {
  await using api = await prepareGrupos();
  const client = await openClient(api, ADMIN);
  for (const typed of ["29", "290", "2900002"]) {
    const picked = await client.call("GET", `/grupos/search?search=${typed}&limit=15`);
    assert(fichasOf(picked).includes(EVENING), typed);
    for (const row of picked) assert.equal(typeof row.responsable, "string");
  }
  const grupo = await client.call("GET", `/grupos/${MORNING}`);
  assert.deepEqual([grupo.nombre_programa, grupo.nombre_ambiente, grupo.nombre_empresa], [
    "ANÁLISIS Y DESARROLLO DE SOFTWARE",
    "LABORATORIO",
    null,
  ]);
  assert.equal(grupo.hora_inicio.slice(0, 5), "07:00");
  // The screen makes a Date of it.
  assert.match(grupo.fecha_inicio, /^\d{4}-\d\d-\d\d$/);

  const list = `/grupo-instructor/grupo/${EVENING}`;
  const names = async () => (await client.call("GET", list)).map((row: Row) => row.nombre_completo);
  assert.deepEqual(await names(), ["Carlos Ríos"]);
  const people: Row[] = await client.call("GET", "/users/instructores");
  const ines = people.find(({ nombre_completo }) => String(nombre_completo).includes("Inés"));
  const form = { cod_ficha: EVENING, id_instructor: ines?.id_usuario };
  await client.call("POST", "/grupo-instructor/", form);
  const [first] = await client.call("GET", list);
  for (const name of ["nombre_completo", "correo", "identificacion", "tipo_contrato"]) {
    assert.equal(typeof first[name], "string", name);
  }
  assert.deepEqual(await names(), ["Carlos Ríos", "Inés Mejía"]);
  const gone = await client.call("DELETE", `/grupo-instructor/${EVENING}/${INSTRUCTOR}`);
  assert.equal(gone, null);
  assert.deepEqual(await names(), ["Carlos Ríos"]);
});

Deno.test("Grupos: the table pages and its form saves hours and ambiente", async () => {
  await using api = await prepareGrupos();
  const client = await openClient(api, ADMIN);
  const table = () => client.call("GET", "/grupos/centro/9121?skip=0&limit=10");
  const page = await table();
  assert.deepEqual([page.items.length, page.total_items], [5, 5]);
  const found = "/grupos/advanced-search/?query=ana&cod_centro=9121&skip=0&limit=10";
  assert((await client.call("GET", found)).total_items > 0);
  const rooms = await client.call("GET", "/ambientes/activos/centro/9121");
  assert(rooms.every((room: Row) => room.nombre_ambiente && room.id_ambiente));
  const form = { hora_inicio: "08:00", hora_fin: "12:00:00", id_ambiente: IN_USE };
  await client.call("PUT", `/grupos/${MORNING}`, form);
  const saved = (await table()).items.find((row: Row) => row.cod_ficha === MORNING);
  assert.deepEqual([saved.hora_inicio, saved.hora_fin, saved.id_ambiente], [
    "08:00:00",
    "12:00:00",
    IN_USE,
  ]);
  // The one form that shows what the API says.
  const reversed = { ...form, hora_fin: "07:00" };
  const error = await client.call("PUT", `/grupos/${MORNING}`, reversed).catch((error) => error);
  assert(error instanceof ClientError);
  assert.match(error.message, /^Revise estos datos: hora_fin: Debe ser posterior/);
});

Deno.test("Mis grupos: one call, and nothing that the page calls toLowerCase() on is null", async () => {
  await using api = await prepareGrupos();
  const admin = await openClient(api, ADMIN);
  // A ficha of which nothing is known.
  await admin.call("POST", "/grupo-instructor/", { cod_ficha: FICHA, id_instructor: COLLEAGUE });
  const client = await openClient(api, COLLEAGUE);
  const path = `/grupo-instructor/instructor/${client.user.id_usuario}`;
  const rows = await client.call("GET", path);
  assert.deepEqual(fichasOf(rows), [MORNING, EVENING, FICHA]);
  for (const row of rows) {
    assert.equal(typeof row.estado_grupo.toLowerCase(), "string");
    assert.equal(typeof row.etapa.toLowerCase(), "string");
    assert.deepEqual([typeof row.nombre_programa, row.nombre_centro], [
      "string",
      "CENTRO ATENCION SECTOR AGROPECUARIO",
    ]);
  }
});

Deno.test("Dashboards: five calls at once with the filters of the screen, in JSON numbers", async () => {
  await using api = await prepareGrupos();
  const client = await openClient(api, ADMIN);
  const ask = (filters: Record<string, string>) => {
    const cod_centro = String(client.user.cod_centro);
    const query = new URLSearchParams({ cod_centro, estado_grupo: "En ejecucion", ...filters });
    const paths = ["nivel", "modalidad", "municipio", "jornada"].map((by) => [
      by,
      `distribucion/por-${by}`,
    ]);
    return Promise.all([["", "kpis"], ...paths].map(async ([by = "", path]) => {
      const answer = await client.call("GET", `/grupos/${path}?${query}`);
      if (!by) return [answer.total_grupo, answer.total_aprendices_formacion];
      return answer.map((row: Row) => [row[by], row.cantidad, row.total_aprendices_formacion]);
    }));
  };
  const [kpis, nivel, , municipio] = await ask({});
  assert.deepEqual(kpis, [2, 35]);
  assert.deepEqual(nivel, [["TECNÓLOGO", 2, 35]]);
  // A group without municipality breaks no chart.
  assert.deepEqual(municipio.toSorted(), [["BELÉN DE UMBRÍA", 1, 25], ["Sin dato", 1, 10]]);
  const filters = { año: "2026", nombre_municipio: "BELEN DE UMBRÍA", jornada: "DIURNA" };
  const chosen = await ask(filters);
  assert.deepEqual(chosen[0], [1, 25]);
  assert.deepEqual(await ask({ nombre_municipio: "APIA" }), [[0, 0], [], [], [], []]);
});

Deno.test("Dashboards: a year that is still being typed is no error, and nothing is of it", async () => {
  await using api = await prepareGrupos();
  const client = await openClient(api, ADMIN);
  for (const año of ["2", "20", "202", "20261"]) {
    const query = new URLSearchParams({ cod_centro: "9121", estado_grupo: "En ejecucion", año });
    assert.deepEqual(await client.call("GET", `/grupos/kpis?${query}`), {
      ...{ total_grupo: 0, total_aprendices_formacion: 0 },
    });
    for (const part of ["nivel", "modalidad", "municipio", "jornada", "etapa"]) {
      const path = `/grupos/distribucion/por-${part}?${query}`;
      assert.deepEqual(await client.call("GET", path), [], `${part} ${año}`);
    }
  }
});
