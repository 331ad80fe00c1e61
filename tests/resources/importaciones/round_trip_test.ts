import { read, utils } from "@e965/xlsx";
import assert from "node:assert/strict";
import type { Buffer } from "node:buffer";
import { prepareApp } from "../../support.ts";
import { bookOf, df14Rows, type Given, juiciosRows, pe04Rows, textOf } from "./files.ts";
import { zipOf } from "./files/zip.ts";
import { type Api, importFile, upload } from "./upload.ts";

const FICHA = 2847248;

/** Every format, under a name that says another. */
const FORMATS: [what: string, file: (rows: Given[][]) => Buffer, name: string][] = [
  ["an .xlsx", (rows) => bookOf(rows), "reporte.xls"],
  ["an .xls", (rows) => bookOf(rows, "biff8"), "reporte.xlsx"],
  ["SpreadsheetML", (rows) => bookOf(rows, "xlml"), "reporte.xls"],
  ["text in UTF-8", (rows) => textOf(rows), "reporte.xls"],
  ["text in Latin-1", (rows) => textOf(rows, "latin1"), "reporte.csv"],
  ["a ZIP with an .xls", (rows) => zipWith(bookOf(rows, "biff8")), "reporte.xlsx"],
  ["a ZIP with text", (rows) => zipWith(textOf(rows, "latin1")), "reporte"],
];

function zipWith(content: Buffer): Buffer {
  return zipOf({ name: "reporte.xls", content });
}

/** The same fichas as SOFIA Plus may write them. */
const ODD = pe04Rows({
  IDENTIFICADOR_FICHA: "2,847,248",
  CODIGO_CENTRO: "9121",
  VERSION_PROGRAMA: "1",
  NOMBRE_PROGRAMA_FORMACION: "ANÁLISIS Y\nDESARROLLO  DE SOFTWARE ",
  FECHA_INICIO_FICHA: "3/2/2025",
  FECHA_TERMINACION_FICHA: 46328,
  TOTAL_APRENDICES: "27",
}, { IDENTIFICADOR_FICHA: "3228973A" });

async function importedBy(api: Api, file: Buffer, name = "reporte.xlsx") {
  const { status, body } = await importFile(api, file, { name });
  assert.deepEqual([status, body.estado], [200, "confirmada"]);
  return body;
}

async function fichaIn(api: Api) {
  const grupo = (await api.request("GET", `/grupos/${FICHA}`)).body;
  const datos = (await api.request("GET", `/grupos/${FICHA}/datos`)).body;
  return { grupo, datos };
}

const GRUPO = {
  ...{ cod_ficha: FICHA, cod_centro: 9121, cod_programa: 228106, la_version: 1 },
  ...{ estado_grupo: "En ejecucion", nombre_nivel: "TECNÓLOGO", jornada: "MAÑANA" },
  ...{ fecha_inicio: "2025-02-03", fecha_fin: "2026-11-02", etapa: "LECTIVA" },
  ...{ modalidad: "PRESENCIAL", responsable: "ANA RUIZ", nombre_empresa: null },
  ...{ nombre_municipio: "PEREIRA", nombre_programa_especial: null },
  ...{ hora_inicio: null, hora_fin: null, id_ambiente: null, nombre_ambiente: null },
  nombre_programa: "ANÁLISIS Y DESARROLLO DE SOFTWARE",
};

for (const [what, file, name] of FORMATS) {
  Deno.test(`${what} goes in through HTTP and comes out the same, oddities and all`, async () => {
    await using api = await prepareApp();
    const { conteos, tipo } = await importedBy(api, file(ODD), name);
    assert.deepEqual([tipo, conteos.filas.nuevas, conteos.filas.rechazadas], ["pe04", 1, 1]);
    const { grupo, datos } = await fichaIn(api);
    assert.deepEqual(grupo, GRUPO);
    assert.deepEqual([datos.num_total_aprendices, datos.num_total_aprendices_activos], [27, 25]);

    await importedBy(api, file(df14Rows({ FICHA: "2,847,248", EN_TRANSITO: "1" })), name);
    const states = (await fichaIn(api)).datos;
    assert.deepEqual([states.cupo_total, states.en_transito, states.otro], [30, 1, 11]);
    assert.equal(states.num_total_aprendices, 27);
    const programa = (await api.request("GET", "/programas/228106/1")).body;
    assert.deepEqual([programa.horas_lectivas, programa.horas_productivas], [3120, 864]);

    const competencia = "36180 - PROMOVER LA\nINTERACCIÓN - ÉTICA";
    const juicios = juiciosRows([[competencia, "593147 - 02 CONVIVIR", "APROBADO", "NO APROBADO"]]);
    await importedBy(api, file(juicios), name);
    const avance = (await api.request("GET", `/grupos/${FICHA}/avance`)).body;
    assert.deepEqual(
      avance.competencias.map((it: Record<string, unknown>) => [it.nombre, it.juicios]),
      [
        ["PROMOVER LA INTERACCIÓN - ÉTICA", { aprobados: 1, no_aprobados: 1, por_evaluar: 0 }],
      ],
    );
    assert.equal(avance.juicios_al, "2026-07-06");
  });
}

