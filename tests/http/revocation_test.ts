import assert from "node:assert/strict";
import { ADMIN, INSTRUCTOR, OTHER_CENTRO, PASSWORD, prepareApp, SUPERADMIN } from "../support.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

async function statusOf(api: Api, token: string, path = "/users/me"): Promise<number> {
  return (await api.request("GET", path, { token })).status;
}

Deno.test("a change of password ends the tokens from before it at once", async () => {
  await using api = await prepareApp();
  const token = (await api.signIn(INSTRUCTOR)).body.access_token;
  const body = { current_password: PASSWORD, new_password: "Nevado-del-Ruiz-5321" };
  const changed = await api.request("PUT", "/users/me/password", { token, body });
  assert.equal(changed.status, 200);
  assert.equal(await statusOf(api, token), 401);
});

Deno.test("a deactivated user is out on the next request, and back when activated", async () => {
  await using api = await prepareApp();
  const token = (await api.signIn(INSTRUCTOR)).body.access_token;
  const set = (estado: boolean) =>
    api.request("PUT", `/users/${INSTRUCTOR}`, { as: ADMIN, body: { estado } });
  await set(false);
  assert.equal(await statusOf(api, token), 403);
  await set(true);
  assert.equal(await statusOf(api, token), 200);
});

Deno.test("another role or centre counts on the next request, with the same token", async () => {
  await using api = await prepareApp();
  const token = (await api.signIn(ADMIN)).body.access_token;
  assert.equal(await statusOf(api, token, `/users/${INSTRUCTOR}`), 200);
  const change = (body: object) => api.request("PUT", `/users/${ADMIN}`, { as: SUPERADMIN, body });
  await change({ cod_centro: OTHER_CENTRO });
  assert.equal(await statusOf(api, token, `/users/${INSTRUCTOR}`), 404);
  await change({ id_rol: 3 });
  assert.equal(await statusOf(api, token, "/users"), 403);
});

Deno.test("after the logout neither the token nor its refresh token serves", async () => {
  await using api = await prepareApp();
  const { access_token: token, refresh_token } = (await api.signIn(INSTRUCTOR)).body;
  const other = (await api.signIn(INSTRUCTOR)).body.access_token;
  await api.request("POST", "/access/logout", { token, body: { refresh_token } });
  assert.equal(await statusOf(api, token), 401);
  const renewed = await api.request("POST", "/access/refresh", {
    as: null,
    body: { refresh_token },
  });
  assert.equal(renewed.status, 401);
  assert.equal(await statusOf(api, other), 200);
});
