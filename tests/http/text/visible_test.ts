import assert from "node:assert/strict";
import { prepareApp } from "../../support.ts";

const room = (nombre_ambiente: string) => ({
  ...{ nombre_ambiente, num_max_aprendices: 30, municipio: "PEREIRA\u200b" },
  ...{ ubicacion: "\ufeffBLOQUE\u00a0 1\u00ad", cod_centro: 9121, estado: true },
});

Deno.test("invisible characters of a body are left out, and a name of nothing else is 422", async () => {
  await using api = await prepareApp();
  const created = await api.request("POST", "/ambientes", {
    body: room("\u202aAU\u200dLA 9\u2060"),
  });
  assert.equal(created.status, 201);
  const { body } = await api.request("GET", `/ambientes/${created.body.id_ambiente}`);
  assert.deepEqual([body.nombre_ambiente, body.municipio, body.ubicacion], [
    ...["AULA 9", "PEREIRA", "BLOQUE 1"],
  ]);
  for (
    const name of ["\u200b", "\u200b \u00a0\ufeff", "\u3164", "\u2800\u2800", "\u0301", "A\u0085B"]
  ) {
    const refused = await api.request("POST", "/ambientes", { body: room(name) });
    assert.equal(refused.status, 422, JSON.stringify(name));
    assert.equal(refused.body.errors[0].campo, "nombre_ambiente");
  }
});
