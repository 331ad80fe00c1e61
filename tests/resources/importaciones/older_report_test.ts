import assert from "node:assert/strict";
import { prepareApp, SUPERADMIN } from "../../support.ts";
import { bookOf, df14Rows, type Given, juiciosRows, pe04Rows } from "./files.ts";
import { type Api, importFile, upload } from "./upload.ts";

const FICHA = 2847248;
const RA = ["36180 - PROMOVER", "593147 - 02 CONVIVIR"] as const;

const dated = (rows: Given[][], ...above: Given[]) => bookOf(rows.with(2, above));
const pe04Of = (etapa: string, ...above: Given[]) =>
  dated(pe04Rows({ ETAPA_FICHA: etapa }), ...above);
const df14Of = (cupo: number, fecha: string) =>
  bookOf([
    ["DF-14A"],
    ["Fecha de generación:", fecha],
    ...df14Rows({ CUPO: cupo }),
  ]);
const juiciosOf = (juicio: string, fecha: Given) =>
  bookOf(
    juiciosRows([[...RA, juicio]], { "Fecha del Reporte:": fecha }),
    "biff8",
  );

const etapaOf = async (api: Api) => (await api.request("GET", `/grupos/${FICHA}`)).body.etapa;
const cupoOf = async (api: Api) =>
  (await api.request("GET", `/grupos/${FICHA}/datos`)).body.cupo_total;
const juiciosIn = async (api: Api) =>
  (await api.request("GET", `/grupos/${FICHA}/avance`)).body.competencias[0]
    .juicios;

const APPROVED = { aprobados: 1, no_aprobados: 0, por_evaluar: 0 };

/** Of each report: its newer file, the older one, the older path, and what they change. */
const REPORTS: [
  string,
  newer: Uint8Array,
  older: Uint8Array,
  path: string,
  Read,
  Given | object,
][] = [
  [
    "PE-04",
    pe04Of("PRACTICA", "Fecha de corte", "19/11/2026"),
    pe04Of("LECTIVA", "Fecha de corte", "01/10/2026"),
    ...["/files/upload-excel/", etapaOf, "PRACTICA"] as const,
  ],
  [
    "DF-14A",
    df14Of(35, "19/11/2026"),
    df14Of(30, "2026-10-01"),
    ...["/files/upload-df14-excel/", cupoOf, 35] as const,
  ],
  [
    "juicios",
    juiciosOf("APROBADO", "19/11/2026"),
    juiciosOf("POR EVALUAR", "01/10/2026 23:59"),
    ...["/files/upload-evaluaciones-excel/", juiciosIn, APPROVED] as const,
  ],
];
type Read = (api: Api) => Promise<Given | object>;

for (const [name, newer, older, path, read, expected] of REPORTS) {
  Deno.test(`an older ${name} after a newer one: nothing goes back unless it is asked for`, async () => {
    await using api = await prepareApp();
    await importFile(api, bookOf(pe04Rows({}).with(2, [])));
    assert.equal(
      (await importFile(api, newer)).body.fecha_reporte,
      "2026-11-19",
    );
    const { body } = await upload(api, older);
    assert.deepEqual([body.fecha_reporte, body.anterior_a], [
      "2026-10-01",
      "2026-11-19",
    ]);
    assert.match(
      body.avisos.join(),
      /es del 2026-10-01 y ya hay datos más nuevos, de uno del 2026-11-19/,
    );
    const confirmar = `/importaciones/${body.id_importacion}/confirmar`;
    for (const headers of [{}, { Prefer: "respond-async" }]) {
      const refused = await api.request("POST", confirmar, { headers });
      assert.equal(refused.status, 409);
      assert.match(refused.body.detail, /confirmar_anterior=true/);
    }
    const result = (await upload(api, older, { path })).body;
    assert.match(result.mensaje, /sin importar: ya hay datos más nuevos/);
    assert.match(result.errores[0], /ya hay datos más nuevos/);
    assert.deepEqual(await read(api), expected);
    const asked = await api.request(
      "POST",
      `${confirmar}?confirmar_anterior=true`,
    );
    assert.deepEqual([asked.status, asked.body.estado], [200, "confirmada"]);
    assert.notDeepEqual(await read(api), expected);
    // What was taken back is newer no more, and the newer report comes again unasked.
    assert.equal((await importFile(api, newer)).status, 200);
    assert.deepEqual(await read(api), expected);
  });
}

