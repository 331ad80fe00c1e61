import assert from "node:assert/strict";
import {
  ADMIN,
  emailOf,
  INSTRUCTOR,
  OTHER_CENTRO,
  PASSWORD,
  prepareApp,
  SUPERADMIN,
} from "../support.ts";

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

const WAYS_TO_SWITCH = [
  (api: Api, estado: boolean) =>
    api.request("PUT", `/users/${INSTRUCTOR}`, { as: ADMIN, body: { estado } }),
  (api: Api) => api.request("PUT", `/users/modify-status/${INSTRUCTOR}`, { as: ADMIN }),
];

Deno.test("deactivating ends tokens, calendars and links for good, also once activated again", async () => {
  for (const set of WAYS_TO_SWITCH) {
    await using api = await prepareApp();
    const { access_token: token, refresh_token } = (await api.signIn(INSTRUCTOR)).body;
    const calendar = (await api.request("POST", "/calendarios", {
      token,
      body: { tipo: "instructor", id: INSTRUCTOR },
    })).body;
    const feed = calendar.ruta;
    assert.equal((await api.request("GET", feed, { as: null })).status, 200);
    await api.request("POST", "/access/forgot-password", {
      as: null,
      body: { email: emailOf(INSTRUCTOR) },
    });
    const link = api.mails[0]?.text.match(/token=(\S+)/)?.[1] ?? "";
    const renewWith = () =>
      api.request("POST", "/access/refresh", { as: null, body: { refresh_token } });

    assert.equal((await set(api, false)).status, 200);
    assert.equal(await statusOf(api, token), 403);
    assert.equal((await set(api, true)).status, 200);

    assert.equal(await statusOf(api, token), 401);
    assert.equal((await renewWith()).status, 401);
    assert.equal((await api.request("GET", feed, { as: null })).status, 404);
    const { body } = await api.request("POST", "/access/validate-reset-token", {
      as: null,
      body: { token: link },
    });
    assert.deepEqual([link.length, body.valid], [43, false]);
    assert.equal((await api.signIn(INSTRUCTOR)).status, 200);
  }
});

Deno.test("a change that takes nothing away ends nothing", async () => {
  await using api = await prepareApp();
  const { access_token: token, refresh_token } = (await api.signIn(INSTRUCTOR)).body;
  const body = { estado: true, id_rol: 3, telefono: "3009998877" };
  const changed = await api.request("PUT", `/users/${INSTRUCTOR}`, { as: SUPERADMIN, body });
  assert.deepEqual([changed.status, changed.body], [200, {
    message: "Usuario actualizado correctamente",
  }]);
  assert.equal(await statusOf(api, token), 200);
  const renewed = await api.request("POST", "/access/refresh", {
    as: null,
    body: { refresh_token },
  });
  assert.equal(renewed.status, 200);
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
