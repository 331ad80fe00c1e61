import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { NOW, prepareApp, SUPERADMIN } from "../../support.ts";
import { bookOf, df14Rows, pe04Rows } from "./files.ts";
import { type Api, importFile, upload } from "./upload.ts";

const FICHA = 2847248, OTHER = 2847249;
const FILE = bookOf(pe04Rows({}, { IDENTIFICADOR_FICHA: OTHER }));

const LATER = { ETAPA_FICHA: "PRACTICA", TOTAL_APRENDICES_ACTIVOS: 20 };
const CHANGED = bookOf(pe04Rows(LATER, { IDENTIFICADOR_FICHA: OTHER }));

async function act(api: Api, id: number, what: "confirmar" | "revertir") {
  const { status, body } = await api.request("POST", `/importaciones/${id}/${what}`);
  return { status, detail: body.detail, estado: body.estado };
}

async function grupos(api: Api) {
  const rows = await api.db.rows(sql`
    SELECT g.cod_ficha, g.etapa, d.num_total_aprendices_activos AS activos
    FROM grupo g LEFT JOIN datos_grupo d ON d.cod_ficha = g.cod_ficha ORDER BY g.cod_ficha`);
  return rows.map((row) => Object.values(row));
}

Deno.test("confirming is refused with 409 once anything of the file changed underneath", async () => {
  const changes: [what: string, change: (api: Api) => Promise<{ status: number }>][] = [
    [
      "a ficha that the file changes",
      (api) => api.request("PATCH", `/grupos/${FICHA}`, { body: { responsable: "OTRA" } }),
    ],
    [
      "a ficha that the file leaves as it is",
      (api) => api.request("PATCH", `/grupos/${OTHER}`, { body: { jornada: "NOCTURNA" } }),
    ],
    [
      "the counts of a ficha",
      (api) =>
        api.request("PUT", `/grupos/${FICHA}/datos`, {
          body: { num_total_aprendices_activos: 1 },
        }),
    ],
    [
      "the name of a programme",
      (api) => api.request("PUT", "/programas/228106/1", { body: { nombre: "OTRO" } }),
    ],
  ];
  for (const [what, change] of changes) {
    await using api = await prepareApp();
    await importFile(api, FILE);
    const { body: { id_importacion: id } } = await upload(api, CHANGED);
    assert.equal((await change(api)).status, 200, what);
    const before = await grupos(api);
    assert.deepEqual(await act(api, id, "confirmar"), {
      status: 409,
      detail: "Los datos cambiaron desde que se hizo la vista previa: suba el archivo de nuevo",
      estado: undefined,
    }, what);
    assert.deepEqual(await grupos(api), before, what);
  }
});

Deno.test("confirming creates nothing twice: a ficha that appeared meanwhile is a 409", async () => {
  await using api = await prepareApp();
  const first = (await upload(api, FILE)).body, second = (await upload(api, FILE)).body;
  assert.equal((await act(api, first.id_importacion, "confirmar")).status, 200);
  assert.equal((await act(api, second.id_importacion, "confirmar")).status, 409);
  const both = await Promise.all([upload(api, CHANGED), upload(api, CHANGED)]);
  const acts = await Promise.all(
    both.map(({ body }) => act(api, body.id_importacion, "confirmar")),
  );
  assert.deepEqual(acts.map(({ status }) => status).toSorted(), [200, 409]);
});

Deno.test("two confirmations of one preview at once apply it once", async () => {
  await using api = await prepareApp();
  const { body: { id_importacion: id } } = await upload(api, FILE);
  const acts = await Promise.all([1, 2, 3].map(() => act(api, id, "confirmar")));
  assert.deepEqual(acts.map(({ estado }) => estado), ["confirmada", "confirmada", "confirmada"]);
  const trail = (await api.request("GET", "/auditoria?tabla=importacion")).body;
  assert.equal(trail.total_items, 1);
  assert.equal((await grupos(api)).length, 2);
});

