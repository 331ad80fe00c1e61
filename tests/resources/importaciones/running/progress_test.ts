import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { ADMIN, FOREIGN_ADMIN, prepareApp } from "../../../support.ts";
import { bookOf, pe04Rows } from "../files.ts";
import { type Api, formOf } from "../upload.ts";

const FILE = bookOf(pe04Rows({}, { IDENTIFICADOR_FICHA: 2847249 }));
const OTHER = bookOf(pe04Rows({ ETAPA_FICHA: "PRACTICA" }));
const DEFERRED = { Prefer: "respond-async" };

function send(api: Api, bytes: Uint8Array, headers: Record<string, string>) {
  return api.request("POST", "/importaciones", { body: formOf(bytes), headers });
}

/** Waits until nothing is under way any more. */
async function settled(api: Api, id: number) {
  while (true) {
    const { body } = await api.request("GET", `/importaciones/${id}`);
    if (body.estado !== "leyendo" && body.porcentaje !== 0) return body;
    await new Promise((resume) => setTimeout(resume, 20));
  }
}

async function total(api: Api) {
  return (await api.request("GET", "/importaciones")).body.total_items;
}

Deno.test("Prefer: respond-async answers 202 at once, and GET says how far it is", async () => {
  await using api = await prepareApp();
  const { status, body, headers } = await send(api, FILE, DEFERRED);
  const path = `/importaciones/${body.id_importacion}`;
  assert.deepEqual([status, body.estado, body.porcentaje], [202, "leyendo", 0]);
  assert.deepEqual([headers.get("Location"), headers.get("Preference-Applied")], [
    path,
    "respond-async",
  ]);
  const previa = await settled(api, body.id_importacion);
  assert.deepEqual([previa.estado, previa.porcentaje, previa.conteos.filas.nuevas], [
    "previa",
    100,
    2,
  ]);
  const confirming = await api.request("POST", `${path}/confirmar`, { headers: DEFERRED });
  assert.equal(confirming.status, 202);
  await api.imports.close();
  assert.equal((await settled(api, body.id_importacion)).estado, "confirmada");
});

Deno.test("what fails after its answer stays in the history as fallida, with the reason", async () => {
  await using api = await prepareApp();
  const { body: { id_importacion: id } } = await send(api, new Uint8Array([1, 2]), DEFERRED);
  const unreadable = await settled(api, id);
  assert.deepEqual([unreadable.estado, unreadable.porcentaje], ["fallida", null]);
  assert.match(unreadable.motivo, /no es un PE-04/);
  assert.equal((await api.request("POST", `/importaciones/${id}/confirmar`)).status, 409);

  const previa = (await send(api, FILE, {})).body.id_importacion;
  const same = (await send(api, FILE, {})).body.id_importacion;
  await api.request("POST", `/importaciones/${same}/confirmar`);
  const path = `/importaciones/${previa}/confirmar`;
  assert.equal((await api.request("POST", path, { headers: DEFERRED })).status, 202);
  await api.imports.close();
  const outdated = (await api.request("GET", `/importaciones/${previa}`)).body;
  assert.deepEqual([outdated.estado, outdated.motivo], [
    "fallida",
    "Los datos cambiaron desde que se hizo la vista previa: suba el archivo de nuevo",
  ]);
});

Deno.test("stopping the server ends what is being read, and says so", async () => {
  await using api = await prepareApp();
  const { body: { id_importacion: id } } = await send(api, FILE, DEFERRED);
  await api.imports.close();
  const { body } = await api.request("GET", `/importaciones/${id}`);
  assert.deepEqual([body.estado, body.motivo], [
    "fallida",
    "El servidor se detuvo antes de terminar: suba el archivo de nuevo",
  ]);
});

Deno.test("any replica says how far an import is: the table keeps it", async () => {
  await using api = await prepareApp();
  const { body: { id_importacion: id } } = await send(api, FILE, {});
  const percent = async () => (await api.request("GET", `/importaciones/${id}`)).body.porcentaje;
  await api.db.execute(sql`UPDATE importacion SET porcentaje = 37`);
  assert.equal(await percent(), 37);
  api.imports.progress.set(id, 38); // at work in this one
  assert.equal(await percent(), 38);
});

Deno.test("the same Idempotency-Key and file make one preview, and another file is refused", async () => {
  await using api = await prepareApp();
  const headers = { "Idempotency-Key": "pe04-julio" };
  const first = await send(api, FILE, headers);
  assert.equal(first.status, 201);
  const again = await Promise.all([1, 2].map(() => send(api, FILE, headers)));
  for (const { status, body } of again) assert.deepEqual([status, body], [201, first.body]);
  assert.equal(await total(api), 1);
  assert.equal((await send(api, OTHER, headers)).status, 422);
  const stranger = { body: formOf(FILE), headers, as: FOREIGN_ADMIN };
  assert.equal((await api.request("POST", "/importaciones", stranger)).status, 201);
  assert.equal((await send(api, OTHER, {})).status, 201);
  assert.equal(await total(api), 2);
});

Deno.test("two at once with one Idempotency-Key wait for the same preview", async () => {
  await using api = await prepareApp();
  const headers = { "Idempotency-Key": "a la vez" };
  const both = await Promise.all([send(api, FILE, headers), send(api, FILE, headers)]);
  assert.deepEqual(both.map(({ status }) => status), [201, 201]);
  assert.deepEqual(both[0]?.body, both[1]?.body);
  assert.equal(both[0]?.body.id_usuario, ADMIN);
  assert.equal(await total(api), 1);
});

Deno.test("a file that cannot be read is refused as often as it is sent with its key", async () => {
  await using api = await prepareApp();
  const headers = { "Idempotency-Key": "dañado" };
  for (let i = 0; i < 2; i++) {
    assert.equal((await send(api, new Uint8Array([1, 2]), headers)).status, 422);
  }
  assert.equal(await total(api), 0);
});
