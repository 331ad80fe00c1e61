import assert from "node:assert/strict";
import { ADMIN } from "../../support.ts";
import { FICHA, OTHER_FICHA, prepareWorld, seedWorld, store } from "../programacion/world.ts";
import { bookOf, type Given, pe04Rows } from "./files.ts";
import { act, prepareWithWorker } from "./running/worker.ts";
import { type Api, upload } from "./upload.ts";

// What an import leaves of the sessions to come: the preview says it, confirming and reverting say
// it, and it stands in /programacion/afectadas.

const SAME = {
  IDENTIFICADOR_FICHA: FICHA,
  CODIGO_PROGRAMA: 228118,
  NOMBRE_PROGRAMA_FORMACION: "DESARROLLO DE SOFTWARE",
  FECHA_INICIO_FICHA: "02/02/2026",
  FECHA_TERMINACION_FICHA: "01/02/2027",
};

type Case = [what: string, change: Record<string, Given>, total: number, motivo?: string];

const CASES: Case[] = [
  ["an earlier end", { FECHA_TERMINACION_FICHA: "10/07/2026" }, 7, "fuera_de_ficha"],
  ["a later start", { FECHA_INICIO_FICHA: "20/07/2026" }, 6, "fuera_de_ficha"],
  [
    "a state in which nothing is taught",
    { ESTADO_CURSO: "Terminada por fecha" },
    7,
    "ficha_cerrada",
  ],
  [
    "another programme",
    {
      CODIGO_PROGRAMA: 228119,
      NOMBRE_PROGRAMA_FORMACION: "GANADERÍA",
    },
    7,
    "competencia_no_valida",
  ],
  ["no room any more", { MODALIDAD_FORMACION: "VIRTUAL" }, 7, "ambiente_no_valido"],
  ["a later end", { FECHA_TERMINACION_FICHA: "01/03/2027" }, 0],
  ["another open state", { ESTADO_CURSO: "Induccion" }, 0],
  ["another stage", { ETAPA_FICHA: "PRACTICA" }, 0],
  ["nothing", {}, 0],
];

/** Seven sessions to come, and others that are over, cancelled or of another ficha. */
async function storeSessions({ db }: Api): Promise<number[]> {
  await store(db, { fecha_programada: "2026-07-03" });
  await store(db, { fecha_programada: "2026-07-15", estado: "cancelada" });
  await store(db, {
    fecha_programada: "2026-07-14",
    hora_inicio: "13:00:00",
    hora_fin: "15:00:00",
    cod_ficha: OTHER_FICHA,
  });
  const ids: number[] = [];
  for (const day of [14, 15, 16, 17, 18, 21, 18]) {
    const hours = ids.length === 6 ? { hora_inicio: "10:00:00", hora_fin: "12:00:00" } : {};
    ids.push(await store(db, { fecha_programada: `2026-07-${day}`, ...hours }));
  }
  return ids;
}

async function listed(api: Api): Promise<[number, string[]][]> {
  const { body } = await api.request("GET", "/programacion/afectadas?limit=100", { as: ADMIN });
  type Item = { id_programacion: number; motivos: { tipo: string }[] };
  return body.items.map(({ id_programacion, motivos }: Item) => [
    id_programacion,
    motivos.map(({ tipo }) => tipo),
  ]);
}

for (const [what, change, total, motivo] of CASES) {
  Deno.test(`an import that brings ${what} says that ${total} sessions to come are invalid`, async () => {
    await using api = await prepareWorld();
    const ids = await storeSessions(api);
    const file = bookOf(pe04Rows({ ...SAME, ...change }));
    const { body: previa } = await upload(api, file);
    assert.equal(previa.afectadas.total, total);
    assert.deepEqual(await listed(api), []);
    const shown = previa.afectadas.primeras;
    assert.equal(shown.length, Math.min(5, total));
    if (total > 0) {
      assert.deepEqual(shown[0], {
        ...{ id_programacion: ids[0], cod_ficha: FICHA, fecha_programada: "2026-07-14" },
        ...{ hora_inicio: "08:00:00", hora_fin: "10:00:00" },
        nombre_instructor: shown[0].nombre_instructor,
      });
    }
    const { id_importacion: id } = previa;
    const { status, body: confirmed } = await act(api, id, "confirmar");
    assert.equal(status, 200, JSON.stringify(confirmed));
    assert.deepEqual(confirmed.afectadas, previa.afectadas);
    const now = await listed(api);
    assert.equal(now.length, total);
    for (const [, motivos] of now) assert.deepEqual(motivos, [motivo]);
    const read = (await api.request("GET", `/importaciones/${id}`)).body;
    assert.deepEqual(read.afectadas, previa.afectadas);
    const { body: reverted } = await act(api, id, "revertir");
    assert.deepEqual(reverted.afectadas, { total: 0, primeras: [] });
    assert.deepEqual(await listed(api), []);
  });
}

Deno.test("reverting says which sessions were booked in the time that the import had added", async () => {
  await using world = await prepareWithWorker();
  const { api } = world;
  await seedWorld(api.db);
  const file = bookOf(pe04Rows({ ...SAME, FECHA_TERMINACION_FICHA: "01/03/2027" }));
  const { body: { id_importacion: id } } = await upload(api, file);
  assert.equal((await act(api, id, "confirmar")).body.afectadas.total, 0);
  const session = await store(api.db, { fecha_programada: "2027-02-15" });
  const { body } = await act(api, id, "revertir");
  assert.equal(body.estado, "revertida", JSON.stringify(body));
  assert.equal(body.afectadas.total, 1);
  assert.equal(body.afectadas.primeras[0].id_programacion, session);
});

Deno.test("an older upload says among its errors which sessions it leaves invalid", async () => {
  await using api = await prepareWorld();
  await storeSessions(api);
  const file = bookOf(pe04Rows({ ...SAME, FECHA_TERMINACION_FICHA: "17/07/2026" }));
  const { body } = await upload(api, file, { path: "/files/upload-excel" });
  assert.deepEqual(body.errores, [
    "3 sesiones por venir dejan de ser válidas (ficha 2847248 el 2026-07-18 a las 08:00, " +
    "ficha 2847248 el 2026-07-18 a las 10:00, ficha 2847248 el 2026-07-21 a las 08:00): " +
    "mírelas en /programacion/afectadas",
  ]);
  const [, ...rest] = await listed(api);
  assert.equal(rest.length, 2);
});