Deno.test("what people set by hand stays: schedule and room of a grupo, hours of a programme", async () => {
  await using api = await prepareApp();
  await importFile(api, FILE);
  const { body: { id_ambiente } } = await api.request("POST", "/ambientes", {
    body: {
      ...{ nombre_ambiente: "AULA 1", num_max_aprendices: 30, municipio: "PEREIRA" },
      ...{ ubicacion: "BLOQUE A", cod_centro: 9121, estado: true },
    },
  });
  const own = { hora_inicio: "07:00:00", hora_fin: "13:00:00", id_ambiente };
  await api.request("PATCH", `/grupos/${FICHA}`, { body: own });
  await api.request("PUT", "/programas/228106/1", { body: { horas_lectivas: 3000 } });

  assert.equal((await importFile(api, CHANGED)).body.estado, "confirmada");
  assert.equal((await importFile(api, bookOf(df14Rows({})))).body.estado, "confirmada");
  const grupo = (await api.request("GET", `/grupos/${FICHA}`)).body;
  assert.deepEqual(
    [grupo.hora_inicio, grupo.hora_fin, grupo.id_ambiente, grupo.etapa],
    ["07:00:00", "13:00:00", id_ambiente, "PRACTICA"],
  );
  const programa = (await api.request("GET", "/programas/228106/1")).body;
  assert.deepEqual([programa.horas_lectivas, programa.horas_productivas], [3000, 864]);
});

Deno.test("reverting leaves everything as it was before", async () => {
  await using api = await prepareApp();
  const first = (await importFile(api, FILE)).body.id_importacion;
  const before = await grupos(api);
  const second = (await importFile(api, CHANGED)).body.id_importacion;
  assert.deepEqual(await grupos(api), [[FICHA, "PRACTICA", 20], [OTHER, "LECTIVA", 25]]);
  assert.deepEqual((await act(api, first, "revertir")).status, 409);

  assert.equal((await act(api, second, "revertir")).estado, "revertida");
  assert.deepEqual(await grupos(api), before);
  assert.equal((await act(api, second, "revertir")).estado, "revertida");
  assert.equal((await act(api, second, "confirmar")).status, 409);
  assert.equal((await act(api, first, "revertir")).estado, "revertida");
  assert.deepEqual(await grupos(api), []);
  assert.equal((await api.request("GET", "/programas/228106/1")).status, 404);
});

Deno.test("reverting is refused once what it wrote was changed or is used", async () => {
  const changes: [what: string, change: (api: Api) => Promise<{ status: number }>, why: RegExp][] =
    [
      [
        "a field that it wrote",
        (api) => api.request("PATCH", `/grupos/${FICHA}`, { body: { etapa: "OTRA" } }),
        /después de importar se cambió grupo 2847248$/,
      ],
      [
        "a field of a new ficha that it does not write",
        (api) => api.request("PATCH", `/grupos/${FICHA}`, { body: { hora_inicio: "07:00" } }),
        /después de importar se cambió grupo/,
      ],
      [
        "the hours of a new programme",
        (api) => api.request("PUT", "/programas/228106/1", { body: { horas_lectivas: 9 } }),
        /después de importar se cambió programa 228106\/1$/,
      ],
      [
        "an instructor of a new ficha",
        (api) =>
          api.request("POST", `/grupos/${FICHA}/instructores`, { body: { id_instructor: 3 } }),
        /algo de lo importado ya se usa \(grupo\)/,
      ],
    ];
  for (const [what, change, why] of changes) {
    await using api = await prepareApp();
    const id = (await importFile(api, FILE)).body.id_importacion;
    assert((await change(api)).status < 300, what);
    const { status, detail } = await act(api, id, "revertir");
    assert.equal(status, 409, what);
    assert.match(detail, why);
    assert.equal((await grupos(api)).length, 2);
  }
});

Deno.test("a preview can be confirmed for a day", async () => {
  await using api = await prepareApp();
  const { body: { id_importacion: id } } = await upload(api, FILE);
  api.now = NOW.add({ hours: 24 });
  const path = `/importaciones/${id}`;
  assert.equal((await api.request("GET", path, { as: SUPERADMIN })).body.estado, "vencida");
  const { status, detail } = await act(api, id, "confirmar");
  assert.deepEqual([status, detail], [409, "La vista previa venció: suba el archivo de nuevo"]);
  assert.deepEqual(await grupos(api), []);
});

Deno.test("a preview alone is nothing to revert", async () => {
  await using api = await prepareApp();
  const { body: { id_importacion: id } } = await upload(api, FILE);
  const { status, detail } = await act(api, id, "revertir");
  assert.deepEqual([status, detail], [409, "No está confirmada: no hay nada que revertir"]);
});
