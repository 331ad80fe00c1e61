import assert from "node:assert/strict";
import { ADMIN, FOREIGN_ADMIN, FOREIGN_INSTRUCTOR, INSTRUCTOR, SUPERADMIN } from "../support.ts";
import { FOREIGN_FICHA, prepareWorld, store } from "../resources/programacion/world.ts";

Deno.test("GET /programacion/all: the last days first, each by hour, page by page, by centre", async () => {
  await using api = await prepareWorld();
  const { db } = api;
  const early = await store(db, { fecha_programada: "2026-07-07" });
  const late = await store(db, {
    ...{ fecha_programada: "2026-07-14", hora_inicio: "14:00:00", hora_fin: "16:00:00" },
    estado: "cancelada",
  });
  const foreign = await store(db, {
    ...{ fecha_programada: "2026-07-10", id_instructor: FOREIGN_INSTRUCTOR },
    ...{ cod_ficha: FOREIGN_FICHA, id_ambiente: null },
  });
  const first = await store(db, { fecha_programada: "2026-07-14" });
  const list = async (as: number, query = "") => {
    const { body } = await api.request("GET", `/programacion/all${query}`, { as });
    return body.map((sesion: { id_programacion: number }) => sesion.id_programacion);
  };
  assert.deepEqual(await list(SUPERADMIN), [first, late, foreign, early]);
  assert.deepEqual(await list(ADMIN), [first, late, early]);
  assert.deepEqual(await list(ADMIN, "?skip=1&limit=1"), [late]);
  assert.deepEqual(await list(ADMIN, "?skip=3"), []);
  assert.deepEqual(await list(FOREIGN_ADMIN), [foreign]);
  assert.equal((await api.request("GET", "/programacion/all", { as: INSTRUCTOR })).status, 403);
});
