import assert from "node:assert/strict";
import { ADMIN, FOREIGN_ADMIN, INSTRUCTOR } from "../../support.ts";
import { OTHER_PROGRAMA, prepareCatalogue, PROGRAMA } from "../catalogue.ts";

type Api = Awaited<ReturnType<typeof prepareCatalogue>>;

const LATEST = {
  cod_programa: PROGRAMA,
  la_version: 2,
  nombre: "ANÁLISIS Y DESARROLLO DE SOFTWARE",
  horas_lectivas: 3120,
  horas_productivas: 864,
};

const FIRST = {
  cod_programa: PROGRAMA,
  la_version: 1,
  nombre: "ANALISIS Y DESARROLLO DE SISTEMAS",
  horas_lectivas: 2000,
  horas_productivas: 880,
};

async function keysOf(api: Api, query: string): Promise<string[]> {
  const { body } = await api.request("GET", `/programas${query}`, { as: INSTRUCTOR });
  const items: typeof FIRST[] = body.items;
  const keys = items.map(({ cod_programa, la_version }) => `${cod_programa}/${la_version}`);
  assert.equal(body.total_items, keys.length, query);
  return keys;
}

const MUESTRAS = `${OTHER_PROGRAMA}/102`, SISTEMAS = `${PROGRAMA}/1`, SOFTWARE = `${PROGRAMA}/2`;

Deno.test("GET /programas lists each version, by code and version, and searches", async () => {
  await using api = await prepareCatalogue();
  assert.deepEqual(await keysOf(api, ""), [MUESTRAS, SISTEMAS, SOFTWARE]);
  assert.deepEqual(await keysOf(api, "?q=analisis"), [MUESTRAS, SISTEMAS, SOFTWARE]);
  assert.deepEqual(await keysOf(api, "?q=An%C3%A1lisis+y"), [SISTEMAS, SOFTWARE]);
  assert.deepEqual(await keysOf(api, "?q=QUIMICAS"), [MUESTRAS]);
  assert.deepEqual(await keysOf(api, "?q=2281"), [MUESTRAS, SISTEMAS, SOFTWARE]);
  assert.deepEqual(await keysOf(api, `?q=${PROGRAMA}`), [SISTEMAS, SOFTWARE]);
  assert.deepEqual(await keysOf(api, "?q=%25"), []);
  assert.deepEqual(await keysOf(api, "?q=DE_SOFTWARE"), []);
});

Deno.test("GET /programas pages and counts, and answers 304 to whoever has the page", async () => {
  await using api = await prepareCatalogue();
  const first = await api.request("GET", "/programas/?skip=2&limit=1");
  assert.deepEqual(first.body, { items: [LATEST], total_items: 3 });
  const headers = { "If-None-Match": first.headers.get("ETag") ?? "" };
  assert.equal((await api.request("GET", "/programas?skip=2&limit=1", { headers })).status, 304);
});

Deno.test("GET /programas/{cod_programa} lists its versions, the highest first", async () => {
  await using api = await prepareCatalogue();
  const { status, body } = await api.request("GET", `/programas/${PROGRAMA}`, { as: INSTRUCTOR });
  assert.deepEqual([status, body], [200, [LATEST, FIRST]]);
  const missing = await api.request("GET", "/programas/1");
  assert.deepEqual([missing.status, missing.body.detail], [404, "Programa no encontrado"]);
});

Deno.test("GET /programas/{cod_programa}/{la_version} is that version, for every centre", async () => {
  await using api = await prepareCatalogue();
  for (const as of [ADMIN, FOREIGN_ADMIN, INSTRUCTOR]) {
    const { status, body } = await api.request("GET", `/programas/${PROGRAMA}/1`, { as });
    assert.deepEqual([status, body], [200, FIRST]);
  }
  const missing = await api.request("GET", `/programas/${PROGRAMA}/3`);
  assert.deepEqual([missing.status, missing.body.detail], [404, "Programa no encontrado"]);
  const latest = await api.request("GET", `/programas/${PROGRAMA}/2`);
  const headers = { "If-None-Match": latest.headers.get("ETag") ?? "" };
  assert.equal((await api.request("GET", `/programas/${PROGRAMA}/2`, { headers })).status, 304);
});

Deno.test("GET /programas names the wrong parameter", async () => {
  await using api = await prepareCatalogue();
  for (const query of ["skip=-1", "limit=101", "q="]) {
    const { status, body } = await api.request("GET", `/programas?${query}`);
    assert.deepEqual([status, body.errors[0].campo], [422, query.split("=")[0]], query);
  }
  for (const [path, campo] of [["x", "cod_programa"], ["1/x", "la_version"]]) {
    const { status, body } = await api.request("GET", `/programas/${path}`);
    assert.deepEqual([status, body.errors[0].campo], [422, campo]);
  }
});
