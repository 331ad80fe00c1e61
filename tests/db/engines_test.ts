import assert from "node:assert/strict";
import { ConstraintError, type Db } from "@/db/db.ts";
import { insertion, list, type Sql, sql, type Value } from "@/db/sql.ts";
import { engine } from "../database.ts";
import { openTables } from "./setup/tables.ts";

async function first(db: Db, query: Sql): Promise<Record<string, unknown> | undefined> {
  const [row] = await db.rows(query);
  return row && { ...row };
}

Deno.test("a row comes back as numbers, text and null, a boolean as 0 or 1, dates and times as text", async () => {
  await using tables = await openTables();
  const { db } = tables;
  await db.execute(sql`
    INSERT INTO sala (nombre, activa, horas, cupo, desde, hora, creada_en, vence_en)
    VALUES ('Laboratorio', ${false}, ${2.5}, ${30}, '2026-03-29', '07:05:00',
      '2026-03-29 02:30:00', ${Number.MAX_SAFE_INTEGER})`);
  assert.deepEqual(await first(db, sql`SELECT * FROM sala`), {
    id_sala: 1,
    nombre: "Laboratorio",
    codigo: null,
    activa: 0,
    abierta: null,
    horas: 2.5,
    cupo: 30,
    desde: "2026-03-29",
    hora: "07:05:00",
    creada_en: "2026-03-29 02:30:00",
    vence_en: Number.MAX_SAFE_INTEGER,
    id_sede: null,
  });
  await db.execute(sql`UPDATE sala SET activa = ${true}, abierta = ${true}`);
  assert.deepEqual(await first(db, sql`SELECT activa, s.abierta AS otra FROM sala s`), {
    activa: 1,
    otra: 1,
  });
});

Deno.test("counts, sums and averages are numbers, and null over no rows", async () => {
  await using tables = await openTables();
  const { db } = tables;
  const totals = sql`
    SELECT COUNT(*) AS n, SUM(horas) AS horas, SUM(cupo) AS cupo, AVG(cupo) AS media FROM sala`;
  assert.deepEqual(await first(db, totals), { n: 0, horas: null, cupo: null, media: null });
  await db.execute(
    sql`INSERT INTO sala (nombre, horas, cupo) VALUES ('A', 1.25, 10), ('B', 2.5, 15)`,
  );
  assert.deepEqual(await first(db, totals), { n: 2, horas: 3.75, cupo: 25, media: 12.5 });
});

Deno.test("text of every script and sign comes back as it went in", async () => {
  await using tables = await openTables();
  const { db } = tables;
  const texts = ["Ñandú ¿qué?", "😀 👩‍🏫 🇨🇴", "中文 ру́с", `'; DROP -- \\ " \``, "%_!", "0", ""];
  for (const text of texts) {
    await db.execute(sql`DELETE FROM sala`);
    await db.execute(sql`INSERT INTO sala (nombre) VALUES (${text})`);
    assert.deepEqual(await first(db, sql`SELECT nombre FROM sala`), { nombre: text });
    assert.equal((await db.rows(sql`SELECT 1 AS uno FROM sala WHERE nombre = ${text}`)).length, 1);
  }
});

Deno.test("affected counts the rows that matched, insertId is the key that was made", async () => {
  await using tables = await openTables();
  const { db } = tables;
  const one = await db.execute(sql`INSERT INTO sala (nombre) VALUES ('A')`);
  assert.deepEqual(one, { affected: 1, insertId: 1 });
  const two = await db.execute(sql`INSERT INTO sala ${insertion({ nombre: "B" }, ["nombre"])}`);
  assert.deepEqual(two, { affected: 1, insertId: 2 });
  const same = await db.execute(sql`UPDATE sala SET nombre = 'A' WHERE nombre = 'A'`);
  assert.equal(same.affected, 1);
  assert.equal((await db.execute(sql`UPDATE sala SET cupo = 5`)).affected, 2);
  assert.equal((await db.execute(sql`DELETE FROM sala WHERE id_sala = 9`)).affected, 0);
  assert.equal((await db.execute(sql`DELETE FROM sala`)).affected, 2);
});

