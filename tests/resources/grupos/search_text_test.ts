import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { startsWith } from "@/resources/grupos/matching.ts";
import { refreshSearch, writeMissingSearch } from "@/resources/grupos/search_text.ts";
import { CENTRO } from "../../support.ts";
import { FICHA, FREE, IN_USE, OTHER_PROGRAMA, PROGRAMA } from "../catalogue.ts";
import { bookOf, pe04Rows } from "../importaciones/files.ts";
import { importFile } from "../importaciones/upload.ts";
import { CANCELLED, EVENING, fichasOf, MORNING, OVER, prepareGrupos } from "./example.ts";

type Api = Awaited<ReturnType<typeof prepareGrupos>>;

async function found(api: Api, q: string): Promise<number[]> {
  return fichasOf((await api.request("GET", `/grupos?q=${encodeURIComponent(q)}`)).body.items);
}

async function searchTexts(db: Db) {
  const rows = await db.rows(sql`SELECT cod_ficha, busqueda FROM grupo ORDER BY cod_ficha`);
  return rows.map((row) => [row.cod_ficha, row.busqueda]);
}

/** Whether the texts are what they would be if they were all written now. */
async function assertFresh({ db }: Api, after: string): Promise<void> {
  const kept = await searchTexts(db);
  await db.execute(sql`UPDATE grupo SET busqueda = ''`);
  await db.transaction((tx) => refreshSearch(tx, sql`1 = 1`));
  assert.deepEqual(await searchTexts(db), kept, after);
}

Deno.test("a renamed programme is found under its new name alone, in its own version", async () => {
  await using api = await prepareGrupos();
  const ofFirst = [FICHA, CANCELLED, OVER];
  assert.deepEqual(await found(api, "sistemas"), ofFirst);
  const path = `/programas/${PROGRAMA}/1`;
  assert.equal((await api.request("PUT", path, { body: { nombre: "COCINA" } })).status, 200);
  assert.deepEqual(await found(api, "sistemas"), []);
  assert.deepEqual(await found(api, "cocina"), ofFirst);
  assert.deepEqual(await found(api, "software"), [MORNING]);
  await assertFresh(api, "the new name");
});

Deno.test("a renamed ambiente and a ficha that moves to another are found where they are", async () => {
  await using api = await prepareGrupos();
  assert.deepEqual(await found(api, "laboratorio"), [MORNING]);
  const { body: ambiente } = await api.request("GET", `/ambientes/${FREE}`);
  const renamed = { ...ambiente, nombre_ambiente: "SALA DE DISEÑO" };
  assert.equal((await api.request("PUT", `/ambientes/${FREE}`, { body: renamed })).status, 200);
  assert.deepEqual(await found(api, "laboratorio"), []);
  assert.deepEqual(await found(api, "diseno"), [MORNING]);
  await api.request("PATCH", `/grupos/${MORNING}`, { body: { id_ambiente: IN_USE } });
  assert.deepEqual(await found(api, "diseno"), []);
  assert.deepEqual(await found(api, "aula 101"), [MORNING, FICHA, OVER]);
  await assertFresh(api, "the move");
});

Deno.test("what an import writes is found, and what its revert takes back is not", async () => {
  await using api = await prepareGrupos();
  const file = bookOf(pe04Rows({
    IDENTIFICADOR_FICHA: FICHA,
    CODIGO_PROGRAMA: OTHER_PROGRAMA,
    VERSION_PROGRAMA: 102,
    NOMBRE_PROGRAMA_FORMACION: "QUÍMICA FORENSE",
    NOMBRE_RESPONSABLE: "ZOÉ MUÑOZ",
  }, { IDENTIFICADOR_FICHA: 2847300, NOMBRE_RESPONSABLE: "IVÁN 東" }));
  const { status, body } = await importFile(api, file);
  assert.deepEqual([status, body.estado], [200, "confirmada"]);
  assert.deepEqual(await found(api, "zoe mun"), [FICHA]);
  assert.deepEqual(await found(api, "iván 東"), [2847300]);
  assert.ok((await found(api, "forense")).includes(FICHA));
  await assertFresh(api, "the import");
  const reverted = await api.request("POST", `/importaciones/${body.id_importacion}/revertir`);
  assert.equal(reverted.status, 200);
  assert.deepEqual(await found(api, "zoe mun"), []);
  assert.deepEqual(await found(api, "forense"), []);
  await assertFresh(api, "the revert");
});

