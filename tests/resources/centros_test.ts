import assert from "node:assert/strict";
import { ADMIN, CENTRO, INSTRUCTOR, OTHER_CENTRO, prepareApp, SUPERADMIN } from "../support.ts";
import { refusesEach, statusesByRole, trailOf } from "./catalogue.ts";

const OWN = {
  cod_centro: CENTRO,
  nombre_centro: "CENTRO ATENCION SECTOR AGROPECUARIO",
  cod_regional: 66,
};
const OTHER = {
  cod_centro: OTHER_CENTRO,
  nombre_centro: "CENTRO DE COMERCIO Y SERVICIOS",
  cod_regional: 66,
};
const NUEVO = { cod_centro: 9401, nombre_centro: "CENTRO DE LA TECNOLOGÍA", cod_regional: 5 };

Deno.test("GET /centros lists all centres for everybody, or those of one regional", async () => {
  await using api = await prepareApp();
  const all = await api.request("GET", "/centros", { as: INSTRUCTOR });
  assert.deepEqual([all.status, all.body], [200, { items: [OWN, OTHER], total_items: 2 }]);
  const page = await api.request("GET", "/centros?skip=1&limit=1");
  assert.deepEqual(page.body, { items: [OTHER], total_items: 2 });
  const antioquia = await api.request("GET", "/centros?cod_regional=5");
  assert.deepEqual(antioquia.body, { items: [], total_items: 0 });
  const known = { "If-None-Match": all.headers.get("ETag") ?? "" };
  assert.equal((await api.request("GET", "/centros", { headers: known })).status, 304);
});

Deno.test("a centre is created, read, changed and removed", async () => {
  await using api = await prepareApp();
  const as = SUPERADMIN;
  const created = await api.request("POST", "/centros/", { as, body: NUEVO });
  assert.deepEqual([created.status, created.body], [201, {
    message: "Centro de formación creado correctamente",
    cod_centro: 9401,
  }]);
  const path = created.headers.get("Location") ?? "";
  assert.equal(path, "/centros/9401");
  const read = await api.request("GET", path, { as: INSTRUCTOR });
  assert.deepEqual([read.status, read.body], [200, NUEVO]);

  const headers = { "If-Match": read.headers.get("ETag") ?? "" };
  const body = { cod_regional: "66" };
  const changed = await api.request("PUT", path, { as, body, headers });
  assert.deepEqual([changed.status, changed.body], [200, {
    message: "Centro de formación actualizado correctamente",
  }]);
  const after = await api.request("GET", path);
  assert.deepEqual(after.body, { ...NUEVO, cod_regional: 66 });
  assert.equal(changed.headers.get("ETag"), after.headers.get("ETag"));
  assert.equal((await api.request("PUT", path, { as, body, headers })).status, 412);
  assert.equal((await api.request("DELETE", path, { as })).status, 204);
  for (const [method, sent] of [["GET"], ["PUT", body], ["DELETE"]] as const) {
    const gone = await api.request(method, path, { as, body: sent });
    assert.deepEqual([gone.status, gone.body.detail], [404, "Centro de formación no encontrado"]);
  }
  assert.deepEqual(await trailOf(api.db), [
    "crear centro_formacion 9401",
    "cambiar centro_formacion 9401",
    "borrar centro_formacion 9401",
  ]);
});

Deno.test("/centros refuses a code that is taken, an unknown regional and a centre in use", async () => {
  await using api = await prepareApp();
  const cases: [method: string, path: string, body: object | undefined, detail: string][] = [
    [
      "POST",
      "/centros",
      { ...NUEVO, cod_centro: CENTRO },
      "Ya existe el centro 9121; use otro código",
    ],
    [
      "POST",
      "/centros",
      { ...NUEVO, cod_regional: 12 },
      "No existe la regional 12; revise cod_regional",
    ],
    [
      "PUT",
      "/centros/9121",
      { cod_regional: 12 },
      "No existe la regional 12; revise cod_regional",
    ],
    [
      "DELETE",
      "/centros/9121",
      undefined,
      "El centro 9121 está en uso (usuarios, ambientes, grupos...) y no se puede borrar",
    ],
  ];
  for (const [method, path, body, detail] of cases) {
    const answer = await api.request(method, path, { as: SUPERADMIN, body });
    assert.deepEqual([answer.status, answer.body.detail], [409, detail]);
  }
  assert.equal((await api.request("GET", "/centros")).body.total_items, 2);
  assert.deepEqual(await trailOf(api.db), []);
});

Deno.test("POST /centros repeats its answer to the same Idempotency-Key", async () => {
  await using api = await prepareApp();
  const headers = { "Idempotency-Key": "centro-9401" };
  const send = (body: object) => api.request("POST", "/centros", { as: SUPERADMIN, body, headers });
  const first = await send(NUEVO);
  const second = await send(NUEVO);
  assert.deepEqual([first.status, second.status, second.body], [201, 201, first.body]);
  assert.equal((await send({ ...NUEVO, cod_centro: 9402 })).status, 422);
  assert.equal((await api.request("GET", "/centros")).body.total_items, 3);
});

Deno.test("/centros names each invalid field", async () => {
  await using api = await prepareApp();
  await refusesEach(api, ["POST", "/centros"], NUEVO, [
    [{ cod_centro: undefined }, "cod_centro", /./],
    [{ cod_centro: -1 }, "cod_centro", /1/],
    [{ cod_centro: 1.5 }, "cod_centro", /./],
    [{ nombre_centro: "" }, "nombre_centro", /vacío/],
    [{ nombre_centro: "x".repeat(81) }, "nombre_centro", /80/],
    [{ nombre_centro: null }, "nombre_centro", /texto/],
    [{ cod_regional: "Risaralda" }, "cod_regional", /número/],
  ]);
  await refusesEach(api, ["PUT", "/centros/9121"], {}, [
    [{}, "cuerpo", /al menos un cambio/],
    [{ cod_centro: 9122 }, "cuerpo", /al menos un cambio/],
    [{ cod_regional: null }, "cod_regional", /número/],
  ]);
  for (const path of ["/centros/0", "/centros/x", "/centros?cod_regional=x", "/centros?limit=0"]) {
    assert.equal((await api.request("GET", path)).status, 422, path);
  }
});

Deno.test("only a superadmin writes centros", async () => {
  await using api = await prepareApp();
  const roles = [ADMIN, INSTRUCTOR];
  assert.deepEqual(await statusesByRole(api, roles, ["POST", "/centros", NUEVO]), [403, 403]);
  assert.deepEqual(await statusesByRole(api, roles, ["PUT", "/centros/9121", OWN]), [403, 403]);
  assert.deepEqual(await statusesByRole(api, roles, ["DELETE", "/centros/9121"]), [403, 403]);
});
