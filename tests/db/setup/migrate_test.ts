import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { Db } from "@/db/db.ts";
import { migrate, pendingMigrations, statementsOf } from "@/db/setup/migrate.ts";
import { withMigrationLease } from "@/db/setup/migration_lease.ts";
import { openDb } from "@/db/setup/open.ts";
import { sql } from "@/db/sql.ts";
import { createPasswords } from "@/passwords/hashing/hashes.ts";
import { prepareDatabase } from "@/prepare.ts";
import { databaseOf, engine, openEmptyDb, openTestDb, settingsOf } from "../../database.ts";
import { config } from "../../support.ts";
import { describe } from "./introspection.ts";

const FOLDER = new URL(`../../../sql/${engine}/`, import.meta.url);
const FILES = [...Deno.readDirSync(FOLDER)].map(({ name }) => name).toSorted();

async function notedIn(db: Db): Promise<unknown[]> {
  return (await db.rows(sql`SELECT archivo FROM migracion ORDER BY archivo`))
    .map(({ archivo }) => archivo);
}

/** The same database, whose transactions stop short after so many statements. */
function stoppingAfter(db: Db, statements: number): Db {
  let left = statements;
  const cutShort = (tx: Db): Db =>
    Object.create(tx, {
      rows: { value: tx.rows.bind(tx) },
      execute: {
        value: (statement: Parameters<Db["execute"]>[0]) => {
          if (left-- <= 0) throw new Error("power cut");
          return tx.execute(statement);
        },
      },
    });
  return Object.create(db, {
    rows: { value: db.rows.bind(db) },
    execute: { value: db.execute.bind(db) },
    transaction: {
      value: (task: (tx: Db) => Promise<unknown>) => db.transaction((tx) => task(cutShort(tx))),
    },
    withDeadline: { value: (ms: number) => stoppingAfter(db.withDeadline(ms), statements) },
  });
}

Deno.test("an empty database gets every file, in order and once", async () => {
  const db = await openEmptyDb();
  assert.deepEqual(await pendingMigrations(db), FILES);
  assert.deepEqual(await migrate(db), FILES);
  assert.deepEqual(await notedIn(db), FILES);
  assert.deepEqual(await pendingMigrations(db), []);
  assert.deepEqual(await migrate(db), []);
  await db.close();
});

Deno.test("files that ran and were not noted run again without harm", async () => {
  const db = await openTestDb();
  const before = await describe(db);
  await db.execute(sql`DELETE FROM migracion`);
  assert.deepEqual(await migrate(db), FILES);
  assert.deepEqual(await describe(db), before);
  await db.close();
});

Deno.test("stopped after any statement, the files end up as if they had never been", async () => {
  const db = await openEmptyDb(), whole = await openTestDb();
  let cuts = 0;
  for (let pending = FILES.length, statements = 0; pending > 0;) {
    await migrate(stoppingAfter(db, statements++)).catch((error) => {
      assert.match(String(error), /power cut/);
      cuts++;
    });
    const left = (await pendingMigrations(db)).length;
    if (left < pending) statements = 0; // the next file is cut short from its first statement on
    pending = left;
  }
  assert.ok(cuts > FILES.length, `${cuts} cuts`);
  assert.deepEqual(await describe(db), await describe(whole));
  assert.deepEqual(await notedIn(db), FILES);
  for (const table of [sql`rol`, sql`regional`, sql`centro_formacion`, sql`turno`]) {
    const rows = sql`SELECT * FROM ${table}`;
    assert.deepEqual(await db.rows(rows), await whole.rows(rows));
  }
  await db.close();
  await whole.close();
});

