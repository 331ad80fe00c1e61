import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { sql } from "@/db/sql.ts";
import { INSTRUCTOR, prepareApp } from "../support.ts";

async function withFile() {
  const folder = await Deno.makeTempDir();
  const file = `${folder}/gf.db`;
  const api = await prepareApp({ file });

  /** What each kind of request is answered, and what it is told. */
  async function tryAll() {
    const answers = {
      signIn: await api.signIn(INSTRUCTOR),
      write: await api.request("POST", "/ambientes", { body: AMBIENTE, token: session }),
      read: await api.request("GET", "/users/me", { token: session }),
      ready: await api.request("GET", "/readyz", { as: null }),
      alive: await api.request("GET", "/healthz", { as: null }),
    };
    for (const { status, headers, body } of Object.values(answers)) {
      if (status < 500) continue;
      assert.equal(status, 503);
      assert.match(headers.get("Retry-After") ?? "", /^\d+$/);
      assert.doesNotMatch(JSON.stringify(body), new RegExp(`${folder}|SQLITE|code \\d`));
    }
    return answers;
  }
  const AMBIENTE = {
    nombre_ambiente: "AULA 201",
    num_max_aprendices: 35,
    municipio: "PEREIRA",
    ubicacion: "BLOQUE A, PISO 2",
    cod_centro: 9121,
  };
  const session = await api.tokenOf(2);
  return {
    api,
    file,
    tryAll,
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

const statuses = (answers: Record<string, { status: number }>) =>
  Object.fromEntries(Object.entries(answers).map(([name, { status }]) => [name, status]));

Deno.test("a disk that takes nothing: writes and sign-ins 503 with the reason, reads go on", async () => {
  await using world = await withFile();
  const { api } = world;
  await api.db.execute(sql`PRAGMA query_only = 1`);
  const answers = await world.tryAll();
  assert.deepEqual(statuses(answers), {
    signIn: 503,
    write: 503,
    read: 200,
    ready: 503,
    alive: 200,
  });
  assert.match(answers.ready.body.detail, /solo lectura/);
  assert.match(answers.signIn.body.detail, /solo lectura/);
  await api.db.execute(sql`PRAGMA query_only = 0`);
  assert.equal((await api.signIn(INSTRUCTOR)).status, 200);
  assert.equal((await api.request("GET", "/readyz", { as: null })).status, 200);
});

Deno.test("the file of the database is deleted: everything 503 within a second, and no 201", async () => {
  await using world = await withFile();
  const { file } = world;
  await Deno.rename(file, `${file}.away`);
  assert.equal(statuses(await world.tryAll()).write, 503);
  await delay(250);
  const answers = await world.tryAll();
  assert.deepEqual(statuses(answers), {
    signIn: 503,
    write: 503,
    read: 503,
    ready: 503,
    alive: 200,
  });
  assert.match(answers.ready.body.detail, /ya no está en su sitio/);
  await Deno.rename(`${file}.away`, file);
});
