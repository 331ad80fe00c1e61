import assert from "node:assert/strict";
import { type Sql, Sql as Text, sql } from "@/db/sql.ts";
import { boolean } from "@/http/schemas.ts";
import { openTables } from "./setup/tables.ts";

/** One value of every kind of column, as it is written and as it comes back. */
const WRITTEN = {
  nombre: "Laboratorio",
  codigo: "x",
  activa: 1,
  abierta: 0,
  horas: 2.5,
  cupo: 30,
  desde: "2026-03-29",
  hora: "07:05:00",
  creada_en: "2026-03-29 02:30:00",
  vence_en: Number.MAX_SAFE_INTEGER,
};

type Form = (column: Sql) => Sql;

/** The ways a column goes through a query and loses what the server knows of it: type and width. */
const FORMS: Record<string, Form> = {
  "itself": (column) => sql`SELECT ${column} AS x FROM sala`,
  "itself, with a value": (column) => sql`SELECT ${column} AS x FROM sala WHERE id_sala = ${1}`,
  "itself, as text": (column) => sql`SELECT ${column} AS x FROM sala ORDER BY id_sala LIMIT ${1}`,
  "UNION ALL": (column) =>
    sql`
      SELECT ${column} AS x FROM sala WHERE id_sala = 1
      UNION ALL SELECT ${column} AS x FROM sala WHERE id_sala = 2`,
  "UNION": (column) => sql`SELECT ${column} AS x FROM sala UNION SELECT ${column} AS x FROM sala`,
  "UNION ALL with NULL": (column) =>
    sql`SELECT x FROM (SELECT ${column} AS x FROM sala UNION ALL SELECT NULL AS x) t
      WHERE x IS NOT NULL`,
  "MAX": (column) => sql`SELECT MAX(${column}) AS x FROM sala`,
  "MIN of a group": (column) => sql`SELECT MIN(${column}) AS x FROM sala GROUP BY id_sala`,
  "COALESCE": (column) => sql`SELECT COALESCE(NULL, ${column}) AS x FROM sala`,
  "COALESCE of two": (column) => sql`SELECT COALESCE(${column}, ${column}) AS x FROM sala`,
  "NULLIF": (column) => sql`SELECT NULLIF(${column}, NULL) AS x FROM sala`,
  "CASE": (column) =>
    sql`SELECT CASE WHEN id_sala = 1 THEN ${column} END AS x FROM sala ORDER BY id_sala LIMIT 1`,
  "CASE of two": (column) =>
    sql`SELECT CASE WHEN id_sala = 1 THEN ${column} ELSE ${column} END AS x FROM sala`,
  "LEFT JOIN": (column) =>
    sql`SELECT ${column} AS x FROM sede LEFT JOIN sala ON sala.id_sede = sede.id_sede`,
  "a query within": (column) => sql`SELECT (SELECT MAX(${column}) FROM sala) AS x FROM sede`,
  "DISTINCT": (column) => sql`SELECT DISTINCT ${column} AS x FROM sala`,
  "a derived table": (column) => sql`SELECT t.x FROM (SELECT ${column} AS x FROM sala) t`,
};

async function openFilled() {
  const tables = await openTables();
  await tables.db.execute(sql`INSERT INTO sede (nombre) VALUES ('Norte')`);
  for (const codigo of ["x", null]) {
    await tables.db.execute(sql`
      INSERT INTO sala (nombre, codigo, activa, abierta, horas, cupo, desde, hora, creada_en,
        vence_en, id_sede)
      VALUES ('Laboratorio', ${codigo}, ${true}, ${false}, ${2.5}, ${30}, '2026-03-29', '07:05:00',
        '2026-03-29 02:30:00', ${Number.MAX_SAFE_INTEGER}, ${1})`);
  }
  return tables;
}

for (const [form, query] of Object.entries(FORMS)) {
  Deno.test(`every kind of column comes back the same through ${form}`, async () => {
    await using tables = await openFilled();
    for (const [name, value] of Object.entries(WRITTEN)) {
      const rows = await tables.db.rows(query(new Text(`sala.${name}`, [])));
      const found = rows.map(({ x }) => x).filter((x) => x !== null);
      assert.ok(found.length > 0, `${name} is not found`);
      for (const x of found) assert.deepEqual(x, value, name);
    }
  });

  Deno.test(`the schema reads yes, no and null through ${form}`, async () => {
    await using tables = await openFilled();
    const read = async (name: string) =>
      (await tables.db.rows(query(new Text(`sala.${name}`, []))))
        .map(({ x }) => boolean.nullable().parse(x));
    assert.equal((await read("activa"))[0], true);
    assert.equal((await read("abierta"))[0], false);
    await tables.db.execute(sql`UPDATE sala SET abierta = NULL`);
    assert.deepEqual((await read("abierta")).filter((x) => x !== null), []);
  });
}
