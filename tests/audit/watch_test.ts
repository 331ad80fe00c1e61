import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { watched } from "./watch.ts";
import { openTestDb } from "../database.ts";
import { CENTRO, INSTRUCTOR, PASSWORD, prepareApp, SUPERADMIN } from "../support.ts";

const RENAME = sql`UPDATE centro_formacion SET nombre_centro = 'OTRO' WHERE cod_centro = 9121`;

Deno.test("the watch of the suite refuses a write without its audit row, and undoes it", async () => {
  await using api = await prepareApp();
  const db = watched(api.db);
  assert.throws(() => db.execute(RENAME), /centro_formacion is written outside a transaction/);
  await assert.rejects(
    db.transaction((tx) => tx.transaction((inner) => inner.execute(RENAME))),
    /centro_formacion is written without an audit row/,
  );
  const rows = await db.rows(sql`
    SELECT nombre_centro FROM centro_formacion WHERE cod_centro = ${CENTRO}`);
  assert.deepEqual(rows.map((row) => row.nombre_centro), ["CENTRO ATENCION SECTOR AGROPECUARIO"]);
});

Deno.test("the watch refuses an audit row that carries a secret", async () => {
  const db = await openTestDb();
  const hash = `$2b$04$${"a".repeat(53)}`;
  for (const text of ['{"pass_hash":"x"}', `{"clave":"${hash}"}`, '{"refresh_token":"x"}']) {
    const task = watched(db).transaction((tx) =>
      tx.execute(sql`
        INSERT INTO auditoria (fecha, accion, tabla, registro, despues, request_id)
        VALUES ('2026-07-06 08:00:00', 'crear', 'usuario', '1', ${text}, 'x')`)
    );
    await assert.rejects(task, /carries a secret/);
  }
  await db.close();
});

Deno.test("creating a user and changing a password leave their trail without the password", async () => {
  await using api = await prepareApp();
  const { body: document } = await api.request("GET", "/openapi.json", { as: null });
  const nuevo = document.components.schemas.NuevoUsuario.example;
  await api.request("POST", "/users", { as: SUPERADMIN, body: nuevo });
  const clave = { current_password: PASSWORD, new_password: "Nevado-del-Ruiz-5321" };
  await api.request("PUT", "/users/me/password", { as: INSTRUCTOR, body: clave });
  const { body } = await api.request("GET", "/auditoria", { as: SUPERADMIN });
  const { pass_hash, ...datos } = nuevo;
  assert.deepEqual(
    body.items.map((
      { accion, registro, despues }: { accion: string; registro: string; despues: unknown },
    ) => [accion, registro, despues]),
    [["cambiar-clave", String(INSTRUCTOR), null], ["crear", "9", datos]],
  );
  const text = JSON.stringify(body);
  for (const secret of [pass_hash, PASSWORD, clave.new_password, "$2b$"]) {
    assert(!text.includes(secret), secret);
  }
});
