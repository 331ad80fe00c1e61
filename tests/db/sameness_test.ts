import fc from "fast-check";
import assert from "node:assert/strict";
import { ConstraintError, type Db } from "@/db/db.ts";
import { migrate, statementsOf } from "@/db/setup/migrate.ts";
import { sql } from "@/db/sql.ts";
import { sameness } from "@/db/text.ts";
import { engine, openEmptyDb, openTestDb } from "../database.ts";

const FOLDER = new URL(`../../sql/${engine}/`, import.meta.url);
const FILE = "0024_iguales.sql";

/** A database as it was before the file, with these rooms, and these people where they could be. */
async function openOlder(rooms: [centre: number, name: string][], people: string[]): Promise<Db> {
  const db = await openEmptyDb();
  await db.execute(
    sql`CREATE TABLE migracion (archivo VARCHAR(80) PRIMARY KEY, turno BIGINT NULL)`,
  );
  const files = [...Deno.readDirSync(FOLDER)].map(({ name }) => name).toSorted();
  for (const file of files.filter((name) => name < FILE)) {
    const text = await Deno.readTextFile(new URL(file, FOLDER));
    for (const statement of statementsOf(text)) await db.execute(statement);
    await db.execute(sql`INSERT INTO migracion (archivo) VALUES (${file})`);
  }
  await db.execute(sql`
    INSERT INTO centro_formacion (cod_centro, nombre_centro, cod_regional) VALUES (1, 'C', 66)`);
  for (const [centre, name] of rooms) {
    await db.execute(sql`
      INSERT INTO ambiente_formacion (nombre_ambiente, num_max_aprendices, municipio, ubicacion,
        cod_centro) VALUES (${name}, 30, 'P', 'B', ${centre})`);
  }
  for (const [i, identificacion] of people.entries()) {
    await db.execute(sql`
      INSERT INTO usuario (nombre_completo, identificacion, id_rol, correo, pass_hash,
        tipo_contrato, telefono, cod_centro)
      VALUES ('Ana', ${identificacion}, 3, ${`a${i}@b.co`}, 'x', 'C', '1', 9121)`);
  }
  return db;
}

Deno.test("rooms stored twice stay: the first of each centre keeps the name, the others are told apart", async () => {
  const db = await openOlder(
    [
      ...[[9121, "AULA 1"], [9121, "aula 1"], [1, "AULA 1"], [9121, "AULA 2"]] as const,
      ...[[9121, "ÁULA 1"], [1, "Aula 1"]] as const,
    ].map(([centre, name]) => [centre, name]),
    [],
  );
  for (let time = 0; time < 2; time++) {
    await db.execute(sql`DELETE FROM migracion WHERE archivo = ${FILE}`);
    await migrate(db);
    const rows = await db.rows(sql`
      SELECT id_ambiente, repeticion FROM ambiente_formacion ORDER BY id_ambiente`);
    assert.deepEqual(rows.map((row) => row.repeticion), [0, 2, 0, 0, 5, 6]);
  }
  await db.close();
});

if (engine === "sqlite") {
  Deno.test("people of one identificacion in two spellings stay, and a third is refused", async () => {
    const db = await openOlder([], ["PASAPORTEA", "CC123456", "pasaportea"]);
    await migrate(db);
    const rows = await db.rows(sql`SELECT identificacion, repeticion FROM usuario`);
    assert.deepEqual(rows.map((row) => [row.identificacion, row.repeticion]), [
      ...[["PASAPORTEA", 0], ["CC123456", 0], ["pasaportea", 3]],
    ]);
    await assert.rejects(
      db.execute(sql`
        INSERT INTO usuario (nombre_completo, identificacion, id_rol, correo, pass_hash,
          tipo_contrato, telefono, cod_centro)
        VALUES ('Ana', 'PasaporteA', 3, 'z@b.co', 'x', 'C', '1', 9121)`),
      (error) => error instanceof ConstraintError && /identificacion/.test(error.on),
    );
    await db.close();
  });
}

/** Two texts, and whether they are the same. */
const PAIRS: [one: string, other: string, same: boolean][] = [
  ["PASAPORTEA", "pasaportea", true],
  ["Ñandú", "nandu", true],
  ["ñ", "n\u0303", true],
  ["Straße", "STRASSE", true],
  ["ﬁla", "FILA", true],
  ["ＡＢ１", "ab1", true],
  ["m²", "M2", true],
  ["3.º", "3.o", true],
  ["A 1 ", "A 1", true],
  ["A 1", "A1", false],
  ["A-1", "A1", false],
  ["A_1", "A 1", false],
  ["ca\u0327", "ca", true],
  ["A´", "A", false],
  ["A¨", "A", false],
  ["O'Neil", "O´Neil", false],
  ["l", "1", false],
  ["ж", "Ж", true],
];

Deno.test("both engines say alike which texts are the same", async () => {
  const db = await openTestDb();
  const store = (name: string) =>
    db.execute(sql`
      INSERT INTO ambiente_formacion (nombre_ambiente, num_max_aprendices, municipio, ubicacion,
        cod_centro) VALUES (${name}, 30, 'P', 'B', 9121)`);
  for (const [one, other, same] of PAIRS) {
    await store(one);
    const repeated = await store(other).then(() => false, (error) => {
      assert.ok(error instanceof ConstraintError && error.constraint === "duplicate");
      return true;
    });
    assert.equal(repeated, same, `${one} and ${other}`);
    assert.equal(sameness(one) === sameness(other), same, `${one} and ${other}`);
    await db.execute(sql`DELETE FROM ambiente_formacion`);
  }
  await db.close();
});

const LETTERS = "abcñáéíóúüABCÑÁÉÍÓÚÜ019 .,;:-_/()'\"%!¡?¿#&+*=@°ºª²«»–—“”’´¨ßœ™ﬁ½Ａ";

Deno.test("what the form makes the same is the same for the engine too", async () => {
  const db = await openTestDb();
  await db.execute(sql`
    INSERT INTO ambiente_formacion (nombre_ambiente, num_max_aprendices, municipio, ubicacion,
      cod_centro) VALUES ('x', 30, 'P', 'B', 9121)`);
  const text = fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 8 })
    .map((s) => s.replace(/\s+/g, " ").trim()).filter((s) => s !== "");
  await fc.assert(
    fc.asyncProperty(text, async (name) => {
      await db.execute(sql`UPDATE ambiente_formacion SET nombre_ambiente = ${name}`);
      const found = await db.rows(sql`
        SELECT 1 AS uno FROM ambiente_formacion WHERE nombre_igual = ${sameness(name)}`);
      assert.equal(found.length, 1, name);
    }),
    { numRuns: 150 },
  );
  await db.close();
});
