import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { read, utils } from "@e965/xlsx";
import { ADMIN, prepareApp } from "../../support.ts";
import { bookOf, pe04Rows } from "./files.ts";
import { upload } from "./upload.ts";

const FORMULA = '=HYPERLINK("http://example.com";"clic")';

Deno.test("GET /importaciones/{id}/rechazadas.xlsx: what was refused, and nothing that runs", async () => {
  await using api = await prepareApp();
  const rows = pe04Rows(
    { IDENTIFICADOR_FICHA: "1A", NOMBRE_RESPONSABLE: FORMULA },
    { IDENTIFICADOR_FICHA: 2900001, CODIGO_CENTRO: 9307, NOMBRE_EMPRESA: "@SUM(A1)" },
    {},
  );
  const { body: { id_importacion } } = await upload(api, bookOf(rows));
  const headers = { Authorization: `Bearer ${await api.tokenOf(ADMIN)}` };
  const answer = await api.app.request(`/importaciones/${id_importacion}/rechazadas.xlsx`, {
    headers,
  });
  assert.equal(answer.status, 200);
  const disposition = `attachment; filename="rechazadas-${id_importacion}.xlsx"`;
  assert.equal(answer.headers.get("Content-Disposition"), disposition);

  const file = Buffer.from(await answer.arrayBuffer());
  const sheet = read(file, { type: "buffer", cellFormula: true, dense: true }).Sheets.Rechazadas ??
    assert.fail();
  const cells = sheet["!data"]?.flat().filter(Boolean) ?? [];
  assert.deepEqual(cells.filter(({ f }) => f !== undefined), []);
  assert.deepEqual(cells.filter(({ t, v }) => t === "s" && /^[=+@\t\r-]/.test(String(v))), []);
  const refused = utils.sheet_to_json<Record<string, unknown>>(sheet);
  assert.deepEqual(refused.map((row) => [row.FILA, row.COLUMNA]), [
    [6, "IDENTIFICADOR_FICHA"],
    [7, "CODIGO_CENTRO"],
  ]);
  assert.match(String(refused[1]?.MOTIVO), /Es del centro 9307/);
});