Deno.test("a database of the first release keeps its data through every later file", async () => {
  const db = await openEmptyDb();
  const [first = "", ...later] = FILES;
  await db.execute(
    sql`CREATE TABLE migracion (archivo VARCHAR(80) PRIMARY KEY, turno BIGINT NULL)`,
  );
  for (const statement of statementsOf(await Deno.readTextFile(new URL(first, FOLDER)))) {
    await db.execute(statement);
  }
  await db.execute(sql`INSERT INTO migracion (archivo) VALUES (${first})`);
  const data = [
    sql`INSERT INTO programa_formacion (cod_programa, la_version, nombre) VALUES (1, 1, 'Ñandú')`,
    sql`INSERT INTO competencia (cod_competencia, nombre) VALUES (1, 'C')`,
    sql`INSERT INTO resultado_aprendizaje (cod_resultado, nombre, cod_competencia) VALUES (1, 'R', 1)`,
    sql`INSERT INTO grupo (cod_ficha, cod_centro, cod_programa, la_version) VALUES (7, 9121, 1, 1)`,
    sql`INSERT INTO usuario (nombre_completo, identificacion, id_rol, correo, pass_hash,
      tipo_contrato, telefono, cod_centro) VALUES ('Ana', '1', 3, 'a@b.co', 'x', 'C', '1', 9121)`,
    sql`INSERT INTO programacion (id_instructor, cod_ficha, fecha_programada, horas_programadas,
      hora_inicio, hora_fin, cod_competencia, cod_resultado)
      VALUES (1, 7, '2026-07-06', 2.5, '07:00:00', '09:30:00', 1, 1)`,
    sql`INSERT INTO metas (anio, cod_centro, concepto, valor) VALUES (2026, 9121, 'Cupos', 30)`,
  ];
  for (const statement of data) await db.execute(statement);
  assert.deepEqual(await migrate(db), later);
  const [row] = await db.rows(sql`
    SELECT p.horas_programadas, p.fecha_programada, u.nombre_completo, f.nombre, m.valor
    FROM programacion p JOIN usuario u ON u.id_usuario = p.id_instructor
      JOIN grupo g ON g.cod_ficha = p.cod_ficha
      JOIN programa_formacion f ON f.cod_programa = g.cod_programa JOIN metas m ON m.anio = 2026`);
  assert.deepEqual({ ...row }, {
    horas_programadas: 2.5,
    fecha_programada: "2026-07-06",
    nombre_completo: "Ana",
    nombre: "Ñandú",
    valor: 30,
  });
  const [found] = await db.rows(sql`
    SELECT nombre FROM programa_formacion WHERE busqueda LIKE '%nandu%'`);
  assert.equal(found?.nombre, "Ñandú");
  const passwords = createPasswords(config.BCRYPT_COST);
  await prepareDatabase({ config, db, passwords }, () => {});
  passwords.close();
  const [ficha] = await db.rows(sql`SELECT cod_ficha FROM grupo WHERE busqueda LIKE '%nandu%'`);
  assert.equal(ficha?.cod_ficha, 7);
  await db.close();
});

if (engine === "mysql") {
  Deno.test("four processes at once: each file is applied once, and all wait for the last", async () => {
    const db = await openEmptyDb();
    const url = new URL(Deno.env.get("TEST_DB_URL") ?? "");
    const settings = settingsOf(url, await databaseOf(db), 3);
    const replicas = await Promise.all([1, 2, 3, 4].map(() => openDb(settings)));
    const applied = await Promise.all(replicas.map(async (replica) => {
      const files = await migrate(replica);
      assert.deepEqual(await pendingMigrations(replica), []);
      return files;
    }));
    assert.deepEqual(applied.flat().toSorted(), FILES);
    assert.deepEqual(await notedIn(db), FILES);
    for (const replica of replicas) await replica.close();
    await db.close();
  });
}

Deno.test("the turn of a process that died is taken over, that of one at work is not", async () => {
  const db = await openTestDb();
  const lease = 800;
  const turns: string[] = [];
  const long = withMigrationLease(db, async () => {
    turns.push("long begins");
    await delay(3 * lease);
    turns.push("long ends");
  }, lease);
  while (turns.length === 0) await delay(10);
  const next = withMigrationLease(db, () => Promise.resolve(turns.push("next")), lease);
  await Promise.all([long, next]);
  assert.deepEqual(turns, ["long begins", "long ends", "next"]);

  await db.execute(sql`INSERT INTO migracion (archivo, turno) VALUES ('turno', 1)`);
  const start = performance.now();
  await withMigrationLease(db, () => Promise.resolve(turns.push("after the dead")), lease);
  assert.ok(performance.now() - start >= lease);
  assert.deepEqual(await notedIn(db), FILES);
  await db.close();
});
