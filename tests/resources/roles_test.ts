import assert from "node:assert/strict";
import { ADMIN, INSTRUCTOR, OTHER_CENTRO, prepareApp, SUPERADMIN } from "../support.ts";

Deno.test("GET /roles lists the three roles for everybody", async () => {
  await using api = await prepareApp();
  const { status, body } = await api.request("GET", "/roles", { as: INSTRUCTOR });
  assert.deepEqual([status, body], [200, [
    { id_rol: 1, nombre: "superadmin" },
    { id_rol: 2, nombre: "admin" },
    { id_rol: 3, nombre: "instructor" },
  ]]);
});

Deno.test("GET /roles/distribucion counts the users that the caller may see", async () => {
  await using api = await prepareApp();
  const count = async (as: number, query = "") => {
    const { status, body } = await api.request("GET", `/roles/distribucion${query}`, { as });
    assert.equal(status, 200);
    return body.map((rol: { total: number; activos: number }) => [rol.total, rol.activos]);
  };
  assert.deepEqual(await count(SUPERADMIN), [[1, 1], [3, 3], [4, 3]]);
  assert.deepEqual(await count(ADMIN), [[1, 1], [2, 2], [3, 2]]);
  const other = `?cod_centro=${OTHER_CENTRO}`;
  assert.deepEqual(await count(SUPERADMIN, other), [[0, 0], [1, 1], [1, 1]]);
  assert.deepEqual(await count(ADMIN, other), [[0, 0], [0, 0], [0, 0]]);
});

Deno.test("GET /roles/distribucion refuses an instructor and a wrong centre", async () => {
  await using api = await prepareApp();
  const path = "/roles/distribucion";
  assert.equal((await api.request("GET", path, { as: INSTRUCTOR })).status, 403);
  const { status, body } = await api.request("GET", `${path}?cod_centro=x`);
  assert.deepEqual([status, body.errors[0].campo], [422, "cod_centro"]);
});