Deno.test("signs outside ASCII are found exactly, and no text is found across two parts", async () => {
  await using api = await prepareGrupos();
  const write = (responsable: string) =>
    api.request("PATCH", `/grupos/${MORNING}`, { body: { responsable } });
  await write("Æneas Łoś 東京");
  for (const q of ["æneas", "Łos", "łoś 東", "京"]) {
    assert.deepEqual(await found(api, q), [MORNING], q);
  }
  for (const q of ["6771", "南", "o東", "software Æ"]) {
    assert.deepEqual(await found(api, q), [], q);
  }
});

Deno.test("a part starts with a text only at its first letter, whatever stands before it", async () => {
  await using api = await prepareGrupos();
  async function starting(part: Parameters<typeof startsWith>[0], text: string) {
    const fichas = sql`SELECT g.cod_ficha FROM grupo g WHERE ${startsWith(part, text)}`;
    return (await api.db.rows(fichas)).map(({ cod_ficha }) => cod_ficha);
  }
  assert.deepEqual(await starting("responsable", "carlos 100%"), [EVENING]);
  assert.deepEqual(await starting("responsable", "100%"), []);
  assert.deepEqual(await starting("nombre_programa", "carlos"), []);
  assert.deepEqual(await starting("nombre_ambiente", "LABORATÓRIO"), [MORNING]);
  assert.deepEqual(await starting("cod_programa", String(OTHER_PROGRAMA)), [EVENING]);
});

Deno.test("renames, new fichas, moves and an import at once leave no text behind", async () => {
  await using api = await prepareGrupos();
  const ambiente = (await api.request("GET", `/ambientes/${FREE}`)).body;
  const imported = bookOf(pe04Rows(...[1, 2, 3, 4].map((i) => ({
    IDENTIFICADOR_FICHA: 2850000 + i,
    CODIGO_PROGRAMA: PROGRAMA,
    NOMBRE_PROGRAMA_FORMACION: "DE LA IMPORTACIÓN",
  }))));
  const turns = [1, 2, 3, 4, 5, 6].flatMap((i) => {
    const grupo = { cod_ficha: 2860000 + i, cod_centro: CENTRO, cod_programa: PROGRAMA };
    const body = { ...grupo, la_version: 1, id_ambiente: FREE, responsable: `QUIEN ${i}` };
    const nombre_ambiente = `SALA ${i}`;
    return [
      api.request("POST", "/grupos", { body }),
      api.request("PUT", `/programas/${PROGRAMA}/1`, { body: { nombre: `NOMBRE ${i}` } }),
      api.request("PUT", `/ambientes/${FREE}`, { body: { ...ambiente, nombre_ambiente } }),
      api.request("PATCH", `/grupos/${OVER}`, { body: { id_ambiente: i % 2 ? FREE : IN_USE } }),
    ];
  });
  const [sent, ...answers] = await Promise.all([importFile(api, imported), ...turns]);
  assert.ok([200, 409].includes(sent.status), `${sent.status}`); // the programme changed underneath
  for (const { status } of answers) assert.ok([200, 201].includes(status), `${status}`);
  await assertFresh(api, "all of them");
});

Deno.test("a rename waits for who is changing a ficha, and writes what that one left", async () => {
  await using api = await prepareGrupos();
  const changed = Promise.withResolvers<void>(), goOn = Promise.withResolvers<void>();
  const changing = api.db.transaction(async (tx) => {
    await tx.execute(sql`UPDATE grupo SET responsable = 'OTRA' WHERE cod_ficha = ${MORNING}`);
    await refreshSearch(tx, sql`g.cod_ficha = ${MORNING}`);
    changed.resolve();
    await goOn.promise;
  });
  await changed.promise;
  const body = { nombre: "COCINA" };
  const renaming = api.request("PUT", `/programas/${PROGRAMA}/2`, { body });
  await delay(200); // as far as it gets
  goOn.resolve();
  await changing;
  assert.equal((await renaming).status, 200);
  assert.deepEqual(await found(api, "cocina"), [MORNING]);
  assert.deepEqual(await found(api, "otra"), [MORNING]);
});

Deno.test("a ficha that came by SQL is found once the server has looked after it", async () => {
  await using api = await prepareGrupos();
  await api.db.execute(sql`
    INSERT INTO grupo (cod_ficha, cod_centro, cod_programa, la_version, responsable)
    VALUES (2870001, ${CENTRO}, ${PROGRAMA}, 1, 'DE AFUERA')`);
  assert.deepEqual(await found(api, "de afuera"), []);
  await writeMissingSearch(api.db);
  assert.deepEqual(await found(api, "de afuera"), [2870001]);
});