Deno.test("lists and limits work with values, and an empty list matches nothing", async () => {
  await using tables = await openTables();
  const { db } = tables;
  await db.execute(sql`INSERT INTO sala (nombre) VALUES ('A'), ('B'), ('C'), ('D')`);
  const names = async (query: Sql) => (await db.rows(query)).map((row) => row.nombre).join("");
  assert.equal(await names(sql`SELECT nombre FROM sala WHERE id_sala IN (${list([2, 4])})`), "BD");
  assert.equal(await names(sql`SELECT nombre FROM sala WHERE id_sala IN (${list([])})`), "");
  const page = sql`SELECT nombre FROM sala ORDER BY id_sala LIMIT ${2} OFFSET ${1}`;
  assert.equal(await names(page), "BC");
});

type Refusal = [what: string, statement: Sql, kind: string, on: RegExp];

const REFUSALS: Refusal[] = [
  [
    "a repeated key",
    sql`INSERT INTO sala (nombre, codigo) VALUES ('B', 'x')`,
    "duplicate",
    /codigo/,
  ],
  ["a change into one", sql`UPDATE sala SET codigo = 'x' WHERE id_sala = 2`, "duplicate", /codigo/],
  ["a missing parent", sql`UPDATE sala SET id_sede = 99`, "reference", /^$|sala_id_sede_fk/],
  ["a parent in use", sql`DELETE FROM sede WHERE id_sede = 1`, "reference", /^$|sala_id_sede_fk/],
  ["a missing value", sql`INSERT INTO sala (nombre) VALUES (${null})`, "required", /nombre/],
  ["a column left out", sql`INSERT INTO sala (cupo) VALUES (1)`, "required", /nombre/],
  ["a broken rule", sql`UPDATE sala SET cupo = ${-1}`, "check", /sala_cupo/],
];

for (const [what, statement, kind, on] of REFUSALS) {
  Deno.test(`${what} is refused as ${kind} and changes nothing`, async () => {
    await using tables = await openTables();
    const { db } = tables;
    await db.execute(sql`INSERT INTO sede (nombre) VALUES ('Norte')`);
    await db.execute(sql`INSERT INTO sala (nombre, codigo, id_sede) VALUES ('A', 'x', 1)`);
    await db.execute(sql`INSERT INTO sala (nombre, codigo) VALUES ('Z', 'z')`);
    const before = await db.rows(sql`SELECT * FROM sala ORDER BY id_sala`);
    await assert.rejects(db.execute(statement), (error) => {
      assert.ok(error instanceof ConstraintError, String(error));
      assert.equal(error.constraint, kind);
      assert.match(error.on, on);
      return true;
    });
    assert.deepEqual(await db.rows(sql`SELECT * FROM sala ORDER BY id_sala`), before);
  });
}

// SQLite takes what does not fit: there the schemas of the API are the only fence.
const UNFIT: [what: string, statement: Sql][] = [
  ["a text too long", sql`INSERT INTO sala (nombre) VALUES (${"x".repeat(21)})`],
  ["a number too large", sql`INSERT INTO sala (nombre, cupo) VALUES ('A', ${3_000_000_000})`],
  ["a day that does not exist", sql`INSERT INTO sala (nombre, desde) VALUES ('A', '2026-02-30')`],
  ["a text for a number", sql`INSERT INTO sala (nombre, cupo) VALUES ('A', 'doce')`],
];

for (const [what, statement] of engine === "mysql" ? UNFIT : []) {
  Deno.test(`${what} is refused as value and never cut`, async () => {
    await using tables = await openTables();
    await assert.rejects(tables.db.execute(statement), { constraint: "value" });
    assert.equal((await tables.db.rows(sql`SELECT 1 AS uno FROM sala`)).length, 0);
  });
}

const MISTAKES: [what: string, values: unknown[]][] = [
  ["too few values", []],
  ["too many values", [1, 2]],
  ["undefined", [undefined]],
  ["NaN", [NaN]],
  ["Infinity", [Infinity]],
  ["a Date", [new Date(0)]],
  ["an object", [{ id_sala: 1 }]],
  ["an array", [[1]]],
];

for (const [what, values] of MISTAKES) {
  Deno.test(`a statement with ${what} is not sent`, async () => {
    await using tables = await openTables();
    const one = sql`SELECT nombre FROM sala WHERE id_sala = ${1}`;
    const wrong = Object.assign(Object.create(Object.getPrototypeOf(one)), one, {
      values: values as Value[],
    });
    await assert.rejects(tables.db.rows(wrong), /places for|does not know/);
    await assert.rejects(tables.db.execute(wrong), /places for|does not know/);
    assert.deepEqual(await tables.db.rows(one), []);
  });
}
