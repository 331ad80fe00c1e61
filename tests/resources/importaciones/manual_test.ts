import assert from "node:assert/strict";
import type { Db } from "@/db/db.ts";
import { listManual } from "@/resources/programas/manual.ts";
import { prepareApp } from "../../support.ts";

const NUEVO = { cod_programa: 228118, la_version: 2, nombre: "SOFTWARE" };
const PATH = "/programas/228118/2";

async function manualOf(db: Db) {
  const fields = await listManual(db, "programa_formacion");
  return [...fields].map(([registro, campos]) => [registro, [...campos].toSorted()]);
}

Deno.test("the hours that a person sets are remembered, and only those that he changes", async () => {
  await using api = await prepareApp();
  const body = { ...NUEVO, horas_lectivas: 0, horas_productivas: 0 };
  await api.request("POST", "/programas", { body });
  assert.deepEqual(await manualOf(api.db), []);

  const same = { nombre: "OTRO NOMBRE", horas_lectivas: 0 };
  await api.request("PUT", PATH, { body: same });
  assert.deepEqual(await manualOf(api.db), []);

  await api.request("PUT", PATH, { body: { horas_lectivas: 3120, horas_productivas: 0 } });
  assert.deepEqual(await manualOf(api.db), [["228118/2", ["horas_lectivas"]]]);

  // Once set by hand they stay so, whatever they are set to.
  for (const horas_lectivas of [0, 3000]) {
    await api.request("PUT", PATH, { body: { horas_lectivas, horas_productivas: 880 } });
  }
  assert.deepEqual(await manualOf(api.db), [[
    "228118/2",
    ["horas_lectivas", "horas_productivas"],
  ]]);
});

Deno.test("the hours that a programme is created with are set by hand, and go with it", async () => {
  await using api = await prepareApp();
  const body = { ...NUEVO, horas_lectivas: 3120, horas_productivas: 0 };
  await api.request("POST", "/programas", { body });
  await api.request("POST", "/programas", { body: { ...body, la_version: 3 } });
  assert.deepEqual(await manualOf(api.db), [
    ["228118/2", ["horas_lectivas"]],
    ["228118/3", ["horas_lectivas"]],
  ]);
  assert.equal((await api.request("DELETE", PATH)).status, 204);
  assert.deepEqual(await manualOf(api.db), [["228118/3", ["horas_lectivas"]]]);
});

Deno.test("the older path of the hours of a programme remembers them too", async () => {
  await using api = await prepareApp();
  const body = { ...NUEVO, horas_lectivas: 0, horas_productivas: 0 };
  await api.request("POST", "/programas", { body });
  const path = "/programas/programas/228118";
  assert.equal((await api.request("PUT", path, { body: { horas_productivas: 864 } })).status, 200);
  assert.deepEqual(await manualOf(api.db), [["228118/2", ["horas_productivas"]]]);
});

Deno.test("a change that is refused leaves nothing to remember", async () => {
  await using api = await prepareApp();
  const body = { ...NUEVO, horas_lectivas: 0, horas_productivas: 0 };
  await api.request("POST", "/programas", { body });
  const headers = { "If-Match": '"otra"' };
  const { status } = await api.request("PUT", PATH, { body: { horas_lectivas: 9 }, headers });
  assert.equal(status, 412);
  assert.deepEqual(await manualOf(api.db), []);
});
