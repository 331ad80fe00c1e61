import assert from "node:assert/strict";
import { FOREIGN_ADMIN, INSTRUCTOR, SUPERADMIN } from "../support.ts";
import {
  COMPETENCIA,
  LOOSE_COMPETENCIA,
  prepareCatalogue,
  PROGRAMA,
  refusesEach,
  SECOND_COMPETENCIA,
  statusesByRole,
  trailOf,
} from "./catalogue.ts";

const [BUILD, ANALYSE, ETHICS] = [
  { cod_competencia: COMPETENCIA, nombre: "CONSTRUIR EL SISTEMA", horas: 480 },
  { cod_competencia: SECOND_COMPETENCIA, nombre: "ANALIZAR REQUISITOS", horas: null },
  { cod_competencia: LOOSE_COMPETENCIA, nombre: "ÉTICA", horas: 0 },
];
const NUEVA = { cod_competencia: 40001, nombre: "PRODUCIR CAFÉ", horas: 120 };

Deno.test("GET /competencias is the array of all, by code", async () => {
  await using api = await prepareCatalogue();
  for (const path of ["/competencias", "/competencias/"]) {
    const { status, headers, body } = await api.request("GET", path, { as: INSTRUCTOR });
    assert.deepEqual([status, body], [200, [BUILD, ANALYSE, ETHICS]]);
    const known = { "If-None-Match": headers.get("ETag") ?? "" };
    assert.equal((await api.request("GET", path, { headers: known })).status, 304);
  }
});

Deno.test("GET /competencias/search finds by code or name, in pages", async () => {
  await using api = await prepareCatalogue();
  const cases: [query: string, items: object[], total: number][] = [
    ["", [BUILD, ANALYSE, ETHICS], 3],
    ["?skip=1&limit=1", [ANALYSE], 3],
    ["?q=etica", [ETHICS], 1],
    ["?q=Sistema", [BUILD], 1],
    ["?q=36181", [ANALYSE], 1],
    ["?q=3618&limit=2", [BUILD, ANALYSE], 3],
    ["?q=_TICA", [], 0],
    ["?q=%25", [], 0],
  ];
  for (const [query, items, total_items] of cases) {
    const { body } = await api.request("GET", `/competencias/search${query}`, { as: INSTRUCTOR });
    assert.deepEqual(body, { items, total_items }, query);
  }
  assert.equal((await api.request("GET", "/competencias/search?limit=101")).status, 422);
});

Deno.test("a competencia is created, read, changed and removed", async () => {
  await using api = await prepareCatalogue();
  const sent = { ...NUEVA, cod_competencia: "40001" };
  const created = await api.request("POST", "/competencias/", { body: sent });
  assert.deepEqual([created.status, created.body], [201, {
    message: "Competencia creada correctamente",
    cod_competencia: 40001,
  }]);
  const path = created.headers.get("Location") ?? "";
  assert.equal(path, "/competencias/40001");
  const read = await api.request("GET", path, { as: INSTRUCTOR });
  assert.deepEqual([read.status, read.body], [200, NUEVA]);

  const headers = { "If-Match": read.headers.get("ETag") ?? "" };
  const body = { horas: null };
  const changed = await api.request("PUT", path, { as: FOREIGN_ADMIN, body, headers });
  assert.deepEqual([changed.status, changed.body], [200, {
    message: "Competencia actualizada correctamente",
  }]);
  assert.deepEqual((await api.request("GET", path)).body, { ...NUEVA, horas: null });
  assert.equal((await api.request("PUT", path, { body, headers })).status, 412);
  const removed = await api.request("DELETE", path);
  assert.deepEqual([removed.status, removed.body], [204, null]);
  for (const [method, given] of [["GET"], ["PUT", body], ["DELETE"]] as const) {
    const gone = await api.request(method, path, { body: given });
    assert.deepEqual([gone.status, gone.body.detail], [404, "Competencia no encontrada"]);
  }
  assert.deepEqual(await trailOf(api.db), [
    "crear competencia 40001",
    "cambiar competencia 40001",
    "borrar competencia 40001",
  ]);
});

