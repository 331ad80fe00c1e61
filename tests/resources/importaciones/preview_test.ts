import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { ADMIN, FOREIGN_ADMIN, INSTRUCTOR, prepareApp, SUPERADMIN } from "../../support.ts";
import { bookOf, pe04Rows } from "./files.ts";
import { type Api, importFile, upload } from "./upload.ts";

const FICHA = 2847248;
const FILE = bookOf(pe04Rows({}, { IDENTIFICADOR_FICHA: 2847249 }, { IDENTIFICADOR_FICHA: "1A" }));

async function fichasOf(api: Api) {
  const rows = await api.db.rows(sql`SELECT cod_ficha FROM grupo ORDER BY cod_ficha`);
  return rows.map(({ cod_ficha }) => cod_ficha);
}

Deno.test("POST /importaciones shows what a PE-04 would change, and changes nothing", async () => {
  await using api = await prepareApp();
  const { status, body, headers } = await upload(api, FILE, { name: "PE-04 julio.xlsx" });
  assert.equal(status, 201, JSON.stringify(body));
  const { id_importacion, filas, ...rest } = body;
  assert.equal(headers.get("Location"), `/importaciones/${id_importacion}`);
  assert.deepEqual(rest, {
    tipo: "pe04",
    archivo: "PE-04 julio.xlsx",
    estado: "previa",
    porcentaje: 100,
    motivo: null,
    id_usuario: ADMIN,
    nombre_usuario: "Adán Peña",
    cod_centro: 9121,
    total_filas: 3,
    conteos: {
      filas: { nuevas: 2, cambiadas: 0, iguales: 0, desaparecidas: 0, rechazadas: 1 },
      tablas: {
        regional: { nuevas: 0, cambiadas: 0, iguales: 1 },
        centro: { nuevas: 0, cambiadas: 0, iguales: 1 },
        programa: { nuevas: 1, cambiadas: 0, iguales: 0 },
        grupo: { nuevas: 2, cambiadas: 0, iguales: 0 },
        aprendices: { nuevas: 2, cambiadas: 0, iguales: 0 },
      },
    },
    fecha_reporte: "2026-06-30",
    anterior_a: null,
    avisos: [],
    afectadas: { total: 0, primeras: [] },
    creada_en: "2026-07-06T08:00:00",
    vence_en: "2026-07-07T08:00:00",
    confirmada_en: null,
    revertida_en: null,
  });
  assert.equal(filas.total_items, 3);
  const [first, , rejected] = filas.items;
  assert.deepEqual([first.clase, first.fila, first.nombre], ["nueva", 6, `ficha ${FICHA}`]);
  assert.deepEqual(first.cambios[0], {
    ...{ tabla: "programa_formacion", registro: "228106/1", campo: "nombre" },
    ...{ antes: null, despues: "ANÁLISIS Y DESARROLLO DE SOFTWARE" },
  });
  assert.deepEqual(rejected, {
    clase: "rechazada",
    fila: 8,
    nombre: "fila 8",
    columna: "IDENTIFICADOR_FICHA",
    motivo: rejected.motivo,
    cambios: [],
  });
  assert.match(rejected.motivo, /ficha con letra/);
  assert.deepEqual(await fichasOf(api), []);
});

Deno.test("a preview confirmed is what the database says, and the same file again changes nothing", async () => {
  await using api = await prepareApp();
  const confirmed = await importFile(api, FILE);
  assert.deepEqual([confirmed.status, confirmed.body.estado], [200, "confirmada"]);
  assert.deepEqual(await fichasOf(api), [FICHA, 2847249]);
  const { body: grupo } = await api.request("GET", `/grupos/${FICHA}`);
  assert.deepEqual(
    [grupo.fecha_inicio, grupo.fecha_fin, grupo.jornada, grupo.nombre_empresa, grupo.cod_programa],
    ["2025-02-03", "2026-11-02", "MAÑANA", null, 228106],
  );
  const datos = (await api.request("GET", `/grupos/${FICHA}/datos`)).body;
  assert.deepEqual([datos.num_total_aprendices, datos.num_total_aprendices_activos], [27, 25]);

  const again = await api.request(
    "POST",
    `/importaciones/${confirmed.body.id_importacion}/confirmar`,
  );
  assert.deepEqual([again.status, again.body], [200, confirmed.body]);
  const { body } = await upload(api, FILE);
  const { filas } = body.conteos;
  assert.deepEqual(filas, { nuevas: 0, cambiadas: 0, iguales: 2, desaparecidas: 0, rechazadas: 1 });
});

