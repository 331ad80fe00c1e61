import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { INSTRUCTOR, prepareApp } from "../support.ts";

const OWN = {
  cod_centro: 9121,
  nombre_centro: "CENTRO ATENCION SECTOR AGROPECUARIO",
  cod_regional: 66,
};
const OTHER = {
  cod_centro: 9307,
  nombre_centro: "CENTRO DE COMERCIO Y SERVICIOS",
  cod_regional: 66,
};

Deno.test("GET /centro-formacion/centros is the array of all centres", async () => {
  await using api = await prepareApp();
  for (const path of ["/centro-formacion/centros", "/centro-formacion/centros/"]) {
    const { status, body } = await api.request("GET", path, { as: INSTRUCTOR });
    assert.deepEqual([status, body], [200, [OWN, OTHER]]);
  }
});

Deno.test("GET /centro-formacion/{cod_centro} is one centre", async () => {
  await using api = await prepareApp();
  const { status, body } = await api.request("GET", "/centro-formacion/9307", { as: INSTRUCTOR });
  assert.deepEqual([status, body], [200, OTHER]);
  const missing = await api.request("GET", "/centro-formacion/9999");
  assert.deepEqual([missing.status, missing.body.detail], [
    404,
    "Centro de formación no encontrado",
  ]);
  assert.equal((await api.request("GET", "/centro-formacion/uno")).status, 422);
});

Deno.test("GET /centro-formacion/nombre/{x} looks for the name of the query", async () => {
  await using api = await prepareApp();
  await api.db.execute(sql`
    INSERT INTO centro_formacion (cod_centro, nombre_centro, cod_regional)
    VALUES (9401, 'CENTRO DE DISEÑO E INNOVACIÓN', 66)`);
  const find = (nombre: string) =>
    api.request("GET", `/centro-formacion/nombre/x?nombre=${encodeURIComponent(nombre)}`);
  assert.equal((await find("centro de diseno e innovacion")).body.cod_centro, 9401);
  assert.deepEqual((await find("Centro de Comercio y Servicios")).body, OTHER);
  for (const nombre of ["CENTRO", "%"]) {
    const { status, body } = await find(nombre);
    assert.deepEqual([status, body.detail], [404, "Centro de formación no encontrado"]);
  }
  const without = await api.request("GET", "/centro-formacion/nombre/x");
  assert.deepEqual([without.status, without.body.errors[0].campo], [422, "nombre"]);
});

Deno.test("GET /centro-formacion/regional/{cod_regional} is 404 without centres", async () => {
  await using api = await prepareApp();
  const { status, body } = await api.request("GET", "/centro-formacion/regional/66");
  assert.deepEqual([status, body], [200, [OWN, OTHER]]);
  const empty = await api.request("GET", "/centro-formacion/regional/5");
  assert.deepEqual([empty.status, empty.body.detail], [
    404,
    "Centros de formación no encontrados para la región especificada",
  ]);
});
