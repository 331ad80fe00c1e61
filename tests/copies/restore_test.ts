import assert from "node:assert/strict";
import { readConfig } from "@/config/config.ts";
import { makeBackup, USAGE } from "@/copies/backup.ts";
import { readOrder } from "@/copies/files.ts";
import { restoreBackup, USAGE as RESTORE_USAGE } from "@/copies/restore.ts";
import { sql } from "@/db/sql.ts";
import { openSqlite } from "@/db/sqlite/database.ts";
import { openTestDb } from "../database.ts";

const NOW = "2026-07-06 08:00:00";

/** A folder with a database of ours, which nobody has open. */
async function prepare() {
  const folder = await Deno.makeTempDir();
  const DB_FILE = `${folder}/gf.db`;
  await (await openTestDb(DB_FILE)).close();
  await Deno.writeTextFile(`${DB_FILE}.jwt-secret`, "the key of now");
  const config = readConfig({ DB_FILE });
  return {
    folder,
    config,
    DB_FILE,
    copy: `${folder}/copia.db`,
    names: () => [...Deno.readDirSync(folder)].map(({ name }) => name).sort(),
    async [Symbol.asyncDispose]() {
      await Deno.remove(folder, { recursive: true });
    },
  };
}

async function told(task: Promise<unknown>): Promise<string> {
  const error: unknown = await task.then(() => undefined, (error) => error);
  assert(error instanceof Error);
  assert.doesNotMatch(error.message, /\n/);
  return error.message;
}

type World = Awaited<ReturnType<typeof prepare>>;

/** What is no copy of ours, and what is said of it. */
const NO_COPIES: [what: string, make: (world: World) => Promise<void>, words: RegExp][] = [
  [
    "a text",
    ({ copy }) => Deno.writeTextFile(copy, "no es una base de datos".repeat(100)),
    /no es una copia de la base de datos, o está dañada/,
  ],
  ["an empty file", ({ copy }) => Deno.writeTextFile(copy, ""), /no es de Gestión Formación/],
  ["a database of others", async ({ copy }) => {
    const db = openSqlite(copy);
    await db.execute(sql`CREATE TABLE usuario (id INTEGER)`);
    await db.close();
  }, /no es de Gestión Formación/],
  ["a copy of a later release", async ({ config, copy }) => {
    await makeBackup(config, copy);
    const db = openSqlite(copy);
    await db.execute(sql`INSERT INTO migracion (archivo) VALUES ('9999_futuro.sql')`);
    await db.close();
  }, /versión más nueva .*9999_futuro\.sql/],
  ["a damaged copy", async ({ config, copy }) => {
    await makeBackup(config, copy);
    const { size } = await Deno.stat(copy);
    using file = await Deno.open(copy, { write: true });
    await file.seek(8192, Deno.SeekMode.Start);
    await file.write(new Uint8Array(size - 8192).fill(7));
  }, /dañada/],
  ["nothing", () => Promise.resolve(), /No existe .*copia\.db/],
];

for (const [what, make, words] of NO_COPIES) {
  Deno.test(`restore refuses ${what}, and everything stays as it was`, async () => {
    await using world = await prepare();
    await make(world);
    const before = world.names(), secret = await Deno.readTextFile(`${world.DB_FILE}.jwt-secret`);
    const order = { file: world.copy, reemplazar: true };
    assert.match(await told(restoreBackup(world.config, order, NOW)), words);
    assert.deepEqual(world.names(), before);
    assert.equal(await Deno.readTextFile(`${world.DB_FILE}.jwt-secret`), secret);
    const db = openSqlite(world.DB_FILE);
    assert.equal((await db.rows(sql`SELECT 1 AS uno FROM usuario`)).length, 0);
    await db.close();
  });
}

Deno.test("a copy brings its key with it; without one the key of before goes on signing", async () => {
  await using world = await prepare();
  const { config, copy, DB_FILE } = world;
  await makeBackup(config, copy);
  await Deno.writeTextFile(`${DB_FILE}.jwt-secret`, "a later key");
  await restoreBackup(config, { file: copy, reemplazar: true }, NOW);
  assert.equal(await Deno.readTextFile(`${DB_FILE}.jwt-secret`), "the key of now");
  const kept = `${DB_FILE}.anterior-2026-07-06T080000`;
  assert.equal(await Deno.readTextFile(`${kept}.jwt-secret`), "a later key");
  await Deno.remove(`${copy}.jwt-secret`);
  await restoreBackup(config, { file: copy, reemplazar: true }, "2026-07-06 08:00:01");
  assert.equal(await Deno.readTextFile(`${DB_FILE}.jwt-secret`), "the key of now");
});

Deno.test("what stands beside a file that is gone does not get into the copy", async () => {
  await using world = await prepare();
  const { config, copy, DB_FILE } = world;
  await makeBackup(config, copy);
  await Deno.remove(DB_FILE);
  await Deno.writeTextFile(`${DB_FILE}-wal`, "of a database that is gone");
  assert.match(
    await told(restoreBackup(config, { file: copy, reemplazar: false }, NOW)),
    /Ya hay datos/,
  );
  await restoreBackup(config, { file: copy, reemplazar: true }, NOW);
  assert.ok(world.names().includes("gf.db.anterior-2026-07-06T080000-wal"));
  const db = openSqlite(DB_FILE);
  assert.ok((await db.rows(sql`SELECT archivo FROM migracion`)).length > 10);
  await db.close();
});

Deno.test("restore on an empty machine makes the folder; backup says what is not there", async () => {
  await using world = await prepare();
  await makeBackup(world.config, world.copy);
  const config = readConfig({ DB_FILE: `${world.folder}/otra/gf.db` });
  assert.match(
    await told(makeBackup(config, `${world.folder}/x.db`)),
    /No hay base de datos en .*DB_FILE/,
  );
  await restoreBackup(config, { file: world.copy, reemplazar: false }, NOW);
  assert.equal((Deno.statSync(`${world.folder}/otra/gf.db`).mode ?? 0) & 0o777, 0o600);
  assert.match(
    await told(makeBackup(world.config, `${world.folder}/nada/x.db`)),
    /No existe la carpeta .*nada\//,
  );
});

Deno.test("with a server both say which of its commands does it, and what a wrong order is", async () => {
  const config = readConfig({
    DB_HOST: "db1.example.org:3307,db2.example.org",
    DB_USER: "gestion",
    DB_NAME: "formacion",
    DB_PASSWORD: "Cafe-Quindio-2026",
    JWT_SECRET: "solo-pruebas-0123456789-abcdefghijkl",
  });
  const backup = await told(makeBackup(config, "/tmp/copia"));
  assert.match(backup, /mariadb-dump --single-transaction .*--host=db1\.example\.org --port=3307/);
  assert.match(backup, /mysqldump/);
  const order = { file: "/tmp/copia.sql", reemplazar: false };
  const restore = await told(restoreBackup(config, order, NOW));
  assert.match(restore, /mariadb --host=db1\.example\.org .* formacion < \/tmp\/copia\.sql/);
  assert.doesNotMatch(backup + restore, /Cafe-Quindio/);
  for (const args of [[], ["a", "b"], ["--otra"], ["a", "--reemplazar"]]) {
    assert.throws(() => readOrder(args, "/", USAGE), { message: USAGE });
  }
  assert.deepEqual(readOrder(["a.db", "--reemplazar"], "/copias", RESTORE_USAGE), {
    file: "/copias/a.db",
    reemplazar: true,
  });
});
