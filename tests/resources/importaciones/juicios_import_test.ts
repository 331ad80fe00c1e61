import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { FOREIGN_ADMIN, prepareApp } from "../../support.ts";
import { bookOf, juiciosRows, pe04Rows } from "./files.ts";
import { type Api, importFile, upload } from "./upload.ts";

const FICHA = 2847248;
const PROMOVER = "36180 - PROMOVER", DISENAR = "36181 - DISEÑAR";

type Juicios = Parameters<typeof juiciosRows>[0];

const FIRST: Juicios = [
  [PROMOVER, "593147 - 02 CONVIVIR", "APROBADO", "NO APROBADO"],
  [PROMOVER, "593148 - 03 DIALOGAR", "POR EVALUAR", "POR EVALUAR"],
  [DISENAR, "593200 - 01 PLANEAR", "APROBADO", "APROBADO"],
];
const LATER: Juicios = [
  [PROMOVER, "593147 - 02 CONVIVIR", "APROBADO", "APROBADO"],
  [PROMOVER, "593148 - 03 CONVERSAR", "POR EVALUAR", "POR EVALUAR"],
];

const fileOf = (juicios: Juicios, labels = {}) => bookOf(juiciosRows(juicios, labels), "biff8");

async function prepareFicha() {
  const api = await prepareApp();
  await importFile(api, bookOf(pe04Rows({})));
  return api;
}

/** What the avance shows: by competencia, its hours, its judgements and those of its resultados. */
async function avanceOf(api: Api) {
  const { body } = await api.request("GET", `/grupos/${FICHA}/avance`);
  const counts = (it: object | null) => it && Object.values(it);
  // deno-lint-ignore no-explicit-any -- the shape is the document's
  return body.competencias.map((it: any) => [
    ...[it.nombre, it.horas, counts(it.juicios)],
    // deno-lint-ignore no-explicit-any -- the same
    ...it.resultados.map((resultado: any) => [resultado.nombre, counts(resultado.juicios)]),
  ]);
}

Deno.test("judgements bring the curriculum of the ficha and how many there are", async () => {
  await using api = await prepareFicha();
  const { body } = await upload(api, fileOf(FIRST));
  assert.deepEqual(body.conteos, {
    filas: { nuevas: 3, cambiadas: 0, iguales: 0, desaparecidas: 0, rechazadas: 0 },
    tablas: {
      grupo: { nuevas: 0, cambiadas: 0, iguales: 1 },
      programa: { nuevas: 0, cambiadas: 0, iguales: 1 },
      competencia: { nuevas: 2, cambiadas: 0, iguales: 0 },
      resultado: { nuevas: 3, cambiadas: 0, iguales: 0 },
      vinculo: { nuevas: 2, cambiadas: 0, iguales: 0 },
      juicios: { nuevas: 3, cambiadas: 0, iguales: 0 },
    },
  });
  assert.deepEqual(await avanceOf(api), []);
  await api.request("POST", `/importaciones/${body.id_importacion}/confirmar`);
  assert.deepEqual(await avanceOf(api), [
    ["PROMOVER", null, [1, 1, 2], ["02 CONVIVIR", [1, 1, 0]], ["03 DIALOGAR", [0, 0, 2]]],
    ["DISEÑAR", null, [2, 0, 0], ["01 PLANEAR", [2, 0, 0]]],
  ]);
  const again = (await upload(api, fileOf(FIRST))).body.conteos.filas;
  assert.deepEqual([again.nuevas, again.cambiadas, again.iguales], [0, 0, 3]);
});

Deno.test("later judgements change counts and names; hours set by hand and what is gone stay", async () => {
  await using api = await prepareFicha();
  await importFile(api, fileOf(FIRST));
  const before = await avanceOf(api);
  await api.request("PUT", "/competencias/36180", { body: { horas: 120 } });
  const { body } = await upload(api, fileOf(LATER, { "Fecha del Reporte:": "01/08/2026" }));
  assert.deepEqual(
    body.filas.items.map((it: { clase: string; nombre: string; cambios: object[] }) => [
      ...[it.clase, it.nombre],
      ...it.cambios.map((change) => Object.values(change).slice(2).join(" ")),
    ]),
    [
      [
        ...["cambiada", "resultado 593147", "aprobados 1 2", "no_aprobados 1 0"],
        "fecha_reporte 2026-07-06 2026-08-01",
      ],
      [
        ...["cambiada", "resultado 593148", "nombre 03 DIALOGAR 03 CONVERSAR"],
        "fecha_reporte 2026-07-06 2026-08-01",
      ],
      ["desaparecida", "resultado 593200"],
    ],
  );
  const path = `/importaciones/${body.id_importacion}`;
  await api.request("POST", `${path}/confirmar`);
  assert.deepEqual(await avanceOf(api), [
    ["PROMOVER", 120, [2, 0, 2], ["02 CONVIVIR", [2, 0, 0]], ["03 CONVERSAR", [0, 0, 2]]],
    ["DISEÑAR", null, [2, 0, 0], ["01 PLANEAR", [2, 0, 0]]],
  ]);
  await api.request("PUT", "/competencias/36180", { body: { horas: 0 } });
  assert.equal((await api.request("POST", `${path}/revertir`)).status, 200);
  assert.deepEqual(await avanceOf(api), before);
});

