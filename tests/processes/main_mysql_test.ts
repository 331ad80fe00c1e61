import assert from "node:assert/strict";
import { EMAIL, PASSWORD, query, settingsOn, startServerWithDatabase } from "../on_mariadb.ts";
import { ask, copyRepository, runTask, signIn, startTask } from "../processes.ts";

/** No certificate of anybody. */
const TEXT = "-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----";

const FILES = [...Deno.readDirSync(new URL("../../sql/mysql", import.meta.url))]
  .map(({ name }) => name).toSorted();

Deno.test("with the schema behind it refuses to start and names the command, which mends it", async () => {
  await using folder = await copyRepository();
  await using server = await startServerWithDatabase();
  const settings = settingsOn(server);
  const refused = await runTask(folder, "start", settings);
  assert.equal(refused.code, 1);
  assert.match(refused.text, /^Al esquema le faltan \d+ migraciones/m);
  assert.match(refused.text, /deno task migrate/);
  assert.deepEqual(await query(server, "SHOW TABLES FROM gestion"), []);

  const migrated = await runTask(folder, "migrate", settings);
  assert.equal(migrated.code, 0, migrated.text);
  assert.match(migrated.text, /^La base de datos está al día\.$/m);
  assert.doesNotMatch(migrated.text, new RegExp(PASSWORD));
  const noted = await query(server, "SELECT archivo FROM gestion.migracion ORDER BY archivo");
  assert.deepEqual(noted.flat(), FILES);

  await using api = startTask(folder, "start", settings);
  await api.says(/\/docs$/m);
  assert.equal((await ask(`${api.url}/readyz`)).text, '{"estado":"ok","motor":"mysql"}');
  const inFlight = signIn(api.url, EMAIL, PASSWORD);
  const { status } = await inFlight;
  assert.equal(status, 200);
  // A release that was not migrated for: the process lives and says that it cannot serve.
  await query(server, "DELETE FROM gestion.migracion WHERE archivo = '0002_access.sql'");
  const behind = await ask(`${api.url}/readyz`);
  assert.equal(behind.status, 503);
  assert.match(behind.text, /Al esquema le faltan 1 migraciones/);
  assert.equal((await ask(`${api.url}/healthz`)).status, 200);
  api.signal("SIGTERM");
  const { code, ms } = await api.ended();
  assert.equal(code, 0);
  assert.ok(ms < 5_000, `${ms} ms`);
  await assert.rejects(Deno.stat(`${folder.path}/.data`), Deno.errors.NotFound);
});

Deno.test("replicas that start at once with MIGRATE_ON_START: one migrates, all serve", async () => {
  await using folder = await copyRepository();
  await using server = await startServerWithDatabase();
  const settings = { ...settingsOn(server), MIGRATE_ON_START: "true", ADMIN_PASSWORD: "" };
  await using replicas = new AsyncDisposableStack();
  const apis = [1, 2, 3].map(() => replicas.use(startTask(folder, "start", settings)));
  await Promise.all(apis.map((api) => api.says(/\/docs$/m)));
  const texts = apis.map(({ text }) => text);
  assert.equal(texts.filter((text) => text.includes("Esquema al día")).length, 1, texts.join("\n"));
  const passwords = texts.flatMap((text) => text.match(/^Contraseña: (\S+)/m)?.[1] ?? []);
  assert.equal(passwords.length, 1);
  const noted = await query(server, "SELECT archivo FROM gestion.migracion ORDER BY archivo");
  assert.deepEqual(noted.flat(), FILES);
  assert.deepEqual(await query(server, "SELECT COUNT(*) FROM gestion.usuario"), [[1]]);
  for (const { url } of apis) {
    assert.equal((await signIn(url, EMAIL, passwords[0] ?? "")).status, 200);
  }
});

Deno.test("a database that cannot be used at the start is named, with the reason", async () => {
  await using folder = await copyRepository();
  await using server = await startServerWithDatabase();
  await query(server, "CREATE USER 'pobre'@'%' IDENTIFIED BY 'pobre'");
  await query(server, "GRANT SELECT ON gestion.* TO 'pobre'@'%'");
  const poor = { DB_USER: "pobre", DB_PASSWORD: "pobre", MIGRATE_ON_START: "true" };
  const ca = { DB_SSL_CA: "no-hay.pem" };
  const cases: [change: Record<string, string>, reason: RegExp][] = [
    [{ DB_PASSWORD: "otra" }, /^El servidor .*no acepta.*DB_USER y DB_PASSWORD.*Access denied/m],
    [
      { DB_NAME: "otra_base" },
      /^No existe la base de datos "otra_base".*DB_NAME.*CREATE DATABASE/m,
    ],
    [{ DB_HOST: "127.0.0.1:1" }, /^Nada responde en 127\.0\.0\.1:1: revise DB_HOST.*ECONNREFUSED/m],
    [{ DB_HOST: "no-hay.invalid" }, /^No se encuentra el servidor .*no-hay\.invalid.*DB_HOST/m],
    [poor, /^Al usuario "pobre" le falta un permiso.*GRANT ALL ON gestion\.\*/m],
    [{ ...poor, DB_NAME: "otra_base" }, /^Al usuario "pobre" le falta un permiso.*"otra_base"/m],
    [ca, /^No se puede leer el certificado no-hay\.pem: revise DB_SSL_CA/m],
    [{ DB_SSL_CA: TEXT }, /^No se pudo hacer una conexión cifrada.*DB_SSL_CA/m],
  ];
  for (const [change, reason] of cases) {
    const { code, text } = await runTask(folder, "start", { ...settingsOn(server), ...change });
    assert.equal(code, 1);
    assert.match(text, reason);
    const lines = text.trim().split("\n").filter((line) => !line.startsWith("Task"));
    assert.equal(lines.length, 1, text);
    assert.doesNotMatch(text, /\bat .*\.ts|solo-pruebas/);
  }
});
