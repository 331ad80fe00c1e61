import fc from "fast-check";
import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { openTestDb } from "../../database.ts";
import { CENTRO, prepareApp } from "../../support.ts";

/** How Spanish sorts, said by another library than the one under test. */
const spanish = new Intl.Collator("es", { sensitivity: "base" });
const SIGNS = [
  ..."aábcdeéfghiíjklmnñoópqrstuúüvwxyzAÁBCDEÉFGHIÍJKLMNÑOÓPQRSTUÚÜVWXYZ 0123456789-.,'()/&",
];

/** The texts in the order that the database gives them; equal ones as they were written. */
async function sortedByDatabase(names: string[]): Promise<unknown[]> {
  await using stack = new AsyncDisposableStack();
  const db = await openTestDb();
  stack.defer(() => db.close());
  for (const [i, concepto] of names.entries()) {
    await db.execute(sql`
      INSERT INTO metas (anio, cod_centro, concepto, valor)
      VALUES (${2001 + i}, 9121, ${concepto}, 1)`);
  }
  const rows = await db.rows(sql`SELECT concepto FROM metas ORDER BY concepto_orden, id_meta`);
  return rows.map((row) => row.concepto);
}

Deno.test("texts are sorted as people sort them, on both engines alike", async () => {
  const names = ["Zoe", "alvaro", "Álvaro", "ñato", "María", "Marta", "Oscar", "nuñez", "Nunez"];
  assert.deepEqual(
    await sortedByDatabase(names),
    ["alvaro", "Álvaro", "María", "Marta", "Nunez", "nuñez", "ñato", "Oscar", "Zoe"],
  );
});

Deno.test("the order of any text is the one of the Spanish collation", async () => {
  const word = fc.array(fc.constantFrom(...SIGNS), { minLength: 1, maxLength: 8 })
    .map((signs) => signs.join("").trim()).filter((text) => text !== "");
  const names = fc.sample(word, { numRuns: 180, seed: 7 });
  assert.deepEqual(await sortedByDatabase(names), names.toSorted(spanish.compare));
});

Deno.test("GET /users, /users/instructores and /ambientes: by name as people sort", async () => {
  await using api = await prepareApp();
  const names = ["Zoe", "ñato", "álvaro", "Nora"];
  for (const [i, name] of names.entries()) {
    await api.request("POST", "/users/", {
      body: {
        nombre_completo: `${name} Ruiz`,
        identificacion: `90000${i}`,
        id_rol: 3,
        correo: `ruiz${i}@correo.co`,
        tipo_contrato: "CONTRATISTA",
        telefono: "3001112233",
        estado: true,
        cod_centro: CENTRO,
        pass_hash: "Quindio-2026-cafe",
      },
    });
    await api.request("POST", "/ambientes", {
      body: {
        nombre_ambiente: `${name} Ruiz`,
        num_max_aprendices: 30,
        municipio: "Pereira",
        ubicacion: "Bloque A",
        cod_centro: CENTRO,
      },
    });
  }
  const expected = ["álvaro Ruiz", "Nora Ruiz", "ñato Ruiz", "Zoe Ruiz"];
  const lists = {
    "/users?limit=100": "nombre_completo",
    "/users/instructores": "nombre_completo",
    [`/users/get-by-centro?cod_centro=${CENTRO}`]: "nombre_completo",
    "/ambientes": "nombre_ambiente",
    [`/ambientes/activos/centro/${CENTRO}`]: "nombre_ambiente",
  };
  for (const [path, field] of Object.entries(lists)) {
    const { body } = await api.request("GET", path);
    const found = (body.items ?? body).map((it: Record<string, string>) => it[field]);
    assert.deepEqual(found.filter((name: string) => name.endsWith(" Ruiz")), expected, path);
  }
});
