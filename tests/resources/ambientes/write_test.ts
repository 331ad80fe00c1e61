import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import {
  ADMIN,
  CENTRO,
  FOREIGN_ADMIN,
  INSTRUCTOR,
  OTHER_CENTRO,
  prepareApp,
  SUPERADMIN,
} from "../../support.ts";
import {
  CLOSED,
  FOREIGN,
  FREE,
  IN_USE,
  prepareCatalogue,
  refusesEach,
  statusesByRole,
  trailOf,
} from "../catalogue.ts";

const NUEVO = {
  nombre_ambiente: "AULA 201",
  num_max_aprendices: 35,
  municipio: "PEREIRA",
  ubicacion: "BLOQUE A, PISO 2",
  cod_centro: CENTRO,
};

Deno.test("POST /ambientes creates an active ambiente and says where it is", async () => {
  await using api = await prepareCatalogue();
  const { status, headers, body } = await api.request("POST", "/ambientes/", { body: NUEVO });
  assert.deepEqual([status, body], [201, {
    message: "Ambiente creado correctamente",
    id_ambiente: 5,
  }]);
  assert.equal(headers.get("Location"), "/ambientes/5");
  const created = await api.request("GET", "/ambientes/5");
  assert.deepEqual(created.body, { ...NUEVO, id_ambiente: 5, estado: true });
  assert.deepEqual(await trailOf(api.db), ["crear ambiente_formacion 5"]);
});

Deno.test("POST /ambientes takes what older clients send, and ignores the unknown", async () => {
  await using api = await prepareApp();
  const sent = {
    num_max_aprendices: "35",
    cod_centro: "9121",
    estado: 0,
    id_ambiente: 77,
    otro: 1,
  };
  const { status, body } = await api.request("POST", "/ambientes", { body: { ...NUEVO, ...sent } });
  assert.deepEqual([status, body.id_ambiente], [201, 1]);
  const created = await api.request("GET", "/ambientes/1");
  assert.deepEqual(created.body, { ...NUEVO, id_ambiente: 1, estado: false });
});

Deno.test("POST /ambientes repeats its answer to the same Idempotency-Key", async () => {
  await using api = await prepareApp();
  const headers = { "Idempotency-Key": "aula-201" };
  const send = () => api.request("POST", "/ambientes", { body: NUEVO, headers });
  const [first, second] = await Promise.all([send(), send()]);
  assert.deepEqual([first.status, second.status, second.body], [201, 201, first.body]);
  assert.equal((await api.request("GET", "/ambientes")).body.total_items, 1);
});

Deno.test("ambientes: a foreign centre in the body is one that does not exist", async () => {
  await using api = await prepareCatalogue();
  const cases: [as: number, method: string, path: string, body: object, cod: number][] = [
    [ADMIN, "POST", "/ambientes", { ...NUEVO, cod_centro: OTHER_CENTRO }, OTHER_CENTRO],
    [ADMIN, "POST", "/ambientes", { ...NUEVO, cod_centro: 1 }, 1],
    [SUPERADMIN, "POST", "/ambientes", { ...NUEVO, cod_centro: 1 }, 1],
    [ADMIN, "PUT", `/ambientes/${FREE}`, { cod_centro: OTHER_CENTRO }, OTHER_CENTRO],
    [SUPERADMIN, "PUT", `/ambientes/${FREE}`, { cod_centro: 1 }, 1],
  ];
  for (const [as, method, path, body, cod] of cases) {
    const answer = await api.request(method, path, { as, body });
    assert.deepEqual([answer.status, answer.body.detail], [
      409,
      `No existe el centro ${cod}; revise cod_centro`,
    ]);
  }
  const { body } = await api.request("GET", "/ambientes", { as: SUPERADMIN });
  assert.equal(body.total_items, 4);
});

Deno.test("PUT and PATCH /ambientes/{id} change what they are given and nothing else", async () => {
  await using api = await prepareCatalogue();
  const path = `/ambientes/${IN_USE}`;
  const { body: before } = await api.request("GET", path);
  const cambios = { num_max_aprendices: 28, estado: false };
  const put = await api.request("PUT", path, { body: cambios });
  const message = "Ambiente actualizado correctamente";
  const afectadas = { total: 0, primeras: [] };
  assert.deepEqual([put.status, put.body], [200, { message, afectadas }]);
  const patch = await api.request("PATCH", path, { body: { ubicacion: "BLOQUE Z" } });
  assert.deepEqual([patch.status, patch.body], [200, { message }]);
  const after = await api.request("GET", path);
  assert.deepEqual(after.body, { ...before, ...cambios, ubicacion: "BLOQUE Z" });
  assert.equal(patch.headers.get("ETag"), after.headers.get("ETag"));

  const headers = { "If-Match": put.headers.get("ETag") ?? "" };
  const stale = await api.request("PUT", path, { body: { estado: true }, headers });
  assert.equal(stale.status, 412);
  assert.equal((await api.request("GET", path)).body.estado, false);
  assert.equal((await trailOf(api.db)).length, 2);
});

