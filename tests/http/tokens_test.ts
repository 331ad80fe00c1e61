import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { decode, sign } from "hono/jwt";
import { epochSeconds } from "@/http/clock.ts";
import { createSessions } from "@/http/tokens.ts";
import { getUsuarioSesion } from "@/resources/access/queries.ts";
import { config, INSTRUCTOR, NOW, PASSWORD, prepareApp, SECRET } from "../support.ts";

const now = epochSeconds(() => NOW);
const OTHER_SECRET = "another secret just as long as ours, 987654321";

type Claims = Record<string, unknown>;
type Header = { alg: "HS256" | "HS384" | "HS512"; kid: string; secret: string };

/** Makes tokens like the good one of an instructor, but for what each case changes. */
async function forger(api: Awaited<ReturnType<typeof prepareApp>>) {
  const { header, payload } = decode(await api.tokenOf(INSTRUCTOR));
  const good = { alg: "HS256" as const, kid: header.kid ?? "", secret: SECRET };
  return (claims: Claims = {}, changes: Partial<Header> = {}) => {
    const { alg, kid, secret } = { ...good, ...changes };
    const k = Buffer.from(secret).toString("base64url");
    // undefined does not survive JSON: a claim set to it is missing.
    return sign({ ...payload, ...claims }, { kty: "oct", alg, kid, k }, alg);
  };
}

function unsigned(token: string): string {
  const header = Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url");
  return `${header}.${token.split(".")[1]}.`;
}

