import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { ADMIN, INSTRUCTOR, SUPERADMIN } from "../../../support.ts";
import { upload } from "../upload.ts";
import { act, bookWith, countFichas, prepareWithWorker } from "./worker.ts";

/** People think between two requests, in ms: a loop without a pause takes the processor. */
const PAUSE = 20;

Deno.test("while the worker confirms, people read, sign in and write, and nothing is half there", async () => {
  await using world = await prepareWithWorker();
  const { api } = world;
  const { body: { id_importacion: id } } = await upload(api, bookWith(1_500));
  const people = [SUPERADMIN, ADMIN, INSTRUCTOR];
  let isOver = false;
  const confirming = act(api, id, "confirmar").finally(() => isOver = true);
  const seen = new Set<unknown>();
  let rounds = 0;
  async function read() {
    while (!isOver) {
      rounds++;
      const answers = await Promise.all(
        people.map((as) => api.request("GET", "/users/me", { as })),
      );
      assert.deepEqual(answers.map(({ status, body }) => [status, body.id_usuario]), [
        [200, SUPERADMIN],
        [200, ADMIN],
        [200, INSTRUCTOR],
      ]);
      seen.add(await countFichas(api));
      await delay(PAUSE);
    }
  }
  /** A write waits for the one that the worker makes, and no longer. */
  async function write() {
    for (let n = 1; n === 1 || !isOver; n++) {
      assert.equal((await api.signIn(INSTRUCTOR)).status, 200);
      const { status, body } = await api.request("POST", "/ambientes", { body: ambiente(n) });
      assert.equal(status, 201);
      const { status: found } = await api.request("GET", `/ambientes/${body.id_ambiente}`);
      assert.equal(found, 200);
      await delay(PAUSE);
    }
  }
  await Promise.all([read(), write()]);
  const confirmed = await confirming;
  assert.equal(confirmed.body.estado, "confirmada", JSON.stringify(confirmed.body));
  assert.ok(rounds > 1, `${rounds} rounds`);
  assert.deepEqual(
    [...seen].filter((many) => many !== 0 && many !== 1_500),
    [],
  );
  assert.equal(await countFichas(api), 1_500);
});

function ambiente(n: number) {
  return {
    nombre_ambiente: `AULA ${n}`,
    num_max_aprendices: 35,
    municipio: "PEREIRA",
    ubicacion: "BLOQUE A, PISO 2",
    cod_centro: 9121,
  };
}