const DATES: [above: Given[], fecha: string | null][] = [
  [["Fecha de corte: 30/06/2026"], "2026-06-30"],
  [["FECHA GENERACIÓN", null, "2026-06-30 08:00"], "2026-06-30"],
  [["Fecha del reporte", new Date(Date.UTC(2026, 5, 30))], "2026-06-30"],
  [["Corte a 30 de junio de 2026"], "2026-06-30"],
  [["PE-04 30-06-2026"], "2026-06-30"],
  [["Fecha inicio", "30/06/2026"], null],
  [["Centro 9121"], null],
];

Deno.test("the day of a report is read wherever it stands above the table", async () => {
  await using api = await prepareApp();
  for (const [above, fecha] of DATES) {
    const { body } = await upload(api, pe04Of("LECTIVA", ...above));
    assert.equal(body.fecha_reporte, fecha, String(above));
  }
});

Deno.test("newer is what is newer in the same centre, was confirmed and not reverted", async () => {
  await using api = await prepareApp();
  const as = SUPERADMIN;
  const other = { CODIGO_CENTRO: 9307, IDENTIFICADOR_FICHA: 2900001 };
  const fileOf = (fecha: string, ...fichas: Parameters<typeof pe04Rows>) =>
    dated(pe04Rows(...fichas), "Fecha de corte", fecha);
  await importFile(api, fileOf("01/09/2026", {}, other), { as });
  await upload(api, fileOf("30/11/2026", { ETAPA_FICHA: "OTRA" }), { as });
  const newer = await importFile(
    api,
    fileOf("19/11/2026", { ...other, ETAPA_FICHA: "X" }),
    { as },
  );
  const mine = fileOf("01/10/2026", { ETAPA_FICHA: "PRACTICA" });
  const theirs = fileOf("01/10/2026", { ...other, ETAPA_FICHA: "PRACTICA" });
  assert.equal((await upload(api, mine, { as })).body.anterior_a, null);
  assert.equal(
    (await upload(api, theirs, { as })).body.anterior_a,
    "2026-11-19",
  );
  const { id_importacion } = newer.body;
  await api.request("POST", `/importaciones/${id_importacion}/revertir`, {
    as,
  });
  assert.equal((await upload(api, theirs, { as })).body.anterior_a, null);
});

Deno.test("a report without its date says that there are dated data", async () => {
  await using api = await prepareApp();
  await importFile(api, pe04Of("PRACTICA", "Fecha de corte", "19/11/2026"));
  const { body } = await upload(api, pe04Of("LECTIVA"));
  assert.equal(body.anterior_a, null);
  assert.match(
    body.avisos.join(),
    /no dice de qué fecha es, y ya hay datos de uno del 2026-11-19/,
  );
});

Deno.test("the preview and the older path say which columns a report lacks", async () => {
  await using api = await prepareApp();
  await importFile(api, bookOf(pe04Rows({})));
  const rows = pe04Rows({ ESTADO_CURSO: "Terminada" }).map((row) =>
    row.length < 10 ? row : row.filter((_, i) => i !== 11 && i !== 8)
  );
  assert.doesNotMatch(JSON.stringify(rows), /ETAPA_FICHA|NOMBRE_JORNADA/);
  const note = "Al archivo le faltan las columnas NOMBRE_JORNADA, ETAPA_FICHA: esos datos quedan " +
    "como estaban";
  assert.deepEqual((await upload(api, bookOf(rows))).body.avisos, [note]);
  const { body } = await upload(api, bookOf(rows), {
    path: "/files/upload-excel/",
  });
  assert.deepEqual(body.errores, [note]);
  const grupo = (await api.request("GET", `/grupos/${FICHA}`)).body;
  assert.deepEqual([grupo.estado_grupo, grupo.etapa, grupo.jornada], [
    ...["Terminada", "LECTIVA", "MAÑANA"],
  ]);
});