Deno.test("POST /competencias: the hours are 0 unless they come, and a code is used once", async () => {
  await using api = await prepareCatalogue();
  const { horas: _, ...without } = NUEVA;
  const headers = { "Idempotency-Key": "cafe" };
  for (let i = 0; i < 2; i++) {
    const { status } = await api.request("POST", "/competencias", { body: without, headers });
    assert.equal(status, 201);
  }
  assert.deepEqual((await api.request("GET", "/competencias/40001")).body, { ...NUEVA, horas: 0 });
  const again = await api.request("POST", "/competencias", { body: NUEVA });
  assert.deepEqual([again.status, again.body.detail], [400, "La competencia ya existe"]);
  assert.deepEqual(await trailOf(api.db), ["crear competencia 40001"]);
});

Deno.test("PUT /competencias/{cod_competencia} with nothing to change is 400", async () => {
  await using api = await prepareCatalogue();
  for (const body of [{}, { cod_competencia: 9 }]) {
    const answer = await api.request("PUT", `/competencias/${COMPETENCIA}`, { body });
    assert.deepEqual([answer.status, answer.body.detail], [
      400,
      "No se pudo actualizar la competencia",
    ]);
  }
});

Deno.test("DELETE /competencias/{cod_competencia} refuses one in use", async () => {
  await using api = await prepareCatalogue();
  for (const cod of [COMPETENCIA, SECOND_COMPETENCIA]) {
    const { status, body } = await api.request("DELETE", `/competencias/${cod}`);
    assert.deepEqual([status, body.detail], [
      409,
      `La competencia ${cod} está en uso (programas, resultados o programaciones)`,
    ]);
  }
  assert.equal((await api.request("GET", "/competencias")).body.length, 3);
});

Deno.test("GET /competencias/{cod_competencia}/programas has every version of each", async () => {
  await using api = await prepareCatalogue();
  const versions = [
    {
      cod_programa: PROGRAMA,
      la_version: 1,
      nombre_programa: "ANALISIS Y DESARROLLO DE SISTEMAS",
    },
    {
      cod_programa: PROGRAMA,
      la_version: 2,
      nombre_programa: "ANÁLISIS Y DESARROLLO DE SOFTWARE",
    },
  ];
  const cases: [cod: number, programas: object[]][] = [
    [COMPETENCIA, versions],
    [SECOND_COMPETENCIA, versions],
    [LOOSE_COMPETENCIA, []],
  ];
  for (const [cod, programas] of cases) {
    const path = `/competencias/${cod}/programas`;
    const { status, body } = await api.request("GET", path, { as: INSTRUCTOR });
    assert.deepEqual([status, body], [200, programas]);
  }
  const missing = await api.request("GET", "/competencias/1/programas");
  assert.deepEqual([missing.status, missing.body.detail], [404, "Competencia no encontrada"]);
});

Deno.test("/competencias names each invalid field", async () => {
  await using api = await prepareCatalogue();
  const cases: [changes: object, campo: string, mensaje: RegExp][] = [
    [{ nombre: "" }, "nombre", /vacío/],
    [{ nombre: "x".repeat(501) }, "nombre", /500/],
    [{ nombre: null }, "nombre", /texto/],
    [{ horas: -1 }, "horas", /0/],
    [{ horas: 1.5 }, "horas", /./],
    [{ horas: "muchas" }, "horas", /número/],
  ];
  await refusesEach(api, ["POST", "/competencias"], NUEVA, [
    ...cases,
    [{ cod_competencia: undefined }, "cod_competencia", /./],
    [{ cod_competencia: 0 }, "cod_competencia", /1/],
    [{ nombre: undefined }, "nombre", /./],
  ]);
  await refusesEach(api, ["PUT", `/competencias/${COMPETENCIA}`], {}, cases);
  assert.equal((await api.request("GET", "/competencias/uno")).status, 422);
});

Deno.test("superadmin and admin write competencias, an instructor does not", async () => {
  await using api = await prepareCatalogue();
  const roles = [INSTRUCTOR, SUPERADMIN], path = `/competencias/${LOOSE_COMPETENCIA}`;
  assert.deepEqual(await statusesByRole(api, roles, ["POST", "/competencias", NUEVA]), [403, 201]);
  assert.deepEqual(await statusesByRole(api, roles, ["PUT", path, { horas: 1 }]), [403, 200]);
  assert.deepEqual(await statusesByRole(api, roles, ["DELETE", path]), [403, 204]);
});
