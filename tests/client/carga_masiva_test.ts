import assert from "node:assert/strict";
import {
  bookOf,
  df14Rows,
  type Given,
  juiciosRows,
  pe04Rows,
} from "../resources/importaciones/files.ts";
import { ADMIN, INSTRUCTOR, prepareApp } from "../support.ts";
import { ClientError, openClient } from "./browser.ts";

const PE04 = "/files/upload-excel/", DF14 = "/files/upload-df14-excel/";
const JUICIOS = "/files/upload-evaluaciones-excel/";

const fileOf = (rows: Given[][]) => new File([new Uint8Array(bookOf(rows))], "reporte.xlsx");

const ROWS = pe04Rows({}, { IDENTIFICADOR_FICHA: 2900001, CODIGO_CENTRO: 9307 }, {
  IDENTIFICADOR_FICHA: "3228973A",
});

Deno.test("Carga masiva: the PE-04, with what the screen reads", async () => {
  await using api = await prepareApp();
  const client = await openClient(api, ADMIN);
  const result = await client.upload(PE04, fileOf(ROWS));
  assert.deepEqual(result, {
    mensaje: "PE-04 importado: 1 fichas con datos nuevos, 0 con cambios, 0 sin cambios; " +
      "2 filas rechazadas",
    regionales_procesadas: 1,
    centros_procesados: 1,
    programas_procesados: 1,
    grupos_procesados: 1,
    datos_grupo_procesados: 1,
    errores: [
      "Fila 7: Es del centro 9307, y usted solo puede importar lo del 9121",
      'Fila 8: IDENTIFICADOR_FICHA dice "3228973A": Es una ficha con letra: el sistema guarda ' +
      "códigos de ficha de solo números",
    ],
  });
  const { body } = await api.request("GET", "/grupos");
  assert.deepEqual(body.items.map((it: { cod_ficha: number }) => it.cod_ficha), [2847248]);
  const again = await client.upload(PE04, fileOf(ROWS));
  assert.match(again.mensaje, /0 fichas con datos nuevos, 0 con cambios, 1 sin cambios/);
  assert.equal((await api.request("GET", "/importaciones")).body.total_items, 2);
});

Deno.test("Carga masiva: the screen is told which column the PE-04 lacks", async () => {
  await using api = await prepareApp();
  const client = await openClient(api, ADMIN);
  const rows = pe04Rows({}).map((row) => row.filter((_, i) => row.length < 10 || i !== 11));
  const { errores } = await client.upload(PE04, fileOf(rows));
  assert.deepEqual(errores, [
    "Al archivo le falta la columna ETAPA_FICHA: esos datos quedan como estaban",
  ]);
});

Deno.test("Carga masiva: the DF-14A counts what it updates", async () => {
  await using api = await prepareApp();
  const client = await openClient(api, ADMIN);
  await client.upload(PE04, fileOf(ROWS));
  const rows = df14Rows({}, { FICHA: 2847250 }, { FICHA: 2847251, CODIGO_CENTRO: 9307 });
  const unknown = "Fila 3: La ficha 2847250 no está en el sistema: importe antes el PE-04";
  const foreign = "Fila 4: Es del centro 9307, y usted solo puede importar lo del 9121";
  const first = await client.upload(DF14, fileOf(rows));
  assert.deepEqual(first, {
    mensaje: "DF-14A importado: 0 fichas con datos nuevos, 1 con cambios, 0 sin cambios; " +
      "2 filas rechazadas",
    programas_actualizados: 1,
    datos_grupo_actualizados: 1,
    errores: [unknown, foreign],
  });
  const programa = (await api.request("GET", "/programas/228106/1")).body;
  assert.deepEqual([programa.horas_lectivas, programa.horas_productivas], [3120, 864]);
  const datos = (await api.request("GET", "/grupos/2847248/datos")).body;
  assert.deepEqual([datos.cupo_total, datos.formacion, datos.num_total_aprendices], [30, 25, 27]);
  const again = await client.upload(DF14, fileOf(rows));
  assert.deepEqual([again.programas_actualizados, again.datos_grupo_actualizados], [0, 0]);
});

Deno.test("Carga masiva: the judgements of a ficha", async () => {
  await using api = await prepareApp();
  const client = await openClient(api, ADMIN);
  await client.upload(PE04, fileOf(ROWS));
  const result = await client.upload(
    JUICIOS,
    fileOf(juiciosRows([
      ["36180 - PROMOVER", "593147 - 02 CONVIVIR", "APROBADO", "NO APROBADO"],
      ["36180 - PROMOVER", "593148 - 03 DIALOGAR", "POR EVALUAR"],
    ])),
  );
  assert.deepEqual(result, {
    mensaje: "Juicios evaluativos importado: 2 resultados con datos nuevos, 0 con cambios, " +
      "0 sin cambios; 0 filas rechazadas",
    ficha_caracterizacion: 2847248,
    competencias_procesadas: 1,
    resultados_procesados: 2,
    registros_evaluaciones: 3,
    errores: [],
  });
  const other = juiciosRows([["36180 - A", "593147 - B", "APROBADO"]], {
    "Ficha de Caracterización:": "2900001",
  });
  const refused = await client.upload(JUICIOS, fileOf(other));
  assert.deepEqual([refused.registros_evaluaciones, refused.competencias_procesadas], [0, 0]);
  assert.deepEqual(refused.errores, [
    "La ficha 2900001 no está en el sistema: importe antes el PE-04",
  ]);
});

Deno.test("Carga masiva: what the screen shows of a refusal is a text", async () => {
  await using api = await prepareApp();
  const client = await openClient(api, ADMIN);
  const instructor = await openClient(api, INSTRUCTOR);
  const refusal = async (task: Promise<unknown>) => {
    const error = await task.catch((error) => error);
    assert(error instanceof ClientError);
    return [error.status, error.message];
  };
  assert.deepEqual(await refusal(client.upload(PE04, fileOf(df14Rows({})))), [
    422,
    "El archivo es un DF-14A y aquí se esperaba un PE-04: súbalo donde corresponde.",
  ]);
  const [status, text] = await refusal(client.upload(JUICIOS, new File(["hola"], "a.xlsx")));
  assert.equal(status, 422);
  assert.match(String(text), /no es un reporte de juicios/);
  for (const path of [PE04, DF14, JUICIOS]) {
    const [status] = await refusal(instructor.upload(path, fileOf(ROWS)));
    assert.equal(status, 403, path);
    const form = new FormData();
    form.set("file", fileOf(ROWS));
    assert.equal((await api.request("POST", path, { body: form, as: null })).status, 401, path);
    assert.equal((await api.request("POST", path, { body: new FormData() })).status, 422, path);
  }
  assert.equal((await api.request("GET", "/importaciones")).body.total_items, 0);
});
