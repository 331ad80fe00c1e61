import { decode } from "hono/jwt";
import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { ADMIN, INSTRUCTOR, prepareApp } from "../../../support.ts";

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

Deno.test("a refresh token that comes back later ends its whole family, access tokens too", async () => {
  await using api = await prepareApp();
  const { body: session } = await api.signIn(INSTRUCTOR);
  const { body: other } = await api.signIn(INSTRUCTOR);
  const { body: next } = await renew(api, session.refresh_token);
  api.now = api.now.add({ milliseconds: 10_001 });
  assert.equal((await renew(api, session.refresh_token)).status, 401);
  assert.equal((await renew(api, next.refresh_token)).status, 401);
  assert.equal(await meWith(api, next.access_token), 401);
  assert.equal(await meWith(api, session.access_token), 401);
  assert.equal(await meWith(api, other.access_token), 200); // another sign-in, another family
});

Deno.test("sixteen tabs that renew at once all go on, in one family, each with a token of its own", async () => {
  await using api = await prepareApp();
  const { body: session } = await api.signIn(INSTRUCTOR);
  const answers = await Promise.all(
    Array.from({ length: 16 }, () => renew(api, session.refresh_token)),
  );
  assert.deepEqual(answers.map(({ status }) => status), Array(16).fill(200));
  assert.equal(new Set(answers.map(({ body }) => body.refresh_token)).size, 16);
  const familyOf = (token: string) => decode(token).payload.fam;
  const families = new Set(answers.map(({ body }) => familyOf(body.access_token)));
  assert.deepEqual([...families], [familyOf(session.access_token)]);

  api.now = api.now.add({ minutes: 20 });
  const [first, second] = answers.map(({ body }) => body);
  for (const tab of [first, second]) {
    const next = await renew(api, tab.refresh_token);
    assert.equal(next.status, 200);
    assert.equal(await meWith(api, next.body.access_token), 200);
  }
  // Whoever comes back with the first one has copied it: all tabs end.
  assert.equal((await renew(api, session.refresh_token)).status, 401);
  assert.equal((await renew(api, answers[7]?.body.refresh_token)).status, 401);
  assert.equal(await meWith(api, first.access_token), 401);
});

Deno.test("a token that was just replaced serves for ten seconds, and no longer", async () => {
  for (const [elapsed, status] of [[0, 200], [10_000, 200], [10_001, 401]] as const) {
    await using api = await prepareApp();
    const { body: session } = await api.signIn(INSTRUCTOR);
    await renew(api, session.refresh_token);
    api.now = api.now.add({ milliseconds: elapsed });
    assert.equal((await renew(api, session.refresh_token)).status, status, String(elapsed));
  }
});

Deno.test("a token that was just replaced does not serve once its session was closed", async () => {
  await using api = await prepareApp();
  const { body: session } = await api.signIn(INSTRUCTOR);
  const { body: next } = await renew(api, session.refresh_token);
  await api.request("POST", "/access/logout", {
    token: next.access_token,
    body: { refresh_token: next.refresh_token },
  });
  assert.equal((await renew(api, session.refresh_token)).status, 401);
  assert.equal((await renew(api, next.refresh_token)).status, 401);
});

Deno.test("a refresh token of an older version of its user does not serve", async () => {
  await using api = await prepareApp();
  const { body: session } = await api.signIn(INSTRUCTOR);
  await api.db.execute(sql`
    UPDATE usuario SET version_sesion = version_sesion + 1 WHERE id_usuario = ${INSTRUCTOR}`);
  assert.equal((await renew(api, session.refresh_token)).status, 401);
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
