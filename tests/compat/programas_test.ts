import assert from "node:assert/strict";
import { INSTRUCTOR } from "../support.ts";
import {
  OTHER_PROGRAMA,
  prepareCatalogue,
  PROGRAMA,
  refusesEach,
  statusesByRole,
  trailOf,
} from "../resources/catalogue.ts";

type Api = Awaited<ReturnType<typeof prepareCatalogue>>;
type Item = { cod_programa: number; la_version: number };

const NUEVO = {
  cod_programa: 524136,
  la_version: 1,
  nombre: "PRODUCCIÓN AGROPECUARIA",
  horas_lectivas: 1200,
  horas_productivas: 880,
};

async function search(api: Api, query: string): Promise<string[]> {
  // As the client writes it: nothing is encoded.
  const path = `/programas/programas/search/?query=${query}&skip=0&limit=10`;
  const { status, body } = await api.request("GET", path, { as: INSTRUCTOR });
  assert.equal(status, 200, query);
  assert.equal(body.total_items, body.items.length);
  return body.items.map((item: Item) => `${item.cod_programa}/${item.la_version}`);
}

Deno.test("the screen Programas lists, creates and edits as its client does", async () => {
  await using api = await prepareCatalogue();
  const list = async (skip: number) =>
    (await api.request("GET", `/programas/programas/?skip=${skip}&limit=10`)).body;
  const first = await list(0);
  assert.deepEqual([first.total_items, first.items.length, first.items[0]], [3, 3, {
    cod_programa: OTHER_PROGRAMA,
    la_version: 102,
    nombre: "ANÁLISIS DE MUESTRAS QUÍMICAS",
    horas_lectivas: 1500,
    horas_productivas: 864,
  }]);
  assert.deepEqual(await list(10), { items: [], total_items: 3 });

  const created = await api.request("POST", "/programas/programas/", { body: NUEVO });
  assert.deepEqual([created.status, created.body], [201, {
    message: "Programa creado correctamente",
  }]);
  const horas = { horas_lectivas: "1300", horas_productivas: 900 };
  const changed = await api.request("PUT", "/programas/programas/524136", { body: horas });
  assert.deepEqual([changed.status, changed.body], [200, {
    message: "Programa actualizado correctamente",
  }]);
  const { items } = await list(0);
  assert.deepEqual(items[3], { ...NUEVO, horas_lectivas: 1300, horas_productivas: 900 });
});

Deno.test("pages of /programas/programas follow on without repeating a row", async () => {
  await using api = await prepareCatalogue();
  const seen: string[] = [];
  for (const skip of [0, 1, 2]) {
    const path = `/programas/programas/?skip=${skip}&limit=1`;
    const { body } = await api.request("GET", path);
    seen.push(...body.items.map((item: Item) => `${item.cod_programa}/${item.la_version}`));
  }
  assert.deepEqual(seen, [`${OTHER_PROGRAMA}/102`, `${PROGRAMA}/1`, `${PROGRAMA}/2`]);
});

Deno.test("GET /programas/programas/search/ finds by name and by code", async () => {
  await using api = await prepareCatalogue();
  const all = [`${OTHER_PROGRAMA}/102`, `${PROGRAMA}/1`, `${PROGRAMA}/2`];
  assert.deepEqual(await search(api, "análisis"), all);
  assert.deepEqual(await search(api, "desarrollo de so"), [all[2]]);
  assert.deepEqual(await search(api, "228106"), [all[0]]);
  assert.deepEqual(await search(api, ""), all);
  assert.deepEqual(await search(api, "100%"), []);
  assert.deepEqual(await search(api, "nada"), []);
  const without = await api.request("GET", "/programas/programas/search");
  assert.deepEqual([without.status, without.body.errors[0].campo], [422, "query"]);
});

Deno.test("GET and PUT /programas/programas/{cod_programa} mean the highest version", async () => {
  await using api = await prepareCatalogue();
  const path = `/programas/programas/${PROGRAMA}`;
  const { body: before } = await api.request("GET", path, { as: INSTRUCTOR });
  assert.deepEqual([before.la_version, before.horas_lectivas], [2, 3120]);
  const first = await api.request("GET", `/programas/${PROGRAMA}/1`);

  // The name is not the older clients' to change.
  const body = { horas_lectivas: 3000, nombre: "OTRO" };
  assert.equal((await api.request("PUT", path, { body })).status, 200);
  assert.deepEqual((await api.request("GET", path)).body, { ...before, horas_lectivas: 3000 });
  assert.deepEqual((await api.request("GET", `/programas/${PROGRAMA}/1`)).body, first.body);
  assert.deepEqual(await trailOf(api.db), [`cambiar programa_formacion ${PROGRAMA}/2`]);
});

Deno.test("the older paths of /programas refuse in their own words", async () => {
  await using api = await prepareCatalogue();
  const nothing = "Programa no encontrado o sin cambios";
  const cases: [method: string, path: string, body: unknown, status: number, detail: string][] = [
    ["GET", "/1", undefined, 404, "Programa no encontrado"],
    ["PUT", "/1", { horas_lectivas: 1 }, 404, nothing],
    ["PUT", `/${PROGRAMA}`, {}, 404, nothing],
    ["PUT", `/${PROGRAMA}`, { nombre: "OTRO" }, 404, nothing],
    [
      "POST",
      "/",
      { ...NUEVO, cod_programa: PROGRAMA },
      409,
      `Ya existe la versión 1 del programa ${PROGRAMA}; use otra versión`,
    ],
  ];
  for (const [method, path, body, status, detail] of cases) {
    const answer = await api.request(method, `/programas/programas${path}`, { body });
    assert.deepEqual([answer.status, answer.body.detail], [status, detail]);
  }
  await refusesEach(api, ["PUT", `/programas/programas/${PROGRAMA}`], {}, [
    [{ horas_lectivas: 1.5 }, "horas_lectivas", /./],
    [{ horas_productivas: null }, "horas_productivas", /número/],
  ]);
  const roles = [INSTRUCTOR], path = `/programas/programas/${PROGRAMA}`;
  assert.deepEqual(await statusesByRole(api, roles, ["POST", "/programas/programas/", NUEVO]), [
    403,
  ]);
  assert.deepEqual(await statusesByRole(api, roles, ["PUT", path, { horas_lectivas: 1 }]), [403]);
});
