import assert from "node:assert/strict";
import { ADMIN, CENTRO, INSTRUCTOR, OTHER_CENTRO, SUPERADMIN } from "../support.ts";
import { FICHA, FREE, IN_USE } from "../resources/catalogue.ts";
import {
  EVENING,
  fichasOf,
  FOREIGN_FICHA,
  MORNING,
  OF_CENTRO,
  OVER,
  prepareGrupos,
} from "../resources/grupos/example.ts";

/** Every column that the table of the screen Grupos may show. */
const COLUMNS = [
  ...["cod_ficha", "cod_centro", "cod_programa", "la_version", "estado_grupo", "nombre_nivel"],
  ...["jornada", "fecha_inicio", "fecha_fin", "etapa", "modalidad", "responsable"],
  ...["nombre_empresa", "nombre_municipio", "nombre_programa_especial", "hora_inicio"],
  ...["hora_fin", "id_ambiente"],
];

Deno.test("the screen Grupos pages, searches and edits its table as its client does", async () => {
  await using api = await prepareGrupos();
  const page = (skip: number) =>
    api.request("GET", `/grupos/centro/${CENTRO}?skip=${skip}&limit=10`);
  const { body: first } = await page(0);
  assert.deepEqual([fichasOf(first.items), first.total_items], [OF_CENTRO, 5]);
  for (const grupo of first.items) assert.deepEqual(Object.keys(grupo), COLUMNS);
  assert.deepEqual((await page(10)).body, { items: [], total_items: 5 });

  const search = async (query: string) => {
    const path = `/grupos/advanced-search/?query=${query}&cod_centro=${CENTRO}&skip=0&limit=10`;
    return (await api.request("GET", path)).body;
  };
  const found = await search("laboratorio");
  assert.deepEqual([fichasOf(found.items), found.total_items], [[MORNING], 1]);
  assert.deepEqual(Object.keys(found.items[0]), [...COLUMNS, "programa_nombre"]);
  assert.equal(found.items[0].programa_nombre, "ANÁLISIS Y DESARROLLO DE SOFTWARE");
  assert.deepEqual(fichasOf((await search("90000")).items), [EVENING, MORNING]);
  assert.deepEqual(fichasOf((await search("mu%C3%B1oz")).items), [EVENING]);
  assert.deepEqual((await search("")).total_items, 5);

  const { body: rooms } = await api.request("GET", `/ambientes/activos/centro/${CENTRO}`);
  const [room] = rooms.filter((it: { id_ambiente: number }) => it.id_ambiente === IN_USE);
  const form = { hora_inicio: "08:00", hora_fin: "12:00:00", id_ambiente: room.id_ambiente };
  const saved = await api.request("PUT", `/grupos/${MORNING}`, { body: form });
  assert.deepEqual([saved.status, saved.body.message], [200, "Grupo actualizado correctamente"]);
  const [, edited] = (await page(0)).body.items;
  assert.deepEqual([edited.hora_inicio, edited.hora_fin, edited.id_ambiente], [
    "08:00:00",
    "12:00:00",
    IN_USE,
  ]);
  const reversed = await api.request("PUT", `/grupos/${MORNING}`, {
    body: { ...form, hora_fin: "07:00", id_ambiente: null },
  });
  assert.equal(reversed.status, 422);
  assert.match(reversed.body.detail, /^Revise estos datos: hora_fin: Debe ser posterior/);
});

Deno.test("the screen Grupos picks a ficha and shows it with its instructors", async () => {
  await using api = await prepareGrupos();
  const { body: picked } = await api.request("GET", "/grupos/search?search=ana&limit=15");
  assert.deepEqual(
    picked.map((it: Record<string, unknown>) => [it.cod_ficha, it.nombre_programa, it.responsable]),
    [
      [EVENING, "ANÁLISIS DE MUESTRAS QUÍMICAS", "CARLOS 100% MUÑOZ"],
      [MORNING, "ANÁLISIS Y DESARROLLO DE SOFTWARE", "ANA RUIZ"],
      [OVER, "ANALISIS Y DESARROLLO DE SISTEMAS", "INÉS DE LA ROSA"],
    ],
  );
  const { body: grupo } = await api.request("GET", `/grupos/${MORNING}`);
  assert.deepEqual(Object.keys(grupo), [...COLUMNS, "nombre_programa", "nombre_ambiente"]);
  assert.deepEqual([grupo.nombre_ambiente, grupo.id_ambiente], ["LABORATORIO", FREE]);
});

Deno.test("both dashboards ask their five questions at once, as URLSearchParams writes them", async () => {
  await using api = await prepareGrupos();
  const query = new URLSearchParams({
    cod_centro: String(CENTRO),
    estado_grupo: "En ejecucion",
    año: "2026",
    nombre_nivel: "TECNÓLOGO",
    etapa: "LECTIVA",
    modalidad: "PRESENCIAL",
    jornada: "DIURNA",
    nombre_municipio: "BELEN DE UMBRÍA",
  });
  const paths = [
    "kpis",
    ...["nivel", "modalidad", "municipio", "jornada"].map((it) => `distribucion/por-${it}`),
  ];
  const answers = await Promise.all(
    paths.map((path) => api.request("GET", `/grupos/${path}?${query}`)),
  );
  assert.deepEqual(answers.map(({ status }) => status), [200, 200, 200, 200, 200]);
  const counts = { cantidad: 1, total_aprendices_formacion: 25 };
  assert.deepEqual(answers.map(({ body }) => body), [
    { total_grupo: 1, total_aprendices_formacion: 25 },
    [{ nivel: "TECNÓLOGO", ...counts }],
    [{ modalidad: "PRESENCIAL", ...counts }],
    [{ municipio: "BELÉN DE UMBRÍA", ...counts }],
    [{ jornada: "DIURNA", ...counts }],
  ]);
});

Deno.test("the old lists of grupos stay inside the centre of who asks", async () => {
  await using api = await prepareGrupos();
  const cases: [as: number, cod_centro: number, fichas: number[]][] = [
    [SUPERADMIN, OTHER_CENTRO, [FOREIGN_FICHA]],
    [ADMIN, OTHER_CENTRO, []],
    [ADMIN, 1, []],
    [INSTRUCTOR, CENTRO, [MORNING]],
    [SUPERADMIN, CENTRO, [EVENING, MORNING, FICHA, ...OF_CENTRO.slice(3)]],
  ];
  for (const [as, cod_centro, fichas] of cases) {
    for (
      const path of [`centro/${cod_centro}?`, `advanced-search/?query=a&cod_centro=${cod_centro}`]
    ) {
      const { status, body } = await api.request("GET", `/grupos/${path}`, { as });
      assert.deepEqual([status, fichasOf(body.items), body.total_items], [
        200,
        fichas,
        fichas.length,
      ], `${path} as ${as}`);
    }
  }
  const missing = await api.request("GET", "/grupos/advanced-search/?cod_centro=9121");
  assert.deepEqual([missing.status, missing.body.errors[0].campo], [422, "query"]);
});