Deno.test("real dates, another order of columns and headers anywhere give the same ficha", async () => {
  const dates = {
    FECHA_INICIO_FICHA: new Date(Date.UTC(2025, 1, 3)),
    FECHA_TERMINACION_FICHA: new Date(Date.UTC(2026, 10, 2)),
  };
  const rows = pe04Rows(dates);
  const turned = rows.map((row) => row.length > 2 ? row.toReversed() : row);
  const spelt = turned.map((row) =>
    row.map((cell) => cell === "NOMBRE_JORNADA" ? " Nombre  Jornada\n" : cell)
  );
  const layouts: [what: string, rows: Given[][]][] = [
    ["real dates", rows],
    ["columns the other way round", turned],
    ["headers spelt otherwise", spelt],
    ["headers in the first row", turned.slice(4)],
    ["headers far down", [["PE-04"], ...Array.from({ length: 20 }, () => []), ...spelt.slice(4)]],
  ];
  for (const [what, layout] of layouts) {
    await using api = await prepareApp();
    await importedBy(api, bookOf(layout));
    assert.deepEqual((await fichaIn(api)).grupo, GRUPO, what);
  }
});

Deno.test("a column that the file does not have, and an empty cell, leave what is there", async () => {
  await using api = await prepareApp();
  await importedBy(api, bookOf(pe04Rows({ NOMBRE_EMPRESA: "CAFÉ DEL QUINDÍO" })));
  const needed = ["IDENTIFICADOR_FICHA", "CODIGO_CENTRO", "CODIGO_PROGRAMA", "VERSION_PROGRAMA"];
  const least = bookOf([
    [
      ...needed,
      "NOMBRE_PROGRAMA_FORMACION",
      "NOMBRE_RESPONSABLE",
      "ESTADO_CURSO",
      "TOTAL_APRENDICES",
    ],
    [FICHA, 9121, 228106, 1, "ANÁLISIS Y DESARROLLO DE SOFTWARE", "", "En ejecucion", ""],
  ]);
  const { body } = await upload(api, least);
  assert.deepEqual([body.conteos.filas.iguales, body.conteos.filas.cambiadas], [1, 0]);
  await api.request("POST", `/importaciones/${body.id_importacion}/confirmar`);
  assert.deepEqual((await fichaIn(api)).grupo, { ...GRUPO, nombre_empresa: "CAFÉ DEL QUINDÍO" });
});

Deno.test("rechazadas.xlsx, once corrected, is sent again as it is", async () => {
  await using api = await prepareApp();
  const file = bookOf(pe04Rows(
    { IDENTIFICADOR_FICHA: "2847248A" },
    { IDENTIFICADOR_FICHA: 2847249, FECHA_INICIO_FICHA: "31/02/2025" },
    { IDENTIFICADOR_FICHA: 2847250, CODIGO_CENTRO: 9307 },
    { IDENTIFICADOR_FICHA: 2847251 },
  ));
  const { id_importacion } = await importedBy(api, file);
  const response = await api.app.request(`/importaciones/${id_importacion}/rechazadas.xlsx`, {
    headers: { Authorization: `Bearer ${await api.tokenOf(2)}` },
  });
  assert.equal(
    response.headers.get("Content-Disposition"),
    `attachment; filename="rechazadas-${id_importacion}.xlsx"`,
  );
  const book = read(new Uint8Array(await response.arrayBuffer()));
  const sheet = book.Sheets[book.SheetNames[0] ?? ""] ?? assert.fail();
  const rows = utils.sheet_to_json<Given[]>(sheet, { header: 1, defval: null });
  const [header = [], ...rejected] = rows;
  const at = (name: string) => header.indexOf(name);
  assert.deepEqual(rejected.map((row) => [row[at("FILA")], row[at("COLUMNA")]]), [
    [6, "IDENTIFICADOR_FICHA"],
    [7, "FECHA_INICIO_FICHA"],
    [8, "CODIGO_CENTRO"],
  ]);
  const mended: Record<string, Given>[] = [
    { IDENTIFICADOR_FICHA: FICHA },
    { FECHA_INICIO_FICHA: "28/02/2025" },
    { CODIGO_CENTRO: 9121 },
  ];
  mended.forEach((cells, i) => {
    for (const [name, cell] of Object.entries(cells)) rejected[i]?.splice(at(name), 1, cell);
  });
  const { conteos } = await importedBy(api, bookOf([header, ...rejected]));
  assert.deepEqual([conteos.filas.nuevas, conteos.filas.rechazadas], [3, 0]);
  assert.deepEqual((await fichaIn(api)).grupo, GRUPO);
  assert.equal((await api.request("GET", "/grupos")).body.total_items, 4);
});
