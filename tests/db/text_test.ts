import assert from "node:assert/strict";
import fc from "fast-check";
import { type Sql, sql } from "@/db/sql.ts";
import { containing, plain } from "@/db/text.ts";
import { openTestDb } from "../database.ts";

async function openProgramas(...nombres: string[]) {
  const db = await openTestDb();
  for (const [i, nombre] of nombres.entries()) {
    await db.execute(sql`
      INSERT INTO programa_formacion (cod_programa, la_version, nombre)
      VALUES (${228106 + i}, 1, ${nombre})`);
  }
  /** The names that a condition finds, in the order in which they were given. */
  async function find(condition: Sql): Promise<unknown[]> {
    const rows = await db.rows(sql`
      SELECT nombre FROM programa_formacion WHERE ${condition} ORDER BY cod_programa`);
    return rows.map((row) => row.nombre);
  }
  return {
    db,
    find,
    contains: (q: string) => find(sql`busqueda LIKE ${containing(q)} ESCAPE '!'`),
    [Symbol.asyncDispose]: () => db.close(),
  };
}

Deno.test("a search sees no case, no accents and no ñ, whichever side has them", async () => {
  const nombres = ["Diseño Gráfico", "DISENO DE JARDINES", "Panadería"];
  await using programas = await openProgramas(...nombres);
  assert.deepEqual(await programas.contains("diseño"), nombres.slice(0, 2));
  assert.deepEqual(await programas.contains("DISEÑO G"), nombres.slice(0, 1));
  assert.deepEqual(await programas.contains("grafico"), nombres.slice(0, 1));
  assert.deepEqual(await programas.contains("panaderia"), nombres.slice(2));
  assert.deepEqual(await programas.contains("228107"), nombres.slice(1, 2));
});

Deno.test("the signs that LIKE and SQL use are plain characters in a search", async () => {
  const nombres = ["100% virtual", "100 horas", "a_b", "axb", "¡Ya!", "c\\d", "d'Artagnan", 'e"f'];
  await using programas = await openProgramas(...nombres);
  for (const [q, nombre] of [["0%", 0], ["a_b", 2], ["ya!", 4], ["c\\", 5], ["d'", 6], ['e"', 7]]) {
    assert.deepEqual(await programas.contains(String(q)), [nombres[Number(nombre)]], String(q));
  }
  assert.deepEqual(await programas.contains("_"), ["a_b"]);
  assert.deepEqual(await programas.contains("!"), ["¡Ya!"]);
});

Deno.test("the *_plano columns compare as searches do, and a unique one repeats as they do", async () => {
  await using programas = await openProgramas("Contabilidad");
  const { db } = programas;
  await db.execute(sql`
    INSERT INTO grupo (cod_ficha, cod_centro, cod_programa, la_version, jornada)
    VALUES (1, 9121, 228106, 1, 'Diurna (mañana)'), (2, 9121, 228106, 1, 'NOCTURNA')`);
  const find = async (jornada: string) =>
    (await db.rows(sql`SELECT cod_ficha FROM grupo WHERE jornada_plano = ${plain(jornada)}`))
      .map((row) => row.cod_ficha);
  assert.deepEqual(await find("DIURNA (MAÑANA)"), [1]);
  assert.deepEqual(await find("diurna (manana)"), [1]);
  assert.deepEqual(await find("nocturná"), [2]);
  assert.deepEqual(await find("nocturn"), []);
});

// What people type in Spanish: letters with every accent of the language, signs and spaces.
const SPANISH = "abcdefghijklmnñopqrstuvwxyzáéíóúüABCDEFGHIJKLMNÑOPQRSTUVWXYZÁÉÍÓÚÜ0123456789" +
  "  .,;:-_/()'\"%!¡?¿#&+*=@°ºª²³«»–—“”’";
const letters = fc.constantFrom(...SPANISH);
const text = fc.string({ unit: letters, minLength: 1, maxLength: 30 })
  .map((s) => s.replace(/\s+/g, " ").trim()).filter((s) => s !== "");

/** A text and what is searched in it: a piece of it written otherwise, or something else. */
const searches = text.chain((nombre) => {
  const piece = fc.tuple(fc.nat(nombre.length - 1), fc.integer({ min: 1, max: 8 }))
    .map(([from, length]) => nombre.slice(from, from + length).trim());
  const written = fc.tuple(piece, fc.constantFrom(identity, upper, lower, plain, twoMarks))
    .map(([q, rewrite]) => rewrite(q));
  const short = fc.string({ unit: letters, minLength: 1, maxLength: 2 }).map((s) => s.trim());
  return fc.tuple(fc.constant(nombre), fc.oneof(written, short).filter((q) => q !== ""));
});

const identity = (s: string) => s;
const upper = (s: string) => s.toUpperCase();
const lower = (s: string) => s.toLowerCase();
/** Accents apart from their letters, as some keyboards send them. */
const twoMarks = (s: string) => s.normalize("NFD");

Deno.test("each engine finds a Spanish text exactly where its plain form says", async () => {
  await using programas = await openProgramas("x");
  const { db } = programas;
  await fc.assert(
    fc.asyncProperty(searches, async ([nombre, q]) => {
      await db.execute(sql`UPDATE programa_formacion SET nombre = ${nombre}`);
      const expected = plain(`228106 ${nombre}`).includes(plain(q));
      assert.deepEqual(await programas.contains(q), expected ? [nombre] : [], `${q} in ${nombre}`);
    }),
    { numRuns: 200 },
  );
});
