import assert from "node:assert/strict";
import type { Db } from "@/db/db.ts";
import { checkSchema, migrate, pendingMigrations } from "@/db/setup/migrate.ts";
import { SchemaError } from "@/db/setup/schema_check.ts";
import { Sql, sql } from "@/db/sql.ts";
import { requireCurrentSchema } from "@/prepare.ts";
import { engine, openEmptyDb, openTestDb } from "../../database.ts";
import { describe } from "./introspection.ts";

const FOLDER = new URL(`../../../sql/${engine}/`, import.meta.url);
const FILES = [...Deno.readDirSync(FOLDER)].map(({ name }) => name).toSorted();

async function sumsIn(db: Db): Promise<unknown[]> {
  return (await db.rows(sql`SELECT suma FROM migracion ORDER BY archivo`)).map(({ suma }) => suma);
}

/** Some tables of the older system: plain keys, and none of our columns. */
const OLDER = [
  "CREATE TABLE rol (id_rol INT PRIMARY KEY, nombre VARCHAR(20))",
  `CREATE TABLE usuario (id_usuario INT PRIMARY KEY, nombre_completo VARCHAR(80),
    identificacion VARCHAR(12), id_rol INT, correo VARCHAR(100), pass_hash VARCHAR(100),
    estado TINYINT, cod_centro INT, FOREIGN KEY (id_rol) REFERENCES rol (id_rol))`,
  `CREATE TABLE programacion (id_programacion INT PRIMARY KEY, id_instructor INT, cod_ficha INT,
    fecha_programada DATE, FOREIGN KEY (id_instructor) REFERENCES usuario (id_usuario))`,
];

async function refuses(db: Db, words: RegExp): Promise<void> {
  const before = await describe(db);
  for (const attempt of [migrate, checkSchema, requireCurrentSchema]) {
    await assert.rejects(attempt(db), (error) => {
      assert.ok(error instanceof SchemaError);
      assert.match(error.message, words);
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });
  }
  assert.deepEqual(await describe(db), before, "nothing was written");
}

Deno.test("a migration that this release does not know: the database is of a later one, refused", async () => {
  const db = await openTestDb();
  await db.execute(sql`INSERT INTO migracion (archivo) VALUES ('9999_del_futuro.sql')`);
  await refuses(db, /más nueva.*9999_del_futuro\.sql.*Instale/);
  await db.close();
});

Deno.test("each applied file leaves its sum; one that was edited since is named", async () => {
  const db = await openTestDb();
  const sums = await sumsIn(db);
  assert.equal(sums.length, FILES.length);
  for (const sum of sums) assert.match(String(sum), /^[0-9a-f]{64}$/);
  assert.deepEqual(await migrate(db), []);
  await db.execute(sql`
    UPDATE migracion SET suma = ${"0".repeat(64)} WHERE archivo = '0002_access.sql'`);
  await refuses(db, /Se editó.*0002_access\.sql.*migración nueva/);
  await db.close();
});

Deno.test("a database of a release that noted no sums gets them, and is held to them", async () => {
  const db = await openTestDb();
  const sums = await sumsIn(db);
  await db.execute(new Sql("ALTER TABLE migracion DROP COLUMN suma", []));
  await db.execute(sql`DELETE FROM migracion WHERE archivo = '0025_migracion_suma.sql'`);
  assert.deepEqual(await pendingMigrations(db), ["0025_migracion_suma.sql"]);
  assert.deepEqual(await migrate(db), ["0025_migracion_suma.sql"]);
  assert.deepEqual(await sumsIn(db), sums);
  await db.execute(sql`UPDATE migracion SET suma = NULL`); // stopped before it could note them
  assert.deepEqual(await migrate(db), []);
  assert.deepEqual(await sumsIn(db), sums);
  await db.close();
});

Deno.test("the tables of the older system are refused before the first statement", async () => {
  const db = await openEmptyDb();
  for (const table of OLDER) await db.execute(new Sql(table, []));
  await refuses(db, /programacion, rol, usuario.*deno task adoptar/);
  await db.close();
});

Deno.test("they are refused too where an earlier attempt noted the first file as done", async () => {
  const db = await openEmptyDb();
  for (const table of OLDER) await db.execute(new Sql(table, []));
  await db.execute(
    sql`CREATE TABLE migracion (archivo VARCHAR(80) PRIMARY KEY, turno BIGINT NULL)`,
  );
  await refuses(db, /deno task adoptar/);
  await db.execute(sql`INSERT INTO migracion (archivo) VALUES (${FILES[0] ?? ""})`);
  await refuses(db, /deno task adoptar/);
  await db.close();
});

Deno.test("tables of other names are no hindrance", async () => {
  const db = await openEmptyDb();
  await db.execute(new Sql("CREATE TABLE nomina (id INT PRIMARY KEY)", []));
  assert.deepEqual(await migrate(db), FILES);
  await db.close();
});
