import assert from "node:assert/strict";
import { ADMIN, CENTRO, FOREIGN_ADMIN, INSTRUCTOR, OTHER_CENTRO, SUPERADMIN } from "../support.ts";
import {
  CLOSED,
  FOREIGN,
  FREE,
  IN_USE,
  prepareCatalogue,
  trailOf,
} from "../resources/catalogue.ts";

Deno.test("the screen Ambientes lists, creates and edits as its client does", async () => {
  await using api = await prepareCatalogue();
  const list = async () => (await api.request("GET", `/ambientes/activos/centro/${CENTRO}`)).body;
  const before = await list();
  assert.deepEqual(
    before.map((a: { id_ambiente: number; estado: boolean }) => [a.id_ambiente, a.estado]),
    [[IN_USE, true], [FREE, true], [CLOSED, false]],
  );

  const form = { nombre_ambiente: "AULA 102", num_max_aprendices: 30, municipio: "PEREIRA" };
  const nuevo = { ...form, ubicacion: "BLOQUE A", cod_centro: CENTRO, estado: true };
  const created = await api.request("POST", "/ambientes/", { body: nuevo });
  assert.deepEqual([created.status, created.body.message], [201, "Ambiente creado correctamente"]);
  const [first, second, ...rest] = await list();
  assert.deepEqual([first, second, rest.length], [before[0], {
    ...nuevo,
    id_ambiente: created.body.id_ambiente,
  }, 2]);

  // The client sends all six fields back, and the state as some database gave it.
  const edited = { ...nuevo, num_max_aprendices: "32", estado: 1 };
  const path = `/ambientes/${created.body.id_ambiente}`;
  const changed = await api.request("PUT", path, { body: edited });
  assert.deepEqual([changed.status, changed.body.message], [
    200,
    "Ambiente actualizado correctamente",
  ]);
  assert.deepEqual((await list())[1], { ...second, num_max_aprendices: 32 });
});

Deno.test("GET /ambientes/activos/centro/{cod_centro} is empty for a centre out of reach", async () => {
  await using api = await prepareCatalogue();
  const cases: [as: number, cod_centro: number, ids: number[]][] = [
    [INSTRUCTOR, CENTRO, [IN_USE, FREE, CLOSED]],
    [SUPERADMIN, OTHER_CENTRO, [FOREIGN]],
    [ADMIN, OTHER_CENTRO, []],
    [INSTRUCTOR, OTHER_CENTRO, []],
    [SUPERADMIN, 1, []],
  ];
  for (const [as, cod_centro, ids] of cases) {
    const path = `/ambientes/activos/centro/${cod_centro}`;
    const { status, body } = await api.request("GET", path, { as });
    assert.equal(status, 200);
    assert.deepEqual(body.map(({ id_ambiente }: { id_ambiente: number }) => id_ambiente), ids);
  }
});

Deno.test("PUT /ambientes/toggle-estado/{id} turns the state around", async () => {
  await using api = await prepareCatalogue();
  for (const estado of [false, true]) {
    const { status, body } = await api.request("PUT", `/ambientes/toggle-estado/${FREE}`);
    assert.deepEqual([status, body.message], [200, "Estado del ambiente modificado correctamente"]);
    assert.equal((await api.request("GET", `/ambientes/${FREE}`)).body.estado, estado);
  }
  assert.equal((await trailOf(api.db)).length, 2);
  const cases: [as: number, id: number, status: number][] = [
    [ADMIN, 99, 404],
    [FOREIGN_ADMIN, FREE, 404],
    [INSTRUCTOR, FREE, 403],
  ];
  for (const [as, id, status] of cases) {
    const answer = await api.request("PUT", `/ambientes/toggle-estado/${id}`, { as });
    assert.equal(answer.status, status);
  }
});
