import assert from "node:assert/strict";
import {
  ADMIN,
  FOREIGN_ADMIN,
  FOREIGN_INSTRUCTOR,
  INSTRUCTOR,
  prepareApp,
  SUPERADMIN,
} from "../../support.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

/** Three changes: of a user by himself, by the admin a day later, and in the other centre. */
async function change(api: Api) {
  const put = (id: number, as: number, telefono: string) =>
    api.request("PUT", `/users/${id}`, { as, body: { telefono } });
  await put(INSTRUCTOR, INSTRUCTOR, "3100000001");
  api.now = api.now.add({ hours: 24 });
  await put(INSTRUCTOR, ADMIN, "3100000002");
  await put(FOREIGN_INSTRUCTOR, FOREIGN_ADMIN, "3100000003");
}

Deno.test("GET /auditoria says who changed what, when, and both sides of it", async () => {
  await using api = await prepareApp();
  const headers = { "X-Request-Id": "peticion-77" };
  const body = { telefono: "3100000001" };
  const before = await api.request("GET", `/users/${INSTRUCTOR}`);
  await api.request("PUT", `/users/${INSTRUCTOR}`, { as: ADMIN, body, headers });
  const { status, body: page } = await api.request("GET", "/auditoria");
  assert.equal(status, 200);
  assert.deepEqual(page, {
    total_items: 1,
    items: [{
      id_auditoria: 1,
      fecha: "2026-07-06T08:00:00",
      id_usuario: ADMIN,
      nombre_usuario: "Adán Peña",
      cod_centro: 9121,
      accion: "cambiar",
      tabla: "usuario",
      registro: String(INSTRUCTOR),
      antes: before.body,
      despues: { ...before.body, telefono: "3100000001" },
      request_id: "peticion-77",
    }],
  });
});

Deno.test("GET /auditoria shows an admin his own centre and an instructor nothing", async () => {
  await using api = await prepareApp();
  await change(api);
  const seen = async (as: number) => {
    const { body } = await api.request("GET", "/auditoria", { as });
    return body.items.map((item: { despues: { telefono: string } }) => item.despues.telefono);
  };
  assert.deepEqual(await seen(SUPERADMIN), ["3100000003", "3100000002", "3100000001"]);
  assert.deepEqual(await seen(ADMIN), ["3100000002", "3100000001"]);
  assert.deepEqual(await seen(FOREIGN_ADMIN), ["3100000003"]);
  assert.equal((await api.request("GET", "/auditoria", { as: INSTRUCTOR })).status, 403);
});

Deno.test("GET /auditoria filters by person, record, act and days, and pages", async () => {
  await using api = await prepareApp();
  await change(api);
  const count = async (query: string) => {
    const { status, body } = await api.request("GET", `/auditoria?${query}`, { as: SUPERADMIN });
    assert.equal(status, 200, query);
    return [body.items.length, body.total_items];
  };
  assert.deepEqual(await count(`id_usuario=${INSTRUCTOR}`), [1, 1]);
  assert.deepEqual(await count(`tabla=usuario&registro=${INSTRUCTOR}`), [2, 2]);
  assert.deepEqual(await count("tabla=USUARIO&accion=Cambiar"), [3, 3]);
  assert.deepEqual(await count("accion=borrar"), [0, 0]);
  assert.deepEqual(await count("desde=2026-07-07"), [2, 2]);
  assert.deepEqual(await count("hasta=2026-07-06"), [1, 1]);
  assert.deepEqual(await count("desde=2026-07-06&hasta=2026-07-07"), [3, 3]);
  assert.deepEqual(await count("limit=2"), [2, 3]);
  assert.deepEqual(await count("limit=2&skip=2"), [1, 3]);
});

Deno.test("GET /auditoria names each filter that is wrong", async () => {
  await using api = await prepareApp();
  for (const query of ["id_usuario=x", "desde=2026-02-30", "limit=101", "skip=-1", "tabla="]) {
    const { status, body } = await api.request("GET", `/auditoria?${query}`);
    assert.deepEqual([status, body.errors[0].campo], [422, query.split("=")[0]], query);
  }
});

Deno.test("no route changes or removes what /auditoria lists", async () => {
  await using api = await prepareApp();
  const { body } = await api.request("GET", "/openapi.json", { as: null });
  const own = Object.entries<object>(body.paths).filter(([path]) => path.startsWith("/auditoria"));
  assert.deepEqual(own.map(([path, methods]) => [path, Object.keys(methods)]), [
    ["/auditoria", ["get"]],
  ]);
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    assert.equal((await api.request(method, "/auditoria", { as: SUPERADMIN })).status, 405);
    assert.equal((await api.request(method, "/auditoria/1", { as: SUPERADMIN })).status, 404);
  }
});
