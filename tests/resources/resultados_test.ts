import assert from "node:assert/strict";
import { FOREIGN_ADMIN, INSTRUCTOR, SUPERADMIN } from "../support.ts";
import {
  COMPETENCIA,
  LOOSE_COMPETENCIA,
  prepareCatalogue,
  refusesEach,
  SCHEDULED,
  SECOND_COMPETENCIA,
  statusesByRole,
  trailOf,
  UNSCHEDULED,
} from "./catalogue.ts";

const [TEST, PROGRAM, INTERVIEW] = [
  { cod_resultado: UNSCHEDULED, nombre: "02 PROBAR", cod_competencia: COMPETENCIA },
  { cod_resultado: SCHEDULED, nombre: "01 PROGRAMAR", cod_competencia: COMPETENCIA },
  { cod_resultado: 593148, nombre: "01 ENTREVISTAR", cod_competencia: SECOND_COMPETENCIA },
];
const NUEVO = {
  cod_resultado: 600001,
  nombre: "01 RESPETAR",
  cod_competencia: LOOSE_COMPETENCIA,
};

Deno.test("GET /resultados lists all or those of one competencia, in pages", async () => {
  await using api = await prepareCatalogue();
  const cases: [query: string, items: object[], total: number][] = [
    ["", [TEST, PROGRAM, INTERVIEW], 3],
    ["?skip=1&limit=1", [PROGRAM], 3],
    [`?cod_competencia=${COMPETENCIA}`, [TEST, PROGRAM], 2],
    [`?cod_competencia=${LOOSE_COMPETENCIA}`, [], 0],
    ["?cod_competencia=1", [], 0],
  ];
  for (const [query, items, total_items] of cases) {
    const path = `/resultados${query}`;
    const { headers, body } = await api.request("GET", path, { as: INSTRUCTOR });
    assert.deepEqual(body, { items, total_items }, query);
    const known = { "If-None-Match": headers.get("ETag") ?? "" };
    assert.equal((await api.request("GET", path, { headers: known })).status, 304);
  }
  assert.equal((await api.request("GET", "/resultados?cod_competencia=x")).status, 422);
});

Deno.test("a resultado is created, read, changed and removed", async () => {
  await using api = await prepareCatalogue();
  const sent = { ...NUEVO, cod_competencia: String(LOOSE_COMPETENCIA) };
  const created = await api.request("POST", "/resultados/", { body: sent });
  assert.deepEqual([created.status, created.body], [201, {
    message: "Resultado creado correctamente",
    cod_resultado: 600001,
  }]);
  const path = created.headers.get("Location") ?? "";
  assert.equal(path, "/resultados/600001");
  const read = await api.request("GET", path, { as: INSTRUCTOR });
  assert.deepEqual([read.status, read.body], [200, NUEVO]);

  const headers = { "If-Match": read.headers.get("ETag") ?? "" };
  const body = { nombre: "01 CONVIVIR", cod_competencia: COMPETENCIA };
  const changed = await api.request("PUT", path, { as: FOREIGN_ADMIN, body, headers });
  assert.deepEqual([changed.status, changed.body], [200, {
    message: "Resultado actualizado correctamente",
  }]);
  assert.deepEqual((await api.request("GET", path)).body, { ...NUEVO, ...body });
  assert.equal((await api.request("PUT", path, { body, headers })).status, 412);
  assert.equal((await api.request("DELETE", path)).status, 204);
  for (const [method, given] of [["GET"], ["PUT", body], ["DELETE"]] as const) {
    const gone = await api.request(method, path, { body: given });
    assert.deepEqual([gone.status, gone.body.detail], [404, "Resultado no encontrado"]);
  }
  assert.deepEqual(await trailOf(api.db), [
    "crear resultado_aprendizaje 600001",
    "cambiar resultado_aprendizaje 600001",
    "borrar resultado_aprendizaje 600001",
  ]);
});

Deno.test("/resultados refuses what clashes with other data", async () => {
  await using api = await prepareCatalogue();
  const scheduled = `/resultados/${SCHEDULED}`;
  const unknown = "No existe la competencia 1; revise cod_competencia";
  const cases: [method: string, path: string, body: object | undefined, detail: string][] = [
    [
      "POST",
      "/resultados",
      { ...NUEVO, cod_resultado: SCHEDULED },
      `Ya existe el resultado ${SCHEDULED}; use otro código`,
    ],
    ["POST", "/resultados", { ...NUEVO, cod_competencia: 1 }, unknown],
    ["PUT", `/resultados/${UNSCHEDULED}`, { cod_competencia: 1 }, unknown],
    [
      "PUT",
      scheduled,
      { cod_competencia: SECOND_COMPETENCIA },
      `El resultado ${SCHEDULED} ya está programado con su competencia: cree otro resultado`,
    ],
    [
      "DELETE",
      scheduled,
      undefined,
      `El resultado ${SCHEDULED} está en uso y no se puede borrar`,
    ],
  ];
  for (const [method, path, body, detail] of cases) {
    const answer = await api.request(method, path, { body });
    assert.deepEqual([answer.status, answer.body.detail], [409, detail]);
  }
  assert.deepEqual(await trailOf(api.db), []);
  const same = { nombre: "01 PROGRAMAR BIEN", cod_competencia: COMPETENCIA };
  assert.equal((await api.request("PUT", scheduled, { body: same })).status, 200);
});

Deno.test("POST /resultados repeats its answer to the same Idempotency-Key", async () => {
  await using api = await prepareCatalogue();
  const headers = { "Idempotency-Key": "respetar" };
  const send = () => api.request("POST", "/resultados", { body: NUEVO, headers });
  const [first, second] = [await send(), await send()];
  assert.deepEqual([first.status, second.status, second.body], [201, 201, first.body]);
  assert.equal((await api.request("GET", "/resultados")).body.total_items, 4);
});

Deno.test("/resultados names each invalid field", async () => {
  await using api = await prepareCatalogue();
  const cases: [changes: object, campo: string, mensaje: RegExp][] = [
    [{ nombre: "" }, "nombre", /vacío/],
    [{ nombre: "x".repeat(501) }, "nombre", /500/],
    [{ cod_competencia: null }, "cod_competencia", /número/],
    [{ cod_competencia: "una" }, "cod_competencia", /número/],
  ];
  const missing = Object.keys(NUEVO).map((campo): [object, string, RegExp] => [
    { [campo]: undefined },
    campo,
    /./,
  ]);
  await refusesEach(api, ["POST", "/resultados"], NUEVO, [...cases, ...missing]);
  await refusesEach(api, ["PUT", `/resultados/${UNSCHEDULED}`], {}, [
    ...cases,
    [{}, "cuerpo", /al menos un cambio/],
  ]);
  assert.equal((await api.request("GET", "/resultados/uno")).status, 422);
});

Deno.test("superadmin and admin write resultados, an instructor does not", async () => {
  await using api = await prepareCatalogue();
  const roles = [INSTRUCTOR, SUPERADMIN], path = `/resultados/${UNSCHEDULED}`;
  assert.deepEqual(await statusesByRole(api, roles, ["POST", "/resultados", NUEVO]), [403, 201]);
  assert.deepEqual(await statusesByRole(api, roles, ["PUT", path, { nombre: "A" }]), [403, 200]);
  assert.deepEqual(await statusesByRole(api, roles, ["DELETE", path]), [403, 204]);
});
