import assert from "node:assert/strict";
import { prepareApp } from "../../../support.ts";
import { bookOf, type Given, juiciosRows, pe04Rows } from "../../importaciones/files.ts";
import { type Api, importFile } from "../../importaciones/upload.ts";

const OWN = 2847248, OTHER = 2900001, UNJUDGED = 2900002, THIRD = 2900003;
const SHARED = "36180 - PROMOVER";
const LABELS = {
  "Ficha de Caracterización:": OTHER,
  "Cógigo:": 900001,
  "Versión:": 1,
};

/** Two programmes that share a competencia, each with resultados of its own for it. */
async function prepareShared() {
  const api = await prepareApp();
  const programa = {
    CODIGO_PROGRAMA: 900001,
    NOMBRE_PROGRAMA_FORMACION: "OTRO",
  };
  const third = {
    CODIGO_PROGRAMA: 900002,
    NOMBRE_PROGRAMA_FORMACION: "TERCERO",
  };
  await importFile(
    api,
    bookOf(pe04Rows({}, { IDENTIFICADOR_FICHA: OTHER, ...programa }, {
      IDENTIFICADOR_FICHA: UNJUDGED,
    }, { IDENTIFICADOR_FICHA: THIRD, ...third })),
  );
  await importFile(
    api,
    bookOf(juiciosRows([[SHARED, "1 - PROPIO", "APROBADO", "POR EVALUAR"]])),
  );
  await importFile(
    api,
    bookOf(juiciosRows([[SHARED, "2 - AJENO", "APROBADO"]], LABELS)),
  );
  await api.request("PUT", "/programas/900002/1/competencias/36180");
  return api;
}

const resultadosOf = async (api: Api, ficha: number) =>
  (await api.request("GET", `/grupos/${ficha}/avance`)).body.competencias
    // deno-lint-ignore no-explicit-any -- the shape is the document's
    .flatMap((it: any) => it.resultados.map((resultado: any) => resultado.cod_resultado));

Deno.test("the avance has the resultados of the ficha's programme, not all of a shared competencia", async () => {
  await using api = await prepareShared();
  assert.deepEqual(await resultadosOf(api, OWN), [1]);
  assert.deepEqual(await resultadosOf(api, OTHER), [2]);
  assert.deepEqual(await resultadosOf(api, UNJUDGED), [1]);
  // Nothing says which of them are the third programme's.
  assert.deepEqual(await resultadosOf(api, THIRD), [1, 2]);
  const nueva = {
    cod_resultado: 3,
    nombre: "DEL TERCERO",
    cod_competencia: 36180,
  };
  assert.equal(
    (await api.request("POST", "/resultados", { body: nueva })).status,
    201,
  );
  assert.deepEqual(await resultadosOf(api, THIRD), [3]);
  assert.deepEqual(await resultadosOf(api, OWN), [1]);
});

Deno.test("booking a resultado of another programme warns", async () => {
  await using api = await prepareShared();
  const warned = async (cod_ficha: number, cod_resultado: number) => {
    const body = {
      ...{ id_instructor: 3, cod_ficha, cod_competencia: 36180, cod_resultado },
      ...{
        fecha_programada: "2026-07-08",
        hora_inicio: "08:00",
        hora_fin: "10:00",
      },
    };
    const answer = await api.request("POST", "/programacion?simular=true", {
      body,
    });
    const { avisos } = answer.body;
    return avisos.map((it: { tipo: Given }) => it.tipo).includes(
      "resultado_ajeno",
    );
  };
  assert.equal(await warned(OWN, 1), false);
  assert.equal(await warned(OWN, 2), true);
  assert.equal(await warned(UNJUDGED, 1), false);
  assert.equal(await warned(UNJUDGED, 2), true);
  assert.equal(await warned(THIRD, 2), false);
});

Deno.test("the avance counts who is still there, and shows the others apart", async () => {
  await using api = await prepareApp();
  await importFile(api, bookOf(pe04Rows({})));
  const rows = juiciosRows([[SHARED, "1 - PROPIO", "APROBADO", "POR EVALUAR"]]);
  const left = rows.with(-1, (rows.at(-1) ?? []).with(4, "Retiro Voluntario"));
  const { body } = await importFile(api, bookOf(left));
  assert.deepEqual(body.avisos, [
    "Un juicio es de aprendices que ya no están: se cuentan aparte",
  ]);
  const [competencia] = (await api.request("GET", `/grupos/${OWN}/avance`)).body.competencias;
  for (const it of [competencia, competencia.resultados[0]]) {
    assert.deepEqual(it.juicios, {
      aprobados: 1,
      no_aprobados: 0,
      por_evaluar: 0,
    });
    assert.equal(it.juicios_de_retirados, 1);
  }
});
