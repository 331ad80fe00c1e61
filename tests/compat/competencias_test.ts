import assert from "node:assert/strict";
import { INSTRUCTOR } from "../support.ts";
import {
  COMPETENCIA,
  OTHER_PROGRAMA,
  prepareCatalogue,
  PROGRAMA,
  SCHEDULED,
  SECOND_COMPETENCIA,
  UNSCHEDULED,
} from "../resources/catalogue.ts";

Deno.test("GET /competencias/programa/{cod_programa}/{la_version} does not mind the version", async () => {
  await using api = await prepareCatalogue();
  const both = [
    { cod_competencia: COMPETENCIA, nombre: "CONSTRUIR EL SISTEMA", horas: 480 },
    { cod_competencia: SECOND_COMPETENCIA, nombre: "ANALIZAR REQUISITOS", horas: null },
  ];
  const cases: [key: string, competencias: object[]][] = [
    [`${PROGRAMA}/1`, both],
    [`${PROGRAMA}/2`, both],
    [`${OTHER_PROGRAMA}/102`, []],
    ["1/1", []],
  ];
  for (const [key, competencias] of cases) {
    const path = `/competencias/programa/${key}`;
    const { status, body } = await api.request("GET", path, { as: INSTRUCTOR });
    assert.deepEqual([status, body], [200, competencias], key);
  }
  assert.equal((await api.request("GET", "/competencias/programa/uno/1")).status, 422);
});

Deno.test("GET /resultados/competencia/{cod_competencia} is by name, with no hours", async () => {
  await using api = await prepareCatalogue();
  const path = "/resultados/competencia/";
  const { status, body } = await api.request("GET", path + COMPETENCIA, { as: INSTRUCTOR });
  const own = { cod_competencia: COMPETENCIA, horas: 0 };
  assert.deepEqual([status, body], [200, [
    { cod_resultado: SCHEDULED, nombre: "01 PROGRAMAR", ...own },
    { cod_resultado: UNSCHEDULED, nombre: "02 PROBAR", ...own },
  ]]);
  const none = await api.request("GET", `${path}1`);
  assert.deepEqual([none.status, none.body], [200, []]);
  assert.equal((await api.request("GET", `${path}una`)).status, 422);
});
