import assert from "node:assert/strict";
import { openTestDb, whereIs } from "../database.ts";
import { ask, copyRepository, signIn, startTask } from "../processes.ts";
import { bookOf, pe04Rows } from "../resources/importaciones/files.ts";
import { formOf } from "../resources/importaciones/upload.ts";

const EMAIL = "admin@gestion-formacion.local", PASSWORD = "Nevado-del-Ruiz-5321";

/** A database on the engine of this half, as a task is told of it. */
async function prepareSettings() {
  const db = await openTestDb();
  const where = await whereIs(db);
  if (!where || !("mysql" in where)) return { settings: { BCRYPT_COST: "4" }, db };
  const { hosts: [{ host, port } = { host: "", port: 0 }], user, password, database } = where.mysql;
  const settings = {
    BCRYPT_COST: "10",
    DB_HOST: host,
    DB_PORT: String(port),
    DB_USER: user,
    DB_PASSWORD: password,
    DB_NAME: database,
    JWT_SECRET: "solo-pruebas-0123456789-abcdefghijkl",
    MIGRATE_ON_START: "true",
  };
  return { settings, db };
}

Deno.test("deno task start imports with the permissions that it has, and no others", async () => {
  await using folder = await copyRepository();
  const { settings, db } = await prepareSettings();
  {
    await using api = startTask(folder, "start", { ...settings, ADMIN_PASSWORD: PASSWORD });
    await api.says(/\/docs$/m);
    const { text } = await signIn(api.url, EMAIL, PASSWORD);
    const headers = { authorization: `Bearer ${JSON.parse(text).access_token}` };
    const send = (path: string, body?: FormData) =>
      ask(`${api.url}${path}`, { method: "POST", headers, ...body && { body } });
    const previa = await send("/importaciones", formOf(bookOf(pe04Rows({}))));
    assert.equal(previa.status, 201, api.text);
    const { id_importacion } = JSON.parse(previa.text);
    for (const act of ["confirmar", "revertir"]) {
      const done = await send(`/importaciones/${id_importacion}/${act}`);
      assert.equal(done.status, 200, api.text);
    }
    api.signal("SIGTERM");
    assert.equal((await api.ended()).code, 0);
  }
  await db.close();
});