Deno.test("PUT /ambientes/{id} does not reach what is missing, foreign or unchanged", async () => {
  await using api = await prepareCatalogue();
  const body = { estado: false };
  for (const [as, id] of [[ADMIN, FOREIGN], [ADMIN, 99], [SUPERADMIN, 99], [FOREIGN_ADMIN, FREE]]) {
    const answer = await api.request("PUT", `/ambientes/${id}`, { as: as ?? null, body });
    assert.deepEqual([answer.status, answer.body.detail], [404, "Ambiente no encontrado"]);
  }
  for (const unchanged of [{}, { id_ambiente: 9 }]) {
    const answer = await api.request("PUT", `/ambientes/${FREE}`, { body: unchanged });
    assert.deepEqual([answer.status, answer.body.detail], [
      404,
      "Ambiente no encontrado o sin cambios",
    ]);
  }
  assert.deepEqual(await trailOf(api.db), []);
});

Deno.test("a superadmin moves an ambiente to another centre only while nobody uses it", async () => {
  await using api = await prepareCatalogue();
  const move = (id: number) =>
    api.request("PUT", `/ambientes/${id}`, { as: SUPERADMIN, body: { cod_centro: OTHER_CENTRO } });
  assert.equal((await move(FREE)).status, 200);
  assert.equal((await api.request("GET", `/ambientes/${FREE}`)).status, 404);
  await api.db.execute(sql`UPDATE programacion SET id_ambiente = ${CLOSED}`);
  for (const id of [IN_USE, CLOSED]) {
    const { status, body } = await move(id);
    assert.deepEqual([status, body.detail], [
      409,
      `El ambiente ${id} está en uso en su centro: cree otro en el centro nuevo`,
    ]);
  }
});

Deno.test("DELETE /ambientes/{id} removes one that nobody uses", async () => {
  await using api = await prepareCatalogue();
  const inUse = await api.request("DELETE", `/ambientes/${IN_USE}`);
  assert.deepEqual([inUse.status, inUse.body.detail], [
    409,
    `El ambiente ${IN_USE} está en uso por grupos o programaciones; desactívelo`,
  ]);
  assert.equal((await api.request("DELETE", `/ambientes/${FOREIGN}`)).status, 404);
  const headers = { "If-Match": '"otra"' };
  assert.equal((await api.request("DELETE", `/ambientes/${FREE}`, { headers })).status, 412);
  const removed = await api.request("DELETE", `/ambientes/${FREE}`);
  assert.deepEqual([removed.status, removed.body], [204, null]);
  assert.equal((await api.request("DELETE", `/ambientes/${FREE}`)).status, 404);
  assert.deepEqual(await trailOf(api.db), [`borrar ambiente_formacion ${FREE}`]);
});

Deno.test("/ambientes names each invalid field", async () => {
  await using api = await prepareCatalogue();
  const cases: [changes: object, campo: string, mensaje: RegExp][] = [
    [{ nombre_ambiente: "" }, "nombre_ambiente", /vacío/],
    [{ nombre_ambiente: "x".repeat(41) }, "nombre_ambiente", /40/],
    [{ nombre_ambiente: "A\u0000B" }, "nombre_ambiente", /control/],
    [{ num_max_aprendices: 0 }, "num_max_aprendices", /1/],
    [{ num_max_aprendices: 1.5 }, "num_max_aprendices", /./],
    [{ num_max_aprendices: "muchos" }, "num_max_aprendices", /número/],
    [{ municipio: 5 }, "municipio", /texto/],
    [{ municipio: "x".repeat(41) }, "municipio", /40/],
    [{ ubicacion: "x".repeat(81) }, "ubicacion", /80/],
    [{ cod_centro: null }, "cod_centro", /número/],
    [{ estado: "quizas" }, "estado", /./],
    [{ estado: 2 }, "estado", /./],
  ];
  const missing = Object.keys(NUEVO).map((campo): [object, string, RegExp] => [
    { [campo]: undefined },
    campo,
    /./,
  ]);
  await refusesEach(api, ["POST", "/ambientes"], NUEVO, [...cases, ...missing]);
  await refusesEach(api, ["PUT", `/ambientes/${FREE}`], {}, cases);
  assert.deepEqual(await trailOf(api.db), []);
});

Deno.test("an instructor does not write ambientes", async () => {
  await using api = await prepareCatalogue();
  const path = `/ambientes/${FREE}`, roles = [INSTRUCTOR];
  assert.deepEqual(await statusesByRole(api, roles, ["POST", "/ambientes", NUEVO]), [403]);
  assert.deepEqual(await statusesByRole(api, roles, ["PUT", path, NUEVO]), [403]);
  assert.deepEqual(await statusesByRole(api, roles, ["PATCH", path, NUEVO]), [403]);
  assert.deepEqual(await statusesByRole(api, roles, ["DELETE", path]), [403]);
});
