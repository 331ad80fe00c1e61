import assert from "node:assert/strict";
import { ADMIN, INSTRUCTOR, SUPERADMIN } from "../../../support.ts";
import { upload } from "../upload.ts";
import { act, bookWith, countFichas, prepareWithWorker } from "./worker.ts";

Deno.test("while the worker confirms, people read, sign in and write, and nothing is half there", async () => {
  await using world = await prepareWithWorker();
  const { api } = world;
  const { body: { id_importacion: id } } = await upload(api, bookWith(1_500));
  const people = [SUPERADMIN, ADMIN, INSTRUCTOR];
  let isOver = false;
  const confirming = act(api, id, "confirmar").finally(() => isOver = true);
  const seen = new Set<unknown>();
  let rounds = 0;
  while (!isOver) {
    rounds++;
    const answers = await Promise.all([
      ...people.map((as) => api.request("GET", "/users/me", { as })),
      api.signIn(INSTRUCTOR),
      api.request("POST", "/ambientes", { body: ambiente(rounds) }),
    ]);
    assert.deepEqual(answers.map(({ status }) => status), [
      200,
      200,
      200,
      200,
      201,
    ]);
    const { id_ambiente } = answers[4]?.body ?? {};
    assert.equal(
      (await api.request("GET", `/ambientes/${id_ambiente}`)).status,
      200,
    );
    seen.add(await countFichas(api));
  }
  assert.equal((await confirming).body.estado, "confirmada");
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