Deno.test("reverting judgements takes their curriculum away, unless somebody counts on it", async () => {
  await using api = await prepareFicha();
  const { id_importacion } = (await importFile(api, fileOf(FIRST))).body;
  const path = `/importaciones/${id_importacion}/revertir`;
  const horas = (horas: number) => api.request("PUT", "/competencias/36181", { body: { horas } });
  await horas(40);
  assert.equal((await api.request("POST", path)).status, 409);
  await horas(0);
  assert.equal((await api.request("POST", path)).status, 200);
  assert.deepEqual(await avanceOf(api), []);
  assert.equal((await api.request("GET", "/competencias/36180")).status, 404);
});

Deno.test("judgements of a ficha that is not there, foreign, or of another programme are rejected whole", async () => {
  await using api = await prepareFicha();
  const unknown = "La ficha 2847248 no está en el sistema: importe antes el PE-04";
  const cases: [labels: object, as: number | undefined, motivo: string][] = [
    [{}, FOREIGN_ADMIN, unknown],
    [{ "Ficha de Caracterización:": 1 }, undefined, unknown.replace("2847248", "1")],
    [
      { "Versión:": 7 },
      undefined,
      "El programa 228106 versión 7 no está en el sistema: importe antes el PE-04",
    ],
  ];
  for (const [labels, as, motivo] of cases) {
    const { status, body } = await upload(api, fileOf(FIRST, labels), as ? { as } : {});
    assert.equal(status, 201);
    assert.deepEqual(body.conteos.filas, {
      ...{ nuevas: 0, cambiadas: 0, iguales: 0, desaparecidas: 0, rechazadas: 1 },
    });
    assert.deepEqual([body.filas.items[0].fila, body.filas.items[0].motivo], [0, motivo]);
  }
});

Deno.test("a resultado of another competencia is rejected by name", async () => {
  await using api = await prepareFicha();
  await importFile(api, fileOf(FIRST));
  const moved = fileOf([[PROMOVER, "593200 - 01 PLANEAR", "APROBADO"], ...LATER]);
  const { body } = await upload(api, moved);
  const rejected = body.filas.items.find((it: { clase: string }) => it.clase === "rechazada");
  assert.equal(
    rejected.motivo,
    "El resultado 593200 es en el sistema de la competencia 36181, y el reporte dice 36180",
  );
});

Deno.test("nothing of a file of judgements tells who the learners are", async () => {
  await using api = await prepareFicha();
  const odd: Juicios = [[PROMOVER, "593147 - 02 CONVIVIR", "APROBADO", "QUIZÁS"]];
  const { id_importacion } = (await importFile(api, fileOf([...FIRST.slice(1), ...odd]))).body;
  const names = api.db.engine === "sqlite"
    ? sql`SELECT name AS tabla FROM sqlite_master WHERE type = 'table' AND name LIKE 'importacion%'`
    : sql`SELECT table_name AS tabla FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_name LIKE 'importacion%'`;
  assert.equal((await api.db.rows(names)).length, 2);
  const kept = [
    ...await api.db.rows(sql`SELECT archivo, conteos, encabezados FROM importacion`),
    ...await api.db.rows(sql`SELECT registro, detalle FROM importacion_fila`),
    ...await api.db.rows(sql`SELECT despues FROM auditoria`),
  ];
  assert.match(JSON.stringify(kept), /QUIZÁS/);
  assert.doesNotMatch(JSON.stringify(kept), /1088000111|1088000222|"RUIZ"|IVÁN/);
  const { status } = await api.request("GET", `/importaciones/${id_importacion}/rechazadas.xlsx`);
  assert.equal(status, 200);
});
