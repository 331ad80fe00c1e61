import assert from "node:assert/strict";
import { ConstraintError } from "@/db/db.ts";
import { migrate } from "@/db/setup/migrate.ts";
import { openDb } from "@/db/setup/open.ts";
import { type Sql, sql } from "@/db/sql.ts";
import { engine, openTestDb } from "../../database.ts";
import { describe, type Description } from "./introspection.ts";

async function describeBoth(): Promise<{ mysql: Description; sqlite: Description }> {
  const mysql = await openTestDb(), sqlite = await openDb({ file: ":memory:" });
  await migrate(sqlite);
  const both = { mysql: await describe(mysql), sqlite: await describe(sqlite) };
  await mysql.close();
  await sqlite.close();
  return both;
}

if (engine === "mysql") {
  Deno.test("both engines have the same tables and columns, with type, nullability and default", async () => {
    const { mysql, sqlite } = await describeBoth();
    assert.ok(mysql.columns.length > 150, `${mysql.columns.length} columns`);
    assert.deepEqual(mysql.columns, sqlite.columns);
  });

  Deno.test("both engines have the same primary, foreign and unique keys", async () => {
    const { mysql, sqlite } = await describeBoth();
    assert.ok(mysql.foreignKeys.length > 20, `${mysql.foreignKeys.length} foreign keys`);
    assert.deepEqual(mysql.primaryKeys, sqlite.primaryKeys);
    assert.deepEqual(mysql.foreignKeys, sqlite.foreignKeys);
    // Where MySQL's collation compares, SQLite has the plain form.
    const same = sqlite.uniqueKeys.map((key) => key.replace("anio,plano(...)", "anio,concepto"));
    assert.deepEqual(mysql.uniqueKeys, [...new Set(same)].toSorted());
  });

  Deno.test("every index of SQLite has its like in MySQL, which has more of its own", async () => {
    const { mysql, sqlite } = await describeBoth();
    assert.ok(sqlite.indexes.length > 20, `${sqlite.indexes.length} indexes`);
    assert.deepEqual(sqlite.indexes.filter((index) => !mysql.indexes.includes(index)), []);
  });

  Deno.test("every table speaks utf8mb4 with the collation that searches count on", async () => {
    const db = await openTestDb();
    const found = await db.rows(sql`
      SELECT DISTINCT table_collation AS collation, engine AS engine
      FROM information_schema.tables
      WHERE table_schema = DATABASE() AND table_name <> 'migracion'`);
    assert.deepEqual(found.map((row) => ({ ...row })), [
      { collation: "utf8mb4_unicode_ci", engine: "InnoDB" },
    ]);
    await db.close();
  });
}

const GRUPO = sql`
  INSERT INTO grupo (cod_ficha, cod_centro, cod_programa, la_version) VALUES (1, 9121, 2, 1)`;
const PROGRAMA = sql`
  INSERT INTO programa_formacion (cod_programa, la_version, nombre) VALUES (2, 1, 'Sistemas')`;

const REFUSED: [rule: string, statement: Sql, kinds: string[]][] = [
  [
    "a group ends before it begins",
    sql`
    UPDATE grupo SET fecha_inicio = '2026-07-02', fecha_fin = '2026-07-01'`,
    ["check"],
  ],
  [
    "a group leaves before it comes",
    sql`
    UPDATE grupo SET hora_inicio = '18:00:00', hora_fin = '06:00:00'`,
    ["check"],
  ],
  [
    "a holiday of unknown origin",
    sql`
    INSERT INTO festivos (festivo, origen) VALUES ('2026-07-20', 'nadie')`,
    ["check"],
  ],
  [
    "a room for fewer than nobody",
    sql`
    INSERT INTO ambiente_formacion (nombre_ambiente, num_max_aprendices, municipio, ubicacion,
      cod_centro) VALUES ('A', -1, 'B', 'C', 9121)`,
    ["check", "value"],
  ],
  [
    "a group of a programme that is not there",
    sql`
    UPDATE grupo SET la_version = 9`,
    ["reference"],
  ],
  ["a group of a centre that is not there", sql`UPDATE grupo SET cod_centro = 1`, ["reference"]],
  ["a programme that has groups goes", sql`DELETE FROM programa_formacion`, ["reference"]],
  ["a group without a centre", sql`UPDATE grupo SET cod_centro = NULL`, ["required"]],
  ["the same group twice", GRUPO, ["duplicate"]],
];

for (const [rule, statement, kinds] of REFUSED) {
  Deno.test(`the schema refuses: ${rule}`, async () => {
    const db = await openTestDb();
    await db.execute(PROGRAMA);
    await db.execute(GRUPO);
    await assert.rejects(db.execute(statement), (error) => {
      assert.ok(error instanceof ConstraintError, String(error));
      assert.ok(kinds.includes(error.constraint), error.constraint);
      return true;
    });
    await db.close();
  });
}
