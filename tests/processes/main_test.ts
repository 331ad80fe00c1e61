import assert from "node:assert/strict";
import {
  ask,
  copyRepository,
  endsInOrder,
  runTask,
  signIn,
  startTask,
  untilOk,
} from "../processes.ts";

const EMAIL = "admin@gestion-formacion.local", PASSWORD = "Nevado-del-Ruiz-5321";
/** Cheap enough for a test; what is tested here is not its strength. */
const QUICK = { BCRYPT_COST: "4" };

Deno.test("deno task start on a bare copy: one password, then the API; it keeps both", async () => {
  await using folder = await copyRepository();
  let password = "";
  {
    await using api = startTask(folder, "start", QUICK);
    const docs = await api.says(/^Gestión Formación: (\S+)\/docs$/m);
    assert.equal(docs[1], api.url);
    assert.match(api.text, /^Superadministrador: admin@gestion-formacion\.local$/m);
    password = api.text.match(/^Contraseña: (\S+)/m)?.[1] ?? "";
    assert.match(password, /^[0-9a-f-]{36}$/);
    assert.equal((await ask(`${api.url}/readyz`)).text, '{"estado":"ok","motor":"sqlite"}');
    assert.equal((await ask(`${api.url}/docs`)).status, 200);
    assert.equal((await signIn(api.url, EMAIL, password)).status, 200);
    api.signal("SIGTERM");
    assert.equal((await api.ended()).code, 0);
  }
  const database = `${folder.path}/.data/gestion-formacion.db`;
  const modes = [`${folder.path}/.data`, `${database}.jwt-secret`]
    .map((path) => (Deno.statSync(path).mode ?? 0) & 0o777);
  assert.deepEqual(modes, [0o700, 0o600]);
  const header = (await Deno.readFile(database)).subarray(18, 20);
  assert.deepEqual([...header], [2, 2], "the file is not in WAL mode");

  await using again = startTask(folder, "start", QUICK);
  await again.says(/\/docs$/m);
  assert.doesNotMatch(again.text, /Contraseña|Superadministrador|Esquema/);
  assert.equal((await signIn(again.url, EMAIL, password)).status, 200);
});

Deno.test("a token of before a restart is still good after it", async () => {
  await using folder = await copyRepository();
  const settings = { ...QUICK, ADMIN_PASSWORD: PASSWORD };
  let authorization = "";
  {
    await using api = startTask(folder, "start", settings);
    await api.says(/\/docs$/m);
    const { text } = await signIn(api.url, EMAIL, PASSWORD);
    authorization = `Bearer ${JSON.parse(text).access_token}`;
  }
  await using api = startTask(folder, "start", settings);
  await api.says(/\/docs$/m);
  const me = await ask(`${api.url}/users/me`, { headers: { authorization } });
  assert.equal(JSON.parse(me.text).correo, EMAIL);
});

Deno.test("what .env says counts: the first superadmin is the one named there", async () => {
  await using folder = await copyRepository();
  await Deno.writeTextFile(
    `${folder.path}/.env`,
    `# as in .env.example\nADMIN_EMAIL=jefa@sena.edu.co\nADMIN_PASSWORD="${PASSWORD}"\nDB_HOST=\n` +
      "DB_FILE=otra/base.db\nBCRYPT_COST=4\n",
  );
  await using api = startTask(folder, "start", {});
  await api.says(/\/docs$/m);
  assert.match(api.text, /^Superadministrador: jefa@sena\.edu\.co$/m);
  assert.doesNotMatch(api.text, new RegExp(`Contraseña|${PASSWORD}`));
  assert.equal((await signIn(api.url, "jefa@sena.edu.co", PASSWORD)).status, 200);
  assert.ok((await Deno.stat(`${folder.path}/otra/base.db`)).isFile);
});

Deno.test("a configuration that cannot be used gets one message that names everything", async () => {
  await using folder = await copyRepository();
  const wrong = {
    DB_HOST: "a:3306,b:otro puerto",
    PORT: "abc",
    JWT_SECRET: "corta",
    ADMIN_PASSWORD: "administrador",
    CORS_ORIGINS: "",
    MAIL_SERVER: "mail.example.org",
    BCRYPT_COST: "40",
  };
  for (const task of ["start", "serve", "migrate"]) {
    const { code, text } = await runTask(folder, task, wrong);
    assert.equal(code, 1, text);
    const named = [...text.matchAll(/→ at (\w+)/g)].map(([, name]) => name);
    assert.deepEqual(
      named.toSorted(),
      [
        "ADMIN_PASSWORD",
        "BCRYPT_COST",
        "DB_HOST",
        "DB_NAME",
        "DB_USER",
        "JWT_SECRET",
        "MAIL_FROM",
        "PORT",
      ],
      text,
    );
    assert.equal(text.split("No se puede arrancar").length, 2, text);
    assert.doesNotMatch(text, /\bat .*\.ts|NotCapable|corta\b|administrador\b/);
  }
});

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.test(`${signal}: what is in flight is answered, new requests are refused, exit 0`, async () => {
    await using folder = await copyRepository();
    // At this cost, verifying a password takes a second or more.
    await using api = startTask(folder, "start", { BCRYPT_COST: "14", ADMIN_PASSWORD: PASSWORD });
    await api.says(/\/docs$/m);
    await endsInOrder(api, signal, () => signIn(api.url, EMAIL, PASSWORD));
    assert.match(api.text, /"route":"\/access\/token","status":200/);
  });
}

Deno.test("an open stream of events ends with the process, at once", async () => {
  await using folder = await copyRepository();
  await using api = startTask(folder, "start", { ...QUICK, ADMIN_PASSWORD: PASSWORD });
  await api.says(/\/docs$/m);
  const { access_token } = JSON.parse((await signIn(api.url, EMAIL, PASSWORD)).text);
  const stream = await fetch(`${api.url}/notificaciones/eventos`, {
    headers: { authorization: `Bearer ${access_token}` },
  });
  assert.equal(stream.status, 200);
  api.signal("SIGTERM");
  const { code, ms } = await api.ended();
  assert.equal(code, 0);
  assert.ok(ms < 3_000, `${ms} ms`);
  await stream.body?.cancel().catch(() => {});
});

Deno.test("a second start finds its port taken, says so and leaves the first alone", async () => {
  await using folder = await copyRepository();
  await using api = startTask(folder, "start", { ...QUICK, ADMIN_PASSWORD: PASSWORD });
  await api.says(/\/docs$/m);
  const second = await runTask(folder, "start", { ...QUICK, PORT: String(api.port) });
  assert.equal(second.code, 1);
  assert.match(second.text, /address already in use|AddrInUse/i);
  assert.ok(await untilOk(`${api.url}/readyz`) < 5_000);
});
