import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { ADMIN, prepareApp } from "../../support.ts";
import { bookOf, pe04Rows } from "./files.ts";
import { type Api, importFile, upload } from "./upload.ts";

const FILE = bookOf(pe04Rows({}));

async function fichas(api: Api) {
  return (await api.db.rows(sql`SELECT cod_ficha FROM grupo`)).length;
}

Deno.test("confirming and reverting leave one row of trail each, and uploading none", async () => {
  await using api = await prepareApp();
  const { id_importacion, conteos } = (await importFile(api, FILE)).body;
  await api.request("POST", `/importaciones/${id_importacion}/revertir`);
  const { body } = await api.request("GET", "/auditoria?tabla=importacion");
  const shown = body.items.map((
    it: Record<string, unknown>,
  ) => [it.accion, it.registro, it.id_usuario]);
  const registro = String(id_importacion);
  assert.deepEqual(shown, [["revertir", registro, ADMIN], ["confirmar", registro, ADMIN]]);
  assert.deepEqual(body.items[1].despues, {
    ...{ tipo: "pe04", archivo: "reporte.xlsx", cod_centro: 9121, conteos },
  });
});

Deno.test("the older upload leaves the row of trail of its confirmation", async () => {
  await using api = await prepareApp();
  await upload(api, FILE, { path: "/files/upload-excel/" });
  const { body } = await api.request("GET", "/auditoria?tabla=importacion");
  assert.deepEqual(body.items.map((it: Record<string, unknown>) => [it.accion, it.id_usuario]), [
    ["confirmar", ADMIN],
  ]);
});

Deno.test("where the trail cannot be written nothing is confirmed, and nothing reverted", async () => {
  await using api = await prepareApp();
  const { body: { id_importacion: id } } = await upload(api, FILE);
  const act = (what: string) => api.request("POST", `/importaciones/${id}/${what}`);
  await api.db.execute(sql`ALTER TABLE auditoria RENAME TO auditoria_ausente`);
  assert.equal((await act("confirmar")).status, 500);
  assert.equal(await fichas(api), 0);

  await api.db.execute(sql`ALTER TABLE auditoria_ausente RENAME TO auditoria`);
  assert.equal((await act("confirmar")).status, 200);
  await api.db.execute(sql`ALTER TABLE auditoria RENAME TO auditoria_ausente`);
  assert.equal((await act("revertir")).status, 500);
  assert.equal(await fichas(api), 1);
});