Deno.test("a token must be ours, in force, and of our algorithm", async () => {
  await using api = await prepareApp();
  const forge = await forger(api);
  const good = await forge();
  assert.equal((await api.request("GET", "/users/me", { token: good })).status, 200);
  const [head, payload, signature] = good.split(".");
  const bad: Record<string, string> = {
    "no token": "",
    "no JWT": "not.a.token",
    "no signature": `${head}.${payload}.`,
    "no payload": `${head}..${signature}`,
    "a changed payload": `${head}.${Buffer.from('{"sub":"1"}').toString("base64url")}.${signature}`,
    "alg none": unsigned(good),
    "alg none with our signature": `${unsigned(good)}${signature}`,
    "HS512": await forge({}, { alg: "HS512" }),
    "HS384": await forge({}, { alg: "HS384" }),
    "another key": await forge({}, { secret: OTHER_SECRET }),
    "an unknown kid": await forge({}, { kid: "0123456789ab" }),
    "no kid": await sign({ ...decode(good).payload }, SECRET, "HS256"),
    "no exp": await forge({ exp: undefined }),
    "no iat": await forge({ iat: undefined }),
    "no sub": await forge({ sub: undefined }),
    "a sub that is no id": await forge({ sub: "1 OR 1=1" }),
    "expired": await forge({ iat: now - 120, exp: now - 30 }),
    "exp in text": await forge({ exp: String(now + 60) }),
    "from the future": await forge({ iat: now + 300, exp: now + 600 }),
    "not before later": await forge({ nbf: now + 300 }),
    "more than 60 minutes": await forge({ exp: now + 3601 }),
    "another audience": await forge({ aud: "gestion-formacion:correo" }),
    "no audience": await forge({ aud: undefined }),
    "another issuer": await forge({ iss: "otro" }),
    "no issuer": await forge({ iss: undefined }),
    "another user": await forge({ sub: "99" }),
    "another version of the user": await forge({ ver: 7 }),
    "another sign-in": await forge({ fam: "familia-99" }),
  };
  for (const [what, token] of Object.entries(bad)) {
    const { status, headers, body } = await api.request("GET", "/users/me", { token, as: null });
    assert.equal(status, 401, what);
    const challenge = headers.get("WWW-Authenticate") ?? "";
    assert.match(challenge, token ? /^Bearer realm=.*error="invalid_token"$/ : /^Bearer realm="/);
    assert.doesNotMatch(JSON.stringify(body), /eyJ|JWT|[Ss]ignature/, what);
  }
  assert.doesNotMatch(api.lines.join("\n"), /eyJ/);
});

Deno.test("clocks of two replicas may differ by half a minute, ahead and behind", async () => {
  await using api = await prepareApp();
  const forge = await forger(api);
  const statusOf = async (claims: Claims) =>
    (await api.request("GET", "/users/me", { token: await forge(claims) })).status;
  assert.equal(await statusOf({ iat: now + 30, nbf: now + 30, exp: now + 600 }), 200);
  assert.equal(await statusOf({ iat: now + 31, exp: now + 600 }), 401);
  assert.equal(await statusOf({ iat: now - 600, exp: now - 29 }), 200);
  assert.equal(await statusOf({ iat: now - 600, exp: now - 30 }), 401);
});

Deno.test("a change of password by a replica whose clock is ahead ends no session from after it", async () => {
  const ahead = (minutes: number) => () => NOW.add({ minutes });
  for (const minutes of [10, -10]) {
    await using api = await prepareApp();
    await using other = await prepareApp({ db: api.db, clock: ahead(minutes) });
    const before = (await api.signIn(INSTRUCTOR)).body.access_token;
    const theirs = (await other.signIn(INSTRUCTOR)).body.access_token;
    const new_password = "Nevado-del-Ruiz-5321";
    const changed = await other.request("PUT", "/users/me/password", {
      token: theirs,
      body: { current_password: PASSWORD, new_password },
    });
    assert.equal(changed.status, 200);
    const after = (await api.signIn(INSTRUCTOR, new_password)).body;
    for (const replica of [api, other]) {
      const statusWith = async (token: string) =>
        (await replica.request("GET", "/users/me", { token })).status;
      assert.equal(await statusWith(before), 401);
      assert.equal(await statusWith(theirs), 401);
      assert.equal(
        await statusWith(after.access_token),
        minutes > 0 || replica === api ? 200 : 401,
      );
    }
    const local = NOW.add({ minutes }).toZonedDateTimeISO("America/Bogota").toPlainDateTime();
    assert.equal(after.user.password_changed_at, local.toString({ smallestUnit: "second" }));
  }
});

Deno.test("a token is taken from Authorization: Bearer and from nowhere else", async () => {
  await using api = await prepareApp();
  const token = await api.tokenOf(INSTRUCTOR);
  for (const headers of [{ Authorization: token }, { Authorization: `Basic ${token}` }]) {
    const { status } = await api.request("GET", "/users/me", { as: null, headers });
    assert.equal(status, 401);
  }
  const path = `/users/me?access_token=${token}`;
  const headers = { Cookie: `access_token=${token}; token=${token}` };
  assert.equal((await api.request("GET", path, { as: null, headers })).status, 401);
  assert.doesNotMatch(api.lines.join("\n"), /eyJ/);
});

Deno.test("the former key verifies and never signs", async () => {
  await using api = await prepareApp({ settings: { JWT_SECRET_PREVIOUS: OTHER_SECRET } });
  const { db } = api;
  const clock = () => NOW;
  const before = createSessions({
    config: { ...config, JWT_SECRET: OTHER_SECRET },
    db,
    clock,
    getUser: getUsuarioSesion,
  });
  const user = await getUsuarioSesion(db, INSTRUCTOR, `familia-${INSTRUCTOR}`);
  assert(user);
  const { token } = await before.sign(user, `familia-${INSTRUCTOR}`);
  assert.equal((await api.request("GET", "/users/me", { token })).status, 200);

  const fresh = (await api.signIn(INSTRUCTOR)).body.access_token;
  const kidOf = (jwt: string) => decode(jwt).header.kid;
  assert.notEqual(kidOf(fresh), kidOf(token));
  assert.equal(kidOf(fresh), kidOf(await api.tokenOf(INSTRUCTOR)));
});

Deno.test("a token lives as long as configured, 60 minutes at most", async () => {
  await using api = await prepareApp({ settings: { JWT_ACCESS_TOKEN_EXPIRE_MINUTES: "60" } });
  const { access_token: token, expires_in } = (await api.signIn(INSTRUCTOR)).body;
  assert.equal(expires_in, 3600);
  api.now = NOW.add({ seconds: 3599 });
  assert.equal((await api.request("GET", "/users/me", { token })).status, 200);
  api.now = NOW.add({ seconds: 3600 + 30 });
  assert.equal((await api.request("GET", "/users/me", { token })).status, 401);
});
