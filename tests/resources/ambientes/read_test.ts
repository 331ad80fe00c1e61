import assert from "node:assert/strict";
import {
  ADMIN,
  CENTRO,
  FOREIGN_ADMIN,
  INSTRUCTOR,
  OTHER_CENTRO,
  SUPERADMIN,
} from "../../support.ts";
import { CLOSED, FOREIGN, FREE, IN_USE, prepareCatalogue } from "../catalogue.ts";

type Api = Awaited<ReturnType<typeof prepareCatalogue>>;

async function idsOf(api: Api, as: number, query: string): Promise<number[]> {
  const { body } = await api.request("GET", `/ambientes${query}`, { as });
  const ids = body.items.map(({ id_ambiente }: { id_ambiente: number }) => id_ambiente);
  assert.equal(body.total_items, ids.length, query);
  return ids;
}

Deno.test("GET /ambientes lists by name, active or not, with the filters", async () => {
  await using api = await prepareCatalogue();
  assert.deepEqual(await idsOf(api, SUPERADMIN, ""), [IN_USE, FREE, CLOSED, FOREIGN]);
  assert.deepEqual(await idsOf(api, SUPERADMIN, `?cod_centro=${OTHER_CENTRO}`), [FOREIGN]);
  assert.deepEqual(await idsOf(api, SUPERADMIN, "?estado=false"), [CLOSED]);
  assert.deepEqual(await idsOf(api, SUPERADMIN, "?estado=1&q=aula"), [IN_USE, FOREIGN]);
  assert.deepEqual(await idsOf(api, SUPERADMIN, "?q=mecanica"), [CLOSED]);
  assert.deepEqual(await idsOf(api, SUPERADMIN, "?q=BEL%C3%89N"), [FREE]);
  assert.deepEqual(await idsOf(api, SUPERADMIN, "?q=sede+norte"), [FOREIGN]);
  assert.deepEqual(await idsOf(api, SUPERADMIN, "?q=0%25"), [CLOSED]);
  assert.deepEqual(await idsOf(api, SUPERADMIN, "?q=a_la"), []);
});

Deno.test("GET /ambientes pages and counts", async () => {
  await using api = await prepareCatalogue();
  const { body } = await api.request("GET", "/ambientes/?skip=1&limit=1", { as: INSTRUCTOR });
  assert.deepEqual(body, {
    items: [{
      nombre_ambiente: "LABORATORIO",
      num_max_aprendices: 25,
      municipio: "BELÉN DE UMBRÍA",
      ubicacion: "BLOQUE C",
      cod_centro: CENTRO,
      id_ambiente: FREE,
      estado: true,
    }],
    total_items: 3,
  });
});

Deno.test("GET /ambientes shows the own centre and no other", async () => {
  await using api = await prepareCatalogue();
  for (const as of [ADMIN, INSTRUCTOR]) {
    assert.deepEqual(await idsOf(api, as, ""), [IN_USE, FREE, CLOSED]);
    assert.deepEqual(await idsOf(api, as, `?cod_centro=${OTHER_CENTRO}`), []);
    assert.deepEqual(await idsOf(api, as, "?q=norte"), []);
  }
  assert.deepEqual(await idsOf(api, FOREIGN_ADMIN, ""), [FOREIGN]);
});

Deno.test("GET /ambientes/{id}: missing and foreign are the same 404", async () => {
  await using api = await prepareCatalogue();
  const cases: [as: number, id: number, status: number][] = [
    [SUPERADMIN, FOREIGN, 200],
    [ADMIN, IN_USE, 200],
    [INSTRUCTOR, CLOSED, 200],
    [INSTRUCTOR, FOREIGN, 404],
    [ADMIN, FOREIGN, 404],
    [ADMIN, 99, 404],
    [SUPERADMIN, 99, 404],
  ];
  for (const [as, id, status] of cases) {
    const answer = await api.request("GET", `/ambientes/${id}`, { as });
    assert.equal(answer.status, status, `${as} ${id}`);
    if (status === 404) assert.equal(answer.body.detail, "Ambiente no encontrado");
  }
});

Deno.test("GET /ambientes answers 304 to whoever has the list or the ambiente", async () => {
  await using api = await prepareCatalogue();
  for (const path of ["/ambientes", `/ambientes/${IN_USE}`]) {
    const first = await api.request("GET", path);
    const headers = { "If-None-Match": first.headers.get("ETag") ?? "" };
    assert.equal((await api.request("GET", path, { headers })).status, 304, path);
    await api.request("PUT", `/ambientes/${IN_USE}`, { body: { municipio: path } });
    assert.equal((await api.request("GET", path, { headers })).status, 200, path);
  }
});

Deno.test("GET /ambientes names the wrong parameter", async () => {
  await using api = await prepareCatalogue();
  for (const query of ["skip=-1", "limit=101", "cod_centro=x", "estado=quizas", "q="]) {
    const { status, body } = await api.request("GET", `/ambientes?${query}`);
    assert.deepEqual([status, body.errors[0].campo], [422, query.split("=")[0]], query);
  }
  assert.equal((await api.request("GET", "/ambientes/uno")).status, 422);
});
