import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import {
  ADMIN,
  CENTRO,
  COLLEAGUE,
  FOREIGN_ADMIN,
  INSTRUCTOR,
  OTHER_CENTRO,
  SUPERADMIN,
} from "../../../support.ts";
import { EVENING, MORNING, prepareGrupos } from "../example.ts";

const DIMENSIONS = ["nivel", "modalidad", "municipio", "jornada", "etapa"];
const RUNNING = "estado_grupo=En+ejecucion";

function part(dimension: string, valor: string, cantidad: number, formacion: number) {
  return { [dimension]: valor, cantidad, total_aprendices_formacion: formacion };
}

Deno.test("GET /grupos/kpis counts grupos and learners in training, as JSON numbers", async () => {
  await using api = await prepareGrupos();
  const cases: [as: number, query: string, grupos: number, aprendices: number][] = [
    [ADMIN, `cod_centro=${CENTRO}`, 5, 38],
    [ADMIN, `cod_centro=${CENTRO}&${RUNNING}`, 2, 35],
    [ADMIN, `cod_centro=${CENTRO}&${RUNNING}&a%C3%B1o=2026`, 1, 25],
    [ADMIN, `cod_centro=${CENTRO}&anio=2025`, 2, 10],
    [ADMIN, `cod_centro=${CENTRO}&nombre_nivel=T%C3%89CNICO`, 2, 3],
    [ADMIN, `cod_centro=${CENTRO}&etapa=PRACTICA&modalidad=VIRTUAL&jornada=NOCTURNA`, 1, 10],
    [ADMIN, `cod_centro=${CENTRO}&nombre_municipio=BELEN+DE+UMBR%C3%8DA`, 1, 25],
    [ADMIN, `cod_centro=${CENTRO}&nombre_municipio=MISTRATO`, 0, 0],
    [SUPERADMIN, `cod_centro=${OTHER_CENTRO}`, 1, 28],
    [ADMIN, `cod_centro=${OTHER_CENTRO}`, 0, 0],
    [FOREIGN_ADMIN, `cod_centro=${CENTRO}`, 0, 0],
    [INSTRUCTOR, `cod_centro=${CENTRO}`, 1, 25],
    [COLLEAGUE, `cod_centro=${CENTRO}`, 2, 35],
  ];
  for (const [as, query, total_grupo, total_aprendices_formacion] of cases) {
    const { status, body } = await api.request("GET", `/grupos/kpis?${query}`, { as });
    assert.equal(status, 200);
    assert.deepEqual(body, { total_grupo, total_aprendices_formacion }, `${query} as ${as}`);
  }
});

Deno.test("GET /grupos/distribucion/por-*: the most frequent first, and Sin dato where there is none", async () => {
  await using api = await prepareGrupos();
  const get = async (dimension: string) => {
    const path = `/grupos/distribucion/por-${dimension}?cod_centro=${CENTRO}`;
    return (await api.request("GET", path)).body;
  };
  // TECNÓLOGO and Tecnologo are one; the first ficha says how it is written. Among equals, by name.
  assert.deepEqual(await get("nivel"), [
    part("nivel", "TÉCNICO", 2, 3),
    part("nivel", "TECNÓLOGO", 2, 35),
    part("nivel", "Sin dato", 1, 0),
  ]);
  assert.deepEqual(await get("modalidad"), [
    part("modalidad", "PRESENCIAL", 2, 28),
    part("modalidad", "A DISTANCIA", 1, 0),
    part("modalidad", "Sin dato", 1, 0),
    part("modalidad", "VIRTUAL", 1, 10),
  ]);
  assert.deepEqual(await get("municipio"), [
    part("municipio", "PEREIRA", 2, 3),
    part("municipio", "Sin dato", 2, 10),
    part("municipio", "BELÉN DE UMBRÍA", 1, 25),
  ]);
  assert.deepEqual(await get("jornada"), [
    part("jornada", "MIXTA", 2, 3),
    part("jornada", "DIURNA", 1, 25),
    part("jornada", "NOCTURNA", 1, 10),
    part("jornada", "Sin dato", 1, 0),
  ]);
  assert.deepEqual(await get("etapa"), [
    part("etapa", "LECTIVA", 2, 25),
    part("etapa", "PRACTICA", 2, 13),
    part("etapa", "Sin dato", 1, 0),
  ]);
});

Deno.test("an empty text counts with the missing ones", async () => {
  await using api = await prepareGrupos();
  await api.db.execute(sql`UPDATE grupo SET nombre_municipio = ' ' WHERE cod_ficha = ${MORNING}`);
  const path = `/grupos/distribucion/por-municipio?cod_centro=${CENTRO}&${RUNNING}`;
  const { body } = await api.request("GET", path);
  assert.deepEqual(body, [part("municipio", "Sin dato", 2, 35)]);
});

Deno.test("GET /grupos/tablero answers all six in one call, for each who asks", async () => {
  await using api = await prepareGrupos();
  const queries = [`cod_centro=${CENTRO}`, `cod_centro=${CENTRO}&${RUNNING}&a%C3%B1o=2026`];
  for (const as of [SUPERADMIN, ADMIN, INSTRUCTOR, COLLEAGUE, FOREIGN_ADMIN]) {
    for (const query of queries) {
      const get = async (path: string) =>
        (await api.request("GET", `/grupos/${path}?${query}`, { as })).body;
      const parts = DIMENSIONS.map(async (name) => [
        `por_${name}`,
        await get(`distribucion/por-${name}`),
      ]);
      const expected = { kpis: await get("kpis"), ...Object.fromEntries(await Promise.all(parts)) };
      assert.deepEqual(await get("tablero"), expected, `${query} as ${as}`);
    }
  }
});

Deno.test("the dashboard needs a centre, and follows what is written", async () => {
  await using api = await prepareGrupos();
  const paths = ["kpis", "tablero", ...DIMENSIONS.map((name) => `distribucion/por-${name}`)];
  for (const path of paths) {
    for (const query of ["", "?cod_centro=x", `?cod_centro=${CENTRO}&anio=dos`]) {
      const { status, body } = await api.request("GET", `/grupos/${path}${query}`);
      assert.equal(status, 422);
      assert.equal(body.errors[0].campo, query.includes("anio") ? "anio" : "cod_centro");
    }
  }
  const kpis = async () => (await api.request("GET", `/grupos/kpis?cod_centro=${CENTRO}`)).body;
  await api.request("PUT", `/grupos/${EVENING}/datos`, { body: { formacion: 12 } });
  assert.deepEqual(await kpis(), { total_grupo: 5, total_aprendices_formacion: 40 });
});
