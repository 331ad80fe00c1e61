import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { ADMIN, FOREIGN_ADMIN, INSTRUCTOR, prepareApp, SUPERADMIN } from "../../support.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

type Grupo = {
  cod_centro?: number;
  nivel?: string;
  estado?: string;
  desde?: string | null;
  hasta?: string | null;
  formacion?: number;
};

async function addGrupos(api: Api, grupos: Grupo[]): Promise<void> {
  await api.db.execute(sql`
    INSERT INTO programa_formacion (cod_programa, la_version, nombre) VALUES (1, 1, 'GANADERÍA')`);
  for (const [i, grupo] of grupos.entries()) {
    const { cod_centro = 9121, nivel = "TECNÓLOGO", estado = "En ejecucion", formacion } = grupo;
    const { desde = "2026-01-26", hasta = "2027-12-20" } = grupo;
    await api.db.execute(sql`
      INSERT INTO grupo (cod_ficha, cod_centro, cod_programa, la_version, nombre_nivel,
        estado_grupo, fecha_inicio, fecha_fin)
      VALUES (${i + 1}, ${cod_centro}, 1, 1, ${nivel}, ${estado}, ${desde}, ${hasta})`);
    if (formacion === undefined) continue;
    await api.db.execute(sql`
      INSERT INTO datos_grupo (cod_ficha, formacion, num_total_aprendices)
      VALUES (${i + 1}, ${formacion}, ${formacion + 5})`);
  }
}

const GRUPOS: Grupo[] = [
  { formacion: 20 },
  { formacion: 25, nivel: "TÉCNICO" },
  { estado: "EN EJECUCIÓN" },
  { formacion: 7, estado: "Terminada por fecha", desde: "2025-02-01", hasta: "2026-02-01" },
  { formacion: 100, desde: "2024-02-01", hasta: "2025-12-31" },
  { formacion: 1, desde: null, hasta: null },
  { formacion: 1000, cod_centro: 9307 },
];

const METAS = { "Aprendices en formación": 200, "Grupos en ejecución": 4, Tecnólogo: 30, Otra: 5 };

async function prepare(api: Api) {
  await addGrupos(api, GRUPOS);
  for (const [concepto, valor] of Object.entries(METAS)) {
    for (const as of [ADMIN, FOREIGN_ADMIN]) {
      await api.request("POST", "/metas", { as, body: { anio: 2026, concepto, valor } });
    }
  }
}

async function progress(api: Api, query: string, as = INSTRUCTOR) {
  const { status, body } = await api.request("GET", `/metas/avance${query}`, { as });
  assert.equal(status, 200);
  return Object.fromEntries(body.map((
    { concepto, alcanzado, porcentaje }: Record<string, unknown>,
  ) => [concepto, [alcanzado, porcentaje]]));
}

Deno.test("GET /metas/avance counts the groups of the year and of the own centre", async () => {
  await using api = await prepareApp();
  await prepare(api);
  assert.deepEqual(await progress(api, "?anio=2026"), {
    "Aprendices en formación": [53, 26.5],
    "Grupos en ejecución": [4, 100],
    Tecnólogo: [28, 93.3],
    Otra: [null, null],
  });
  assert.deepEqual(await progress(api, "", SUPERADMIN), await progress(api, "?anio=2026"));
  assert.deepEqual(await progress(api, "?anio=2025"), {});
});

Deno.test("GET /metas/avance gives each goal whole, a number or null", async () => {
  await using api = await prepareApp();
  const body = { anio: 2025, concepto: "Cupos", valor: 0 };
  await api.request("POST", "/metas", { body });
  const answer = await api.request("GET", "/metas/avance?anio=2025");
  const meta = { id_meta: 1, cod_centro: 9121, ...body };
  assert.deepEqual(answer.body, [{ ...meta, alcanzado: 0, porcentaje: null }]);
});

Deno.test("GET /metas/avance of another centre is for the superadmin only", async () => {
  await using api = await prepareApp();
  await prepare(api);
  const foreign = "?anio=2026&cod_centro=9307";
  assert.deepEqual(await progress(api, foreign, ADMIN), {});
  assert.deepEqual((await progress(api, foreign, SUPERADMIN))["Aprendices en formación"], [
    1000,
    500,
  ]);
  const { status, body } = await api.request("GET", "/metas/avance?anio=1899");
  assert.deepEqual([status, body.errors[0].campo], [422, "anio"]);
});

Deno.test("GET /metas/conceptos tells which concepts are known", async () => {
  await using api = await prepareApp();
  const { status, body } = await api.request("GET", "/metas/conceptos", { as: INSTRUCTOR });
  assert.deepEqual([status, body.length], [200, 11]);
  assert.deepEqual(body[4], {
    concepto: "aprendices en formacion",
    sinonimos: [],
    descripcion: "Aprendices en formación",
  });
});
