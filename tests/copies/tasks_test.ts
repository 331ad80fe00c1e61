import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { openSqlite } from "@/db/sqlite/database.ts";
import { ask, copyRepository, runTask, signIn, startTask, type TaskProcess } from "../processes.ts";

const EMAIL = "admin@gestion-formacion.local", PASSWORD = "Nevado-del-Ruiz-5321";
const SETTINGS = { BCRYPT_COST: "4", ADMIN_PASSWORD: PASSWORD };

async function startApi(folder: Parameters<typeof startTask>[0]) {
  const api = startTask(folder, "start", SETTINGS);
  await api.says(/\/docs$/m);
  const { text } = await signIn(api.url, EMAIL, PASSWORD);
  return { api, authorization: `Bearer ${JSON.parse(text).access_token}` };
}

/** Creates rooms one after the other, and notes each that was acknowledged. */
function keepWriting(api: TaskProcess, authorization: string) {
  const acknowledged: string[] = [];
  let isOver = false;
  const writing = (async () => {
    for (let i = 0; !isOver; i++) {
      const nombre_ambiente = `AULA ${i}`;
      const { status } = await ask(`${api.url}/ambientes`, {
        method: "POST",
        headers: { authorization, "Content-Type": "application/json" },
        body: JSON.stringify({
          nombre_ambiente,
          num_max_aprendices: 30,
          municipio: "PEREIRA",
          ubicacion: "BLOQUE A",
          cod_centro: 9121,
        }),
      });
      assert.equal(status, 201);
      acknowledged.push(nombre_ambiente);
    }
  })();
  return {
    acknowledged,
    async stop() {
      isOver = true;
      await writing;
    },
  };
}

function modeOf(path: string): number {
  return (Deno.statSync(path).mode ?? 0) & 0o777;
}

Deno.test("a copy of a service that writes holds all it acknowledged before, and comes back whole", async () => {
  await using folder = await copyRepository();
  const database = `${folder.path}/.data/gestion-formacion.db`;
  const copy = `${folder.path}/copia.db`;
  let written: string[] = [];
  {
    const { api, authorization } = await startApi(folder);
    await using _ = api;
    const writer = keepWriting(api, authorization);
    while (writer.acknowledged.length < 20) await new Promise((resume) => setTimeout(resume, 20));
    const before = [...writer.acknowledged];
    const made = await runTask(folder, "backup", SETTINGS, [copy]);
    await writer.stop();
    written = writer.acknowledged;
    assert.equal(made.code, 0, made.text);
    assert.match(
      made.text,
      /^Copia hecha y comprobada: \S+copia\.db y \S+copia\.db\.jwt-secret\./m,
    );
    assert.ok(written.length > before.length);

    assert.deepEqual([copy, `${copy}.jwt-secret`].map(modeOf), [0o600, 0o600]);
    const opened = openSqlite(copy);
    const rows = await opened.rows(sql`SELECT nombre_ambiente FROM ambiente_formacion`);
    await opened.close();
    const inCopy = new Set(rows.map((row) => String(row.nombre_ambiente)));
    assert.deepEqual(before.filter((nombre) => !inCopy.has(nombre)), []);
    assert.equal(
      await Deno.readTextFile(`${copy}.jwt-secret`),
      await Deno.readTextFile(`${database}.jwt-secret`),
    );

    const again = await runTask(folder, "backup", SETTINGS, [copy]);
    assert.equal(again.code, 1);
    assert.match(again.text, /^Ya existe \S+copia\.db: elija otro nombre/m);
    const running = await runTask(folder, "restore", SETTINGS, [copy, "--reemplazar"]);
    assert.equal(running.code, 1);
    assert.match(running.text, /^El servicio, u otro programa, tiene abierta \S+: deténgalo/m);
    assert.equal((await ask(`${api.url}/users/me`, { headers: { authorization } })).status, 200);
    assert.equal((await ask(`${api.url}/readyz`)).status, 200);
    api.signal("SIGTERM");
    await api.ended();
  }
  const refused = await runTask(folder, "restore", SETTINGS, [copy]);
  assert.equal(refused.code, 1);
  assert.match(refused.text, /^Ya hay datos en \S+: con --reemplazar/m);
  const restored = await runTask(folder, "restore", SETTINGS, [copy, "--reemplazar"]);
  assert.equal(restored.code, 0, restored.text);
  assert.match(restored.text, /^Restaurado \S+copia\.db en \S+; lo que había está en \S+/m);
  assert.deepEqual([database, `${database}.jwt-secret`].map(modeOf), [0o600, 0o600]);

  const names = [...Deno.readDirSync(`${folder.path}/.data`)].map(({ name }) => name);
  const [old = ""] = names.filter((name) => /\.anterior-\d{4}-\d\d-\d\dT\d{6}$/.test(name));
  const kept = openSqlite(`${folder.path}/.data/${old}`);
  const [row] = await kept.rows(sql`SELECT COUNT(*) AS ambientes FROM ambiente_formacion`);
  await kept.close();
  assert.equal(row?.ambientes, written.length);

  const { api } = await startApi(folder);
  await using _ = api;
  assert.equal((await ask(`${api.url}/readyz`)).status, 200);
});
