import assert from "node:assert/strict";
import { ADMIN, INSTRUCTOR, prepareApp, SUPERADMIN } from "../support.ts";
import { refusesEach, statusesByRole, trailOf } from "./catalogue.ts";

// DANE's numbers of the 32 departments, and of Bogotá for Distrito Capital.
const DANE = [
  ...[5, 8, 11, 13, 15, 17, 18, 19, 20, 23, 25, 27, 41, 44, 47, 50, 52, 54, 63, 66, 68, 70, 73],
  ...[76, 81, 85, 86, 88, 91, 94, 95, 97, 99],
];

Deno.test("GET /regionales lists the 33 of SENA by their DANE code", async () => {
  await using api = await prepareApp();
  const { status, body } = await api.request("GET", "/regionales?limit=100", { as: INSTRUCTOR });
  assert.deepEqual([status, body.total_items, DANE.length], [200, 33, 33]);
  const items: { cod_regional: number; nombre: string }[] = body.items;
  assert.deepEqual(items.map(({ cod_regional }) => cod_regional), DANE);
  assert.ok(items.every(({ nombre }) => /^REGIONAL [A-ZÁÉÍÓÚÑ, ]+$/.test(nombre)));
  assert.equal(new Set(items.map(({ nombre }) => nombre)).size, 33);
  const nameOf = (cod: number) => items.find((item) => item.cod_regional === cod)?.nombre;
  assert.deepEqual([5, 11, 52, 66].map(nameOf), [
    "REGIONAL ANTIOQUIA",
    "REGIONAL DISTRITO CAPITAL",
    "REGIONAL NARIÑO",
    "REGIONAL RISARALDA",
  ]);
});

Deno.test("GET /regionales pages, and answers 304 to whoever has the page", async () => {
  await using api = await prepareApp();
  const { headers, body } = await api.request("GET", "/regionales/?skip=31&limit=5");
  assert.deepEqual(body, {
    items: [
      { cod_regional: 97, nombre: "REGIONAL VAUPÉS" },
      { cod_regional: 99, nombre: "REGIONAL VICHADA" },
    ],
    total_items: 33,
  });
  const known = { "If-None-Match": headers.get("ETag") ?? "" };
  const again = await api.request("GET", "/regionales/?skip=31&limit=5", { headers: known });
  assert.deepEqual([again.status, again.body], [304, null]);
  const other = await api.request("GET", "/regionales/?skip=30&limit=5", { headers: known });
  assert.equal(other.status, 200);
});

Deno.test("a regional is created, read, changed and removed", async () => {
  await using api = await prepareApp();
  const nueva = { cod_regional: "12", nombre: "  REGIONAL DE PRUEBA " };
  const created = await api.request("POST", "/regionales", { as: SUPERADMIN, body: nueva });
  assert.deepEqual([created.status, created.body], [201, {
    message: "Regional creada correctamente",
    cod_regional: 12,
  }]);
  const path = created.headers.get("Location") ?? "";
  assert.equal(path, "/regionales/12");
  const read = await api.request("GET", path);
  assert.deepEqual(read.body, { cod_regional: 12, nombre: "REGIONAL DE PRUEBA" });

  const change = { as: SUPERADMIN, body: { nombre: "REGIONAL NUEVA" } };
  const headers = { "If-Match": read.headers.get("ETag") ?? "" };
  const changed = await api.request("PUT", path, { ...change, headers });
  assert.deepEqual([changed.status, changed.body], [200, {
    message: "Regional actualizada correctamente",
  }]);
  assert.equal((await api.request("GET", path)).body.nombre, "REGIONAL NUEVA");
  assert.equal((await api.request("PUT", path, { ...change, headers })).status, 412);
  assert.equal((await api.request("DELETE", path, { as: SUPERADMIN, headers })).status, 412);
  assert.equal((await api.request("DELETE", path, { as: SUPERADMIN })).status, 204);
  for (const method of ["GET", "DELETE"]) {
    const { status, body } = await api.request(method, path, { as: SUPERADMIN });
    assert.deepEqual([status, body.detail], [404, "Regional no encontrada"]);
  }
  assert.equal((await api.request("PUT", path, change)).status, 404);
  assert.deepEqual(await trailOf(api.db), [
    "crear regional 12",
    "cambiar regional 12",
    "borrar regional 12",
  ]);
});

Deno.test("POST /regionales repeats its answer to the same Idempotency-Key", async () => {
  await using api = await prepareApp();
  const body = { cod_regional: 12, nombre: "REGIONAL DE PRUEBA" };
  const options = { as: SUPERADMIN, body, headers: { "Idempotency-Key": "una-sola-vez" } };
  const first = await api.request("POST", "/regionales", options);
  const second = await api.request("POST", "/regionales", options);
  assert.deepEqual([first.status, second.status, second.body], [201, 201, first.body]);
  const without = await api.request("POST", "/regionales", { as: SUPERADMIN, body });
  assert.deepEqual([without.status, without.body.detail], [
    409,
    "Ya existe la regional 12; use otro código",
  ]);
  assert.deepEqual(await trailOf(api.db), ["crear regional 12"]);
});

Deno.test("DELETE /regionales/{cod_regional} refuses one with centros", async () => {
  await using api = await prepareApp();
  const { status, body } = await api.request("DELETE", "/regionales/66", { as: SUPERADMIN });
  assert.deepEqual([status, body.detail], [
    409,
    "La regional 66 tiene centros de formación; páselos antes a otra",
  ]);
  assert.equal((await api.request("GET", "/regionales/66")).status, 200);
});

Deno.test("/regionales names each invalid field", async () => {
  await using api = await prepareApp();
  const valid = { cod_regional: 12, nombre: "REGIONAL DE PRUEBA" };
  await refusesEach(api, ["POST", "/regionales"], valid, [
    [{ cod_regional: undefined }, "cod_regional", /./],
    [{ cod_regional: 0 }, "cod_regional", /1/],
    [{ cod_regional: 4294967296 }, "cod_regional", /4294967295/],
    [{ cod_regional: "doce" }, "cod_regional", /número/],
    [{ nombre: "  " }, "nombre", /vacío/],
    [{ nombre: "x".repeat(81) }, "nombre", /80/],
    [{ nombre: 12 }, "nombre", /texto/],
  ]);
  await refusesEach(api, ["PUT", "/regionales/66"], {}, [[{}, "nombre", /./]]);
  const { status } = await api.request("GET", "/regionales/abc");
  assert.equal(status, 422);
});

Deno.test("only a superadmin writes regionales", async () => {
  await using api = await prepareApp();
  const roles = [ADMIN, INSTRUCTOR];
  const body = { cod_regional: 12, nombre: "REGIONAL DE PRUEBA" };
  assert.deepEqual(await statusesByRole(api, roles, ["POST", "/regionales", body]), [403, 403]);
  assert.deepEqual(await statusesByRole(api, roles, ["PUT", "/regionales/5", body]), [403, 403]);
  assert.deepEqual(await statusesByRole(api, roles, ["DELETE", "/regionales/5"]), [403, 403]);
});
