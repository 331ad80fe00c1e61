import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { ADMIN, INSTRUCTOR, prepareApp } from "../../support.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

const renew = (api: Api, refresh_token: string) =>
  api.request("POST", "/access/refresh", { body: { refresh_token }, as: null });
const meWith = async (api: Api, token: string) =>
  (await api.request("GET", "/users/me", { token })).status;

Deno.test("POST /access/refresh exchanges the token for a new pair", async () => {
  await using api = await prepareApp();
  const { body: session } = await api.signIn(INSTRUCTOR);
  const { status, body } = await renew(api, session.refresh_token);
  assert.equal(status, 200);
  assert.deepEqual([body.token_type, body.expires_in], ["bearer", 1800]);
  assert.notEqual(body.refresh_token, session.refresh_token);
  assert.equal(await meWith(api, body.access_token), 200);
  assert.equal((await renew(api, body.refresh_token)).status, 200);
});

Deno.test("a refresh token that was used ends its whole family, access tokens too", async () => {
  await using api = await prepareApp();
  const { body: session } = await api.signIn(INSTRUCTOR);
  const { body: other } = await api.signIn(INSTRUCTOR);
  const { body: next } = await renew(api, session.refresh_token);
  assert.equal((await renew(api, session.refresh_token)).status, 401);
  assert.equal((await renew(api, next.refresh_token)).status, 401);
  assert.equal(await meWith(api, next.access_token), 401);
  assert.equal(await meWith(api, session.access_token), 401);
  assert.equal(await meWith(api, other.access_token), 200); // another sign-in, another family
});

Deno.test("of 16 parallel users of one refresh token exactly one succeeds", async () => {
  await using api = await prepareApp();
  const { body: session } = await api.signIn(INSTRUCTOR);
  const answers = await Promise.all(
    Array.from({ length: 16 }, () => renew(api, session.refresh_token)),
  );
  const statuses = answers.map(({ status }) => status).sort();
  assert.deepEqual(statuses, [200, ...Array(15).fill(401)]);
});

Deno.test("POST /access/refresh refuses an unknown, an expired and an inactive user's token", async () => {
  await using api = await prepareApp();
  assert.equal((await renew(api, "inventado")).status, 401);
  const { body: session } = await api.signIn(INSTRUCTOR);
  const { body: other } = await api.signIn(INSTRUCTOR);
  await api.db.execute(sql`UPDATE usuario SET estado = ${false} WHERE id_usuario = ${INSTRUCTOR}`);
  assert.equal((await renew(api, session.refresh_token)).status, 401);
  await api.db.execute(sql`UPDATE usuario SET estado = ${true} WHERE id_usuario = ${INSTRUCTOR}`);
  api.now = api.now.add({ hours: 24 * 15 });
  assert.equal((await renew(api, other.refresh_token)).status, 401);
});

Deno.test("the database keeps only the hash of a refresh token", async () => {
  await using api = await prepareApp();
  const { body: session } = await api.signIn(INSTRUCTOR);
  const rows = await api.db.rows(sql`SELECT huella, familia FROM token_refresco`);
  assert(!JSON.stringify(rows).includes(session.refresh_token));
  assert.equal(rows.filter(({ huella }) => /^[0-9a-f]{64}$/.test(String(huella))).length, 1);
});

Deno.test("POST /access/logout ends one session, or all of them", async () => {
  await using api = await prepareApp();
  const { body: phone } = await api.signIn(INSTRUCTOR);
  const { body: desk } = await api.signIn(INSTRUCTOR);
  const logout = (token: string, body: object) =>
    api.request("POST", "/access/logout", { token, body });

  const { refresh_token } = phone;
  assert.equal((await logout(phone.access_token, { refresh_token })).status, 200);
  assert.equal(await meWith(api, phone.access_token), 401);
  assert.equal((await renew(api, refresh_token)).status, 401);
  assert.equal(await meWith(api, desk.access_token), 200);

  const { body: third } = await api.signIn(INSTRUCTOR);
  assert.equal((await logout(desk.access_token, {})).status, 200);
  assert.equal(await meWith(api, third.access_token), 401);
});

Deno.test("POST /access/logout does not end somebody else's session", async () => {
  await using api = await prepareApp();
  const { body: session } = await api.signIn(INSTRUCTOR);
  const { refresh_token } = session;
  await api.request("POST", "/access/logout", { as: ADMIN, body: { refresh_token } });
  assert.equal(await meWith(api, session.access_token), 200);
});
