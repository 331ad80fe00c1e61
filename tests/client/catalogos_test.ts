import assert from "node:assert/strict";
import { OTHER_PROGRAMA, prepareCatalogue, PROGRAMA } from "../resources/catalogue.ts";
import { ADMIN, INSTRUCTOR } from "../support.ts";
import { ClientError, openClient } from "./browser.ts";

type Row = Record<string, unknown>;

Deno.test("Ambientes: the table has the inactive ones too, and its forms save", async () => {
  await using api = await prepareCatalogue();
  const client = await openClient(api, ADMIN);
  const path = `/ambientes/activos/centro/${client.user.cod_centro}`;
  const rows: Row[] = await client.call("GET", path);
  assert.deepEqual(rows.map(({ nombre_ambiente, estado }) => [nombre_ambiente, estado]), [
    ["AULA 101", true],
    ["LABORATORIO", true],
    ["TALLER DE MECÁNICA", false],
  ]);
  const form = {
    nombre_ambiente: "SALA DE SISTEMAS 3",
    num_max_aprendices: 28,
    municipio: "PEREIRA",
    ubicacion: "Bloque B",
    cod_centro: client.user.cod_centro,
    estado: true,
  };
  await client.call("POST", "/ambientes/", form);
  const named = async (name: string) =>
    (await client.call("GET", path)).find((row: Row) => row.nombre_ambiente === name);
  const { id_ambiente, ...created } = await named(form.nombre_ambiente);
  assert.deepEqual(created, form);
  // It sends the state back as some databases give it.
  const change = { ...form, nombre_ambiente: "SALA 3", num_max_aprendices: 30, estado: 1 };
  await client.call("PUT", `/ambientes/${id_ambiente}`, change);
  assert.deepEqual(await named("SALA 3"), { ...change, estado: true, id_ambiente });

  const reader = await openClient(api, INSTRUCTOR);
  const refused = await reader.call("POST", "/ambientes/", form).catch((error) => error);
  assert(refused instanceof ClientError);
  assert.equal(refused.status, 403); // and not 401, on which this client signs out
});

Deno.test("Programas: pages, search as it is typed, a new one and new hours", async () => {
  await using api = await prepareCatalogue();
  const client = await openClient(api, ADMIN);
  const list = (skip: number) => client.call("GET", `/programas/programas/?skip=${skip}&limit=10`);
  const page = await list(0);
  assert.deepEqual([page.total_items, page.items.length], [3, 3]);
  for (const { horas_lectivas, horas_productivas } of page.items) {
    // The table adds them: texts would be joined.
    assert.equal(typeof (horas_lectivas + horas_productivas), "number");
  }
  const search = async (typed: string) => {
    const path = `/programas/programas/search/?query=${typed}&skip=0&limit=10`;
    const { items } = await client.call("GET", path);
    return items.map((item: Row) => `${item.cod_programa}/${item.la_version}`);
  };
  assert.deepEqual(await search("quimicas"), [`${OTHER_PROGRAMA}/102`]);
  assert.deepEqual(await search(String(PROGRAMA)), [`${PROGRAMA}/1`, `${PROGRAMA}/2`]);
  assert.deepEqual(await search("nada así"), []);

  const form = {
    cod_programa: 524136,
    la_version: 1,
    nombre: "PRODUCCIÓN AGROPECUARIA",
    horas_lectivas: 1200,
    horas_productivas: 880,
  };
  await client.call("POST", "/programas/programas/", form);
  const hours = { horas_lectivas: 1300, horas_productivas: 900 };
  await client.call("PUT", "/programas/programas/524136", hours);
  assert.deepEqual((await list(0)).items[3], { ...form, ...hours });
});

Deno.test("Competencias and resultados: what the calendar offers, also of an unknown code", async () => {
  await using api = await prepareCatalogue();
  for (const id of [ADMIN, INSTRUCTOR]) {
    const client = await openClient(api, id);
    const competencias = await client.call("GET", `/competencias/programa/${PROGRAMA}/2`);
    assert.deepEqual(competencias.map((row: Row) => [row.cod_competencia, row.nombre]), [
      [36180, "CONSTRUIR EL SISTEMA"],
      [36181, "ANALIZAR REQUISITOS"],
    ]);
    const resultados = await client.call("GET", "/resultados/competencia/36180");
    assert.deepEqual(resultados.map((row: Row) => [row.cod_resultado, row.nombre]), [
      [593147, "01 PROGRAMAR"],
      [593146, "02 PROBAR"],
    ]);
    assert.deepEqual(await client.call("GET", "/competencias/programa/99/1"), []);
    assert.deepEqual(await client.call("GET", "/resultados/competencia/99"), []);
  }
});
