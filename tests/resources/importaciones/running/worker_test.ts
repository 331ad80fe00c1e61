import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { formOf, upload } from "../upload.ts";
import { act, bookWith, countFichas, prepareWithWorker } from "./worker.ts";

Deno.test("in a worker a file is previewed, confirmed once, reverted and refused as elsewhere", async () => {
  await using world = await prepareWithWorker();
  const { api } = world;
  const { status, body } = await upload(api, bookWith(300));
  assert.deepEqual([status, body.estado, body.porcentaje], [
    201,
    "previa",
    100,
  ]);
  assert.deepEqual([body.conteos.filas.nuevas, body.filas.total_items], [
    300,
    300,
  ]);
  const id = body.id_importacion;

  const both = await Promise.all([
    act(api, id, "confirmar"),
    act(api, id, "confirmar"),
  ]);
  assert.deepEqual(both.map(({ body }) => body.estado), [
    "confirmada",
    "confirmada",
  ]);
  assert.equal(await countFichas(api), 300);
  const trail = await api.db.rows(
    sql`SELECT accion FROM auditoria WHERE tabla = 'importacion'`,
  );
  assert.deepEqual(trail.map(({ accion }) => accion), ["confirmar"]);

  assert.equal((await act(api, id, "revertir")).body.estado, "revertida");
  assert.equal(await countFichas(api), 0);
  const again = await act(api, id, "confirmar");
  assert.deepEqual([again.status, again.body.detail], [
    409,
    "Se revirtió: suba el archivo de nuevo",
  ]);
  assert.equal((await act(api, 99, "confirmar")).status, 404);
  const unreadable = await upload(api, new Uint8Array([1, 2, 3]));
  assert.equal(unreadable.status, 422);
  assert.equal(unreadable.body.errors[0].campo, "file");
});

Deno.test("what changed since the preview is a 409 of the worker too, and nothing is written", async () => {
  await using world = await prepareWithWorker();
  const { api } = world;
  const { body: { id_importacion: early } } = await upload(api, bookWith(40));
  const { body: { id_importacion: late } } = await upload(api, bookWith(41));
  assert.equal((await act(api, early, "confirmar")).status, 200);
  const refused = await act(api, late, "confirmar");
  assert.equal(refused.status, 409);
  assert.match(
    refused.body.detail,
    /cambiaron desde que se hizo la vista previa/,
  );
  assert.equal(await countFichas(api), 40);
});

Deno.test("the older upload answers from the worker what it always did", async () => {
  await using world = await prepareWithWorker();
  const { api } = world;
  const { status, body } = await upload(api, bookWith(3), {
    path: "/files/upload-excel",
  });
  assert.deepEqual([status, body.grupos_procesados, body.errores], [
    200,
    3,
    [],
  ]);
});

Deno.test("stopping the server ends what the worker reads, and says so", async () => {
  await using world = await prepareWithWorker();
  const { api } = world;
  const headers = { Prefer: "respond-async" };
  const sent = await api.request("POST", "/importaciones", {
    body: formOf(bookWith(2_000)),
    headers,
  });
  assert.equal(sent.status, 202);
  await api.imports.close();
  const { body } = await api.request(
    "GET",
    `/importaciones/${sent.body.id_importacion}`,
  );
  assert.deepEqual([body.estado, body.motivo], [
    "fallida",
    "El servidor se detuvo antes de terminar: suba el archivo de nuevo",
  ]);
});
