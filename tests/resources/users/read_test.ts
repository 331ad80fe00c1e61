import assert from "node:assert/strict";
import {
  ADMIN,
  CENTRO,
  COLLEAGUE,
  emailOf,
  FOREIGN_ADMIN,
  FOREIGN_INSTRUCTOR,
  INACTIVE,
  INSTRUCTOR,
  OTHER_CENTRO,
  PEER,
  prepareApp,
  SUPERADMIN,
} from "../../support.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

async function idsOf(api: Api, as: number, query: string): Promise<number[]> {
  const { body } = await api.request("GET", `/users${query}`, { as });
  return body.items.map(({ id_usuario }: { id_usuario: number }) => id_usuario);
}

Deno.test("GET /users lists by name, pages and counts", async () => {
  await using api = await prepareApp();
  const { body } = await api.request("GET", "/users?skip=1&limit=2", { as: SUPERADMIN });
  assert.equal(body.total_items, 8);
  assert.deepEqual(
    body.items.map(({ nombre_completo }: { nombre_completo: string }) => nombre_completo),
    ["Carlos Ríos", "Felipe Arias"],
  );
  assert.deepEqual(await idsOf(api, SUPERADMIN, "?skip=100"), []);
});

Deno.test("GET /users filters by centre, role, state and text", async () => {
  await using api = await prepareApp();
  assert.deepEqual(await idsOf(api, SUPERADMIN, `?cod_centro=${OTHER_CENTRO}`), [
    FOREIGN_ADMIN,
    FOREIGN_INSTRUCTOR,
  ]);
  assert.deepEqual(await idsOf(api, SUPERADMIN, "?id_rol=2"), [ADMIN, FOREIGN_ADMIN, PEER]);
  assert.deepEqual(await idsOf(api, SUPERADMIN, "?estado=false"), [INACTIVE]);
  assert.deepEqual(await idsOf(api, SUPERADMIN, "?q=mejia"), [INSTRUCTOR]);
  assert.deepEqual(await idsOf(api, SUPERADMIN, "?q=MEJ%C3%8DA"), [INSTRUCTOR]);
  assert.deepEqual(await idsOf(api, SUPERADMIN, "?q=usuario7%40"), [COLLEAGUE]);
  assert.deepEqual(await idsOf(api, SUPERADMIN, "?q=1088000008"), [PEER]);
  assert.deepEqual(await idsOf(api, SUPERADMIN, "?q=%25"), []);
  assert.deepEqual(await idsOf(api, SUPERADMIN, "?q=usuario_%40"), []);
});

Deno.test("GET /users never shows an admin another centre", async () => {
  await using api = await prepareApp();
  const own = [ADMIN, COLLEAGUE, INSTRUCTOR, INACTIVE, PEER, SUPERADMIN];
  assert.deepEqual(await idsOf(api, ADMIN, ""), own);
  const foreign = await api.request("GET", `/users?cod_centro=${OTHER_CENTRO}`);
  assert.deepEqual(foreign.body, { items: [], total_items: 0 });
  assert.equal((await api.request("GET", "/users", { as: INSTRUCTOR })).status, 403);
});

Deno.test("GET /users names the wrong parameter", async () => {
  await using api = await prepareApp();
  for (const query of ["skip=-1", "limit=0", "limit=101", "limit=x", "id_rol=", "estado=quizas"]) {
    const { status, body } = await api.request("GET", `/users?${query}`);
    assert.deepEqual([status, body.errors[0].campo], [422, query.split("=")[0]], query);
  }
});

Deno.test("one user: missing and foreign are the same 404", async () => {
  await using api = await prepareApp();
  const cases: [as: number, id: number, status: number][] = [
    [SUPERADMIN, FOREIGN_INSTRUCTOR, 200],
    [ADMIN, INSTRUCTOR, 200],
    [ADMIN, PEER, 200],
    [ADMIN, FOREIGN_INSTRUCTOR, 404],
    [ADMIN, 99, 404],
    [INSTRUCTOR, INSTRUCTOR, 200],
    [INSTRUCTOR, COLLEAGUE, 404],
    [INSTRUCTOR, 99, 404],
  ];
  for (const [as, id, status] of cases) {
    for (const path of [`/users/${id}`, `/users/by-email?email=${emailOf(id)}`]) {
      const answer = await api.request("GET", path, { as });
      assert.equal(answer.status, status, `${as} ${path}`);
      if (status === 404) assert.equal(answer.body.detail, "Usuario no encontrado");
    }
  }
});

Deno.test("GET /users/me is whoever asks, with a version and without the hash", async () => {
  await using api = await prepareApp();
  const { body, headers } = await api.request("GET", "/users/me", { as: FOREIGN_ADMIN });
  assert.deepEqual([body.id_usuario, body.cod_centro], [FOREIGN_ADMIN, OTHER_CENTRO]);
  assert(!("pass_hash" in body));
  assert.match(headers.get("ETag") ?? "", /^"[\w-]{27}"$/);
});

Deno.test("the older paths read the same users", async () => {
  await using api = await prepareApp();
  const { body: user } = await api.request("GET", `/users/${INSTRUCTOR}`);
  for (
    const path of [
      `/users/get-by-id?id_usuario=${INSTRUCTOR}`,
      `/users/get-by-email?email=${emailOf(INSTRUCTOR)}`,
      `/users/users/by-email?email=${emailOf(INSTRUCTOR)}`,
    ]
  ) assert.deepEqual((await api.request("GET", path)).body, user, path);

  const { body: all } = await api.request("GET", `/users/get-by-centro?cod_centro=${CENTRO}`);
  assert.equal(all.length, 6);
  assert.deepEqual((await api.request("GET", "/users/get-by-centro?cod_centro=1")).body, []);
  const { body: instructores } = await api.request("GET", "/users/instructores");
  assert.deepEqual(
    instructores.map(({ id_usuario }: { id_usuario: number }) => id_usuario),
    [COLLEAGUE, INSTRUCTOR],
  );
  const { body: self } = await api.request("GET", "/users/instructores", { as: INSTRUCTOR });
  assert.deepEqual(self, [user]);
});
