import assert from "node:assert/strict";
import {
  ADMIN,
  CENTRO,
  COLLEAGUE,
  FOREIGN_ADMIN,
  FOREIGN_INSTRUCTOR,
  INSTRUCTOR,
  OTHER_CENTRO,
  SUPERADMIN,
} from "../../support.ts";
import { FICHA, OTHER_PROGRAMA, PROGRAMA } from "../catalogue.ts";
import {
  CANCELLED,
  EVENING,
  fichasOf,
  FOREIGN_FICHA,
  MORNING,
  OF_CENTRO,
  OVER,
  prepareGrupos,
} from "./example.ts";

Deno.test("GET /grupos shows each one his grupos, the newest code first", async () => {
  await using api = await prepareGrupos();
  const cases: [as: number, query: string, fichas: number[]][] = [
    [SUPERADMIN, "", [FOREIGN_FICHA, ...OF_CENTRO]],
    [SUPERADMIN, `?cod_centro=${OTHER_CENTRO}`, [FOREIGN_FICHA]],
    [ADMIN, "", OF_CENTRO],
    [ADMIN, `?cod_centro=${CENTRO}`, OF_CENTRO],
    [ADMIN, `?cod_centro=${OTHER_CENTRO}`, []],
    [FOREIGN_ADMIN, "", [FOREIGN_FICHA]],
    [INSTRUCTOR, "", [MORNING]],
    [INSTRUCTOR, `?cod_centro=${CENTRO}&q=ana`, [MORNING]],
    [INSTRUCTOR, "?q=muñoz", []],
    [COLLEAGUE, "", [EVENING, MORNING]],
    [FOREIGN_INSTRUCTOR, "", []],
  ];
  for (const [as, query, fichas] of cases) {
    const { status, body } = await api.request("GET", `/grupos${query}`, { as });
    assert.equal(status, 200);
    assert.deepEqual([fichasOf(body.items), body.total_items], [fichas, fichas.length], query);
  }
});

Deno.test("GET /grupos filters without regard to case and accents, and searches four fields", async () => {
  await using api = await prepareGrupos();
  const cases: [query: string, fichas: number[]][] = [
    ["estado_grupo=en%20ejecuci%C3%B3n", [EVENING, MORNING]],
    ["estado_grupo=En+ejecucion&nombre_nivel=T%C3%89CNICO", []],
    ["nombre_nivel=TECN%C3%93LOGO", [EVENING, MORNING]],
    ["etapa=practica", [EVENING, OVER]],
    ["jornada=Nocturna", [EVENING]],
    ["modalidad=a distancia", [CANCELLED]],
    ["nombre_municipio=BELEN DE UMBR%C3%8DA", [MORNING]],
    ["estado_grupo=&etapa=", OF_CENTRO],
    [`cod_programa=${PROGRAMA}`, [MORNING, FICHA, CANCELLED, OVER]],
    [`cod_programa=${PROGRAMA}&la_version=2`, [MORNING]],
    ["anio=2025", [EVENING, CANCELLED]],
    ["a%C3%B1o=2025", [EVENING, CANCELLED]],
    ["anio=2024", []],
    [`id_instructor=${COLLEAGUE}`, [EVENING, MORNING]],
    ["q=290000", [EVENING, MORNING]],
    ["q=000", [EVENING, MORNING, CANCELLED, OVER]],
    ["q=INES", [OVER]],
    ["q=%C3%A1na+r", [MORNING, CANCELLED]],
    [`q=${OTHER_PROGRAMA}`, [EVENING]],
    ["q=an%C3%A1lisis", OF_CENTRO],
    ["q=laboratorio", [MORNING]],
    ["q=0%25", [EVENING]],
    ["q=_", []],
    ["q=%25", [EVENING]],
    ["q=software&jornada=diurna&etapa=lectiva&anio=2026", [MORNING]],
  ];
  for (const [query, fichas] of cases) {
    const { body } = await api.request("GET", `/grupos?${query}`);
    assert.deepEqual([fichasOf(body.items), body.total_items], [fichas, fichas.length], query);
  }
});

Deno.test("GET /grupos says how many there are on every page, past the last one too", async () => {
  await using api = await prepareGrupos();
  const cases: [query: string, fichas: number[]][] = [
    ["skip=0&limit=2", [EVENING, MORNING]],
    ["skip=2&limit=2", [FICHA, CANCELLED]],
    ["skip=4&limit=2", [OVER]],
    ["skip=6&limit=2", []],
    ["skip=3&limit=2&q=a", [CANCELLED, OVER]],
  ];
  for (const [query, fichas] of cases) {
    const { body } = await api.request("GET", `/grupos?${query}`);
    assert.deepEqual([fichasOf(body.items), body.total_items], [fichas, 5], query);
  }
});

Deno.test("GET /grupos refuses what is no filter, field by field", async () => {
  await using api = await prepareGrupos();
  const cases: [query: string, campo: string][] = [
    ["cod_centro=x", "cod_centro"],
    ["anio=26", "anio"],
    ["a%C3%B1o=x", "año"],
    ["limit=101", "limit"],
    ["skip=-1", "skip"],
    [`q=${"a".repeat(101)}`, "q"],
    [`jornada=${"a".repeat(151)}`, "jornada"],
    ["id_instructor=0", "id_instructor"],
  ];
  for (const [query, campo] of cases) {
    const { status, body } = await api.request("GET", `/grupos?${query}`);
    assert.deepEqual([status, body.errors[0].campo], [422, campo], query);
  }
});