Deno.test("a changed file shows old and new, field by field, and what is gone stays", async () => {
  await using api = await prepareApp();
  await importFile(api, FILE);
  const next = bookOf(pe04Rows({
    ETAPA_FICHA: "PRACTICA",
    NOMBRE_RESPONSABLE: null,
    TOTAL_APRENDICES_ACTIVOS: 24,
  }));
  const { body } = await upload(api, next);
  const cambios = [
    { tabla: "grupo", registro: "2847248", campo: "etapa", antes: "LECTIVA", despues: "PRACTICA" },
    {
      ...{ tabla: "datos_grupo", registro: "2847248", campo: "num_total_aprendices_activos" },
      ...{ antes: 25, despues: 24 },
    },
  ];
  const same = { columna: null, motivo: null };
  assert.deepEqual(body.filas, {
    items: [
      { clase: "cambiada", fila: 6, nombre: "ficha 2847248", ...same, cambios },
      { clase: "desaparecida", fila: null, nombre: "ficha 2847249", ...same, cambios: [] },
    ],
    total_items: 2,
  });
  await api.request("POST", `/importaciones/${body.id_importacion}/confirmar`);
  const { body: grupo } = await api.request("GET", `/grupos/${FICHA}`);
  assert.deepEqual([grupo.etapa, grupo.responsable], ["PRACTICA", "ANA RUIZ"]);
  assert.deepEqual(await fichasOf(api), [FICHA, 2847249]);
});

Deno.test("a ficha whose row is rejected has not disappeared from the file", async () => {
  await using api = await prepareApp();
  await importFile(api, FILE);
  const odd = { IDENTIFICADOR_FICHA: "2.847.249", FECHA_INICIO_FICHA: "31/02/2025" };
  const { body } = await upload(api, bookOf(pe04Rows({}, odd)));
  const { rechazadas, desaparecidas, iguales } = body.conteos.filas;
  assert.deepEqual([rechazadas, desaparecidas, iguales], [1, 0, 1]);
  const finished = { ESTADO_CURSO: "Terminada por fecha" };
  await importFile(api, bookOf(pe04Rows(finished, { IDENTIFICADOR_FICHA: 2847249 })));
  const rest = (await upload(api, bookOf(pe04Rows({ IDENTIFICADOR_FICHA: 2847250 })))).body;
  const gone = rest.filas.items.filter((it: { clase: string }) => it.clase === "desaparecida");
  assert.deepEqual(gone.map((it: { nombre: string }) => it.nombre), ["ficha 2847249"]);
});

Deno.test("GET /importaciones/{id}/filas pages the rows of one kind", async () => {
  await using api = await prepareApp();
  const { body: { id_importacion } } = await upload(api, FILE);
  const path = `/importaciones/${id_importacion}/filas`;
  const page = (await api.request("GET", `${path}?clase=nueva&skip=1&limit=1`)).body;
  assert.deepEqual([page.items.length, page.items[0].fila, page.total_items], [1, 7, 2]);
  assert.equal((await api.request("GET", path)).body.total_items, 3);
  assert.equal((await api.request("GET", `${path}?clase=otra`)).status, 422);
});

Deno.test("an admin imports the fichas of his centre, and the others are rejected by name", async () => {
  await using api = await prepareApp();
  const rows = pe04Rows({}, { IDENTIFICADOR_FICHA: 2900001, CODIGO_CENTRO: 9307 });
  const own = (await upload(api, bookOf(rows))).body;
  assert.deepEqual([own.conteos.filas.nuevas, own.conteos.filas.rechazadas], [1, 1]);
  assert.equal(
    own.filas.items.at(-1).motivo,
    "Es del centro 9307, y usted solo puede importar lo del 9121",
  );
  const all = (await upload(api, bookOf(rows), { as: SUPERADMIN })).body;
  assert.deepEqual([all.conteos.filas.nuevas, all.conteos.filas.rechazadas], [2, 0]);
  assert.equal((await upload(api, FILE, { as: INSTRUCTOR })).status, 403);
  assert.equal((await upload(api, FILE, { as: null })).status, 401);
});

Deno.test("imports are seen and confirmed by their centre alone", async () => {
  await using api = await prepareApp();
  const { body: { id_importacion } } = await upload(api, FILE);
  await upload(api, FILE, { as: SUPERADMIN });
  const path = `/importaciones/${id_importacion}`;
  for (const [as, total] of [[ADMIN, 1], [FOREIGN_ADMIN, 0], [SUPERADMIN, 2]] as const) {
    assert.equal((await api.request("GET", "/importaciones", { as })).body.total_items, total);
  }
  for (const suffix of ["", "/filas", "/rechazadas.xlsx"]) {
    const { status } = await api.request("GET", path + suffix, { as: FOREIGN_ADMIN });
    assert.equal(status, 404, suffix);
  }
  for (const act of ["confirmar", "revertir"]) {
    const { status } = await api.request("POST", `${path}/${act}`, { as: FOREIGN_ADMIN });
    assert.equal(status, 404, act);
  }
});
