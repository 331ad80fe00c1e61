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
} from "../../../support.ts";
import { FICHA, OTHER_FICHA, prepareWorld, PROGRAMMING, WRITE } from "../world.ts";

type Api = Awaited<ReturnType<typeof prepareWorld>>;

function planOf(id_instructor: number, cod_ficha: number, dia: number) {
  return {
    ...{ cod_ficha, id_instructor, desde: "2026-07-13", hasta: "2026-07-26" },
    temas: [{ cod_competencia: PROGRAMMING, cod_resultado: WRITE }],
    patrones: [{ dias: [dia], hora_inicio: "08:00", hora_fin: "10:00" }],
  };
}

/** Series 1 of INSTRUCTOR by himself, 2 of COLLEAGUE, and 3 of INSTRUCTOR in another ficha. */
async function prepareSeries(): Promise<Api> {
  const api = await prepareWorld();
  const wishes = [
    { as: INSTRUCTOR, body: planOf(INSTRUCTOR, FICHA, 2) },
    { as: ADMIN, body: planOf(COLLEAGUE, FICHA, 3) },
    { as: ADMIN, body: planOf(INSTRUCTOR, OTHER_FICHA, 4) },
  ];
  for (const { as, body } of wishes) {
    const { status } = await api.request("POST", "/programacion/series", { as, body });
    assert.equal(status, 201);
    api.now = api.now.add({ minutes: 1 });
  }
  return api;
}

async function idsOf(api: Api, as: number, path: string, key: string): Promise<number[]> {
  const { status, body } = await api.request("GET", path, { as });
  assert.equal(status, 200, path);
  assert.equal(body.total_items, body.items.length);
  return body.items.map((it: Record<string, number>) => it[key]);
}

Deno.test("GET /programacion/series lists the newest first, with what stands of each", async () => {
  await using api = await prepareSeries();
  const { body } = await api.request("GET", "/programacion/series?limit=1");
  assert.deepEqual(body, {
    total_items: 3,
    items: [{
      ...{ id_serie: 3, cod_ficha: OTHER_FICHA, cod_centro: CENTRO, creada_por: ADMIN },
      creada_en: "2026-07-06T08:02:00",
      ...{ programadas: 2, desde: "2026-07-16", hasta: "2026-07-23" },
    }],
  });
});

Deno.test("GET /programacion/series: who sees which, and what the filters leave", async () => {
  await using api = await prepareSeries();
  const lines: [as: number, query: string, ids: number[]][] = [
    [SUPERADMIN, "", [3, 2, 1]],
    [SUPERADMIN, `?cod_centro=${OTHER_CENTRO}`, []],
    [ADMIN, `?cod_ficha=${FICHA}`, [2, 1]],
    [ADMIN, `?id_instructor=${INSTRUCTOR}`, [3, 1]],
    [INSTRUCTOR, "", [3, 1]],
    [INSTRUCTOR, `?id_instructor=${COLLEAGUE}`, []],
    [COLLEAGUE, "", [2]],
    [FOREIGN_ADMIN, "", []],
    [FOREIGN_ADMIN, `?cod_centro=${CENTRO}`, []],
    [FOREIGN_INSTRUCTOR, "", []],
  ];
  for (const [as, query, ids] of lines) {
    assert.deepEqual(await idsOf(api, as, `/programacion/series${query}`, "id_serie"), ids, query);
  }
});

Deno.test("GET /programacion/lotes lists the latest batches and says which can be undone", async () => {
  await using api = await prepareSeries();
  const undone = await api.request("POST", "/programacion/lotes/3/deshacer");
  assert.equal(undone.status, 200);
  const { body } = await api.request("GET", "/programacion/lotes");
  assert.deepEqual(body.items.map((it: { deshecho_en: string | null }) => it.deshecho_en), [
    "2026-07-06T08:03:00",
    null,
    null,
  ]);
  assert.deepEqual(body.items[2], {
    ...{ id_lote: 1, id_serie: 1, cod_ficha: FICHA, cod_centro: CENTRO, accion: "crear" },
    ...{ creado_por: INSTRUCTOR, creado_en: "2026-07-06T08:00:00", sesiones: 2 },
    deshecho_en: null,
  });
});

Deno.test("GET /programacion/lotes: who sees which, and what the filters leave", async () => {
  await using api = await prepareSeries();
  const lines: [as: number, query: string, ids: number[]][] = [
    [SUPERADMIN, "", [3, 2, 1]],
    [ADMIN, `?cod_ficha=${OTHER_FICHA}`, [3]],
    [ADMIN, "?id_serie=2", [2]],
    [INSTRUCTOR, "", [1]],
    [COLLEAGUE, "", []],
    [FOREIGN_ADMIN, "", []],
    [FOREIGN_ADMIN, "?id_serie=1", []],
  ];
  for (const [as, query, ids] of lines) {
    assert.deepEqual(await idsOf(api, as, `/programacion/lotes${query}`, "id_lote"), ids, query);
  }
});
