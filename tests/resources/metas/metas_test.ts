import assert from "node:assert/strict";
import {
  ADMIN,
  CENTRO,
  FOREIGN_ADMIN,
  INSTRUCTOR,
  OTHER_CENTRO,
  prepareApp,
  SUPERADMIN,
} from "../../support.ts";

const NUEVA = { anio: 2026, concepto: "Aprendices en formación", valor: 1200 };

Deno.test("POST /metas creates a goal of the own centre, and says where it is", async () => {
  await using api = await prepareApp();
  const { status, headers, body } = await api.request("POST", "/metas", { body: NUEVA });
  assert.deepEqual([status, body], [201, { message: "Meta creada correctamente", id_meta: 1 }]);
  assert.equal(headers.get("Location"), "/metas/1");
  const read = await api.request("GET", "/metas/1", { as: INSTRUCTOR });
  assert.deepEqual(read.body, { id_meta: 1, cod_centro: CENTRO, ...NUEVA });
});

Deno.test("POST /metas takes a concept once per centre and year, however it is written", async () => {
  await using api = await prepareApp();
  const create = (body: object, as = ADMIN) => api.request("POST", "/metas", { as, body });
  assert.equal((await create(NUEVA)).status, 201);
  for (const concepto of [NUEVA.concepto, "APRENDICES EN FORMACION"]) {
    const again = await create({ ...NUEVA, concepto });
    assert.deepEqual([again.status, again.body.errors[0].campo], [409, "concepto"]);
  }
  assert.equal((await create({ ...NUEVA, anio: 2027 })).status, 201);
  assert.equal((await create({ ...NUEVA, concepto: "Cupos" })).status, 201);
  assert.equal((await create(NUEVA, FOREIGN_ADMIN)).status, 201);
});

Deno.test("POST /metas knows only the own centre, and answers alike for none", async () => {
  await using api = await prepareApp();
  const create = (cod_centro: number, as = ADMIN) =>
    api.request("POST", "/metas", { as, body: { ...NUEVA, cod_centro } });
  const [foreign, missing] = [await create(OTHER_CENTRO), await create(777, SUPERADMIN)];
  assert.deepEqual([foreign.status, missing.status], [409, 409]);
  assert.equal(foreign.body.detail.replace("9307", "777"), missing.body.detail);
  assert.equal((await create(OTHER_CENTRO, SUPERADMIN)).status, 201);
  assert.equal((await create(CENTRO, INSTRUCTOR)).status, 403);
});

Deno.test("POST and PUT of /metas name each field that is wrong", async () => {
  await using api = await prepareApp();
  await api.request("POST", "/metas", { body: NUEVA });
  const wrong = {
    anio: [1899, 2101, 2026.5, "dos mil", null],
    concepto: ["ab", "x".repeat(101), "línea\nrota", 7],
    valor: [-1, 1_000_001, 1.5, "mucho", null],
  };
  for (const [campo, values] of Object.entries(wrong)) {
    for (const value of values) {
      for (const [method, path] of [["POST", "/metas"], ["PUT", "/metas/1"]] as const) {
        const answer = await api.request(method, path, { body: { ...NUEVA, [campo]: value } });
        const found = [answer.status, answer.body.errors[0].campo];
        assert.deepEqual(found, [422, campo], `${method} ${campo} ${value}`);
      }
    }
  }
});

Deno.test("PUT and PATCH /metas/{id} change what is sent and nothing else", async () => {
  await using api = await prepareApp();
  await api.request("POST", "/metas", { body: NUEVA });
  await api.request("POST", "/metas", { body: { ...NUEVA, concepto: "Cupos" } });
  const put = (body: object, id = 1, as = ADMIN) =>
    api.request("PUT", `/metas/${id}`, { as, body });
  const { status, body } = await put({ valor: 1250, cod_centro: OTHER_CENTRO });
  assert.deepEqual([status, body.message], [200, "Meta actualizada correctamente"]);
  const patched = await api.request("PATCH", "/metas/1", { body: { anio: 2027 } });
  assert.equal(patched.status, 200);
  const read = await api.request("GET", "/metas/1");
  assert.deepEqual(read.body, {
    ...NUEVA,
    id_meta: 1,
    cod_centro: CENTRO,
    valor: 1250,
    anio: 2027,
  });
  assert.equal((await put({})).status, 422);
  assert.equal((await put({ anio: 2026, concepto: "cupos" })).status, 409);
  const [foreign, missing] = [
    await put({ valor: 1 }, 1, FOREIGN_ADMIN),
    await put({ valor: 1 }, 99),
  ];
  assert.deepEqual([foreign.status, foreign.body.detail], [404, missing.body.detail]);
  assert.equal((await put({ valor: 1 }, 1, INSTRUCTOR)).status, 403);
});

Deno.test("GET /metas lists by centre and year, the last year first", async () => {
  await using api = await prepareApp();
  for (const anio of [2025, 2026]) {
    await api.request("POST", "/metas", { body: { ...NUEVA, anio } });
    await api.request("POST", "/metas", { as: FOREIGN_ADMIN, body: { ...NUEVA, anio } });
  }
  const listed = async (as: number, query = "") => {
    const { body } = await api.request("GET", `/metas${query}`, { as });
    return [
      body.total_items,
      ...body.items.map((meta: { id_meta: number }) => meta.id_meta),
    ];
  };
  assert.deepEqual(await listed(INSTRUCTOR), [2, 3, 1]);
  assert.deepEqual(await listed(FOREIGN_ADMIN), [2, 4, 2]);
  assert.deepEqual(await listed(SUPERADMIN), [4, 3, 1, 4, 2]);
  assert.deepEqual(await listed(SUPERADMIN, "?anio=2025"), [2, 1, 2]);
  assert.deepEqual(await listed(SUPERADMIN, "?cod_centro=9307&limit=1&skip=1"), [2, 2]);
  assert.deepEqual(await listed(ADMIN, "?cod_centro=9307"), [0]);
});

Deno.test("DELETE /metas/{id} removes a goal of the own centre", async () => {
  await using api = await prepareApp();
  await api.request("POST", "/metas", { body: NUEVA });
  const remove = (as: number) => api.request("DELETE", "/metas/1", { as });
  assert.deepEqual([(await remove(INSTRUCTOR)).status, (await remove(FOREIGN_ADMIN)).status], [
    403,
    404,
  ]);
  assert.deepEqual([(await remove(ADMIN)).status, (await remove(ADMIN)).status], [204, 404]);
  assert.equal((await api.request("GET", "/metas/1")).status, 404);
});
