import assert from "node:assert/strict";
import { ADMIN, FOREIGN_ADMIN, INSTRUCTOR, PEER, prepareApp, SUPERADMIN } from "../support.ts";
import { ClientError, openClient } from "./browser.ts";

/** As the form of the screen sends it. */
const FORM = {
  nombre_completo: "Ana Ruiz",
  identificacion: "1088000111",
  id_rol: 3,
  correo: "ana.ruiz@sena.edu.co",
  tipo_contrato: "Indefinido",
  telefono: "3001112233",
  pass_hash: "Nevado-del-Ruiz-5321",
  cod_centro: 9121,
  estado: true,
};

type Row = Record<string, unknown>;

Deno.test("Usuarios: the table reads the users of the own centre", async () => {
  await using api = await prepareApp();
  const client = await openClient(api, ADMIN);
  assert.equal(client.user.cod_centro, 9121);
  const rows = await client.call(
    "GET",
    `/users/get-by-centro?cod_centro=${client.user.cod_centro}`,
  );
  assert(Array.isArray(rows));
  assert.equal(rows.length, 6);
  for (const row of rows) {
    for (const name of ["nombre_completo", "correo", "telefono", "tipo_contrato", "nombre_rol"]) {
      assert.equal(typeof row[name], "string", name); // the filter calls toLowerCase() on them
    }
    assert.deepEqual([typeof row.id_usuario, typeof row.estado], ["number", "boolean"]);
    assert.equal(JSON.stringify(row).includes("$2b$"), false);
  }
  const byId = Object.fromEntries(rows.map((row: Row) => [row.id_usuario, row.nombre_rol]));
  assert.deepEqual(
    [byId[SUPERADMIN], byId[ADMIN], byId[INSTRUCTOR], byId[FOREIGN_ADMIN]],
    ["superadmin", "admin", "instructor", undefined],
  );
});

Deno.test("Usuarios: the switch changes the state, there and back", async () => {
  await using api = await prepareApp();
  const client = await openClient(api, ADMIN);
  const state = async () => {
    const rows = await client.call("GET", "/users/get-by-centro?cod_centro=9121");
    return rows.find((row: Row) => row.id_usuario === INSTRUCTOR).estado;
  };
  for (const expected of [false, true]) {
    await client.call("PUT", `/users/modify-status/${INSTRUCTOR}`);
    assert.equal(await state(), expected);
  }
  const refused = await client.call("PUT", `/users/modify-status/${PEER}`).catch((error) => error);
  assert(refused instanceof ClientError);
  assert.equal(refused.status, 403); // and not 401, on which this client signs out
});

Deno.test("Usuarios: a new user appears in the table and can sign in", async () => {
  await using api = await prepareApp();
  const client = await openClient(api, ADMIN);
  await client.call("POST", "/users/create", FORM);
  const rows = await client.call("GET", "/users/get-by-centro?cod_centro=9121");
  const { pass_hash: _, ...shown } = FORM;
  const row = rows.find((row: Row) => row.correo === FORM.correo);
  assert.deepEqual(row, {
    ...shown,
    id_usuario: 9,
    nombre_rol: "instructor",
    password_changed_at: null,
  });
  const form = new URLSearchParams({ username: FORM.correo, password: FORM.pass_hash });
  const type = "application/x-www-form-urlencoded";
  const signedIn = await api.request("POST", "/access/token", {
    as: null,
    body: form.toString(),
    type,
  });
  assert.equal(signedIn.status, 200);
});

Deno.test("Usuarios: what the screen shows of a refusal is a text", async () => {
  await using api = await prepareApp();
  const client = await openClient(api, ADMIN);
  const refused = async (body: object) => {
    const error = await client.call("POST", "/users/create", body).catch((error) => error);
    assert(error instanceof ClientError);
    return [error.status, error.message];
  };
  assert.deepEqual(await refused({ ...FORM, correo: "usuario3@correo.co" }), [
    400,
    "Correo ya registrado",
  ]);
  assert.deepEqual(await refused({ ...FORM, id_rol: 2 }), [
    403,
    "No tienes permiso para crear usuarios con este rol",
  ]);
  const [status, text] = await refused({ ...FORM, tipo_contrato: "Otro" });
  assert.equal(status, 422);
  assert.match(String(text), /^Revise estos datos: tipo_contrato: /);
});

Deno.test("Usuarios: the form of change sends the e-mail only when it is another", async () => {
  await using api = await prepareApp();
  const client = await openClient(api, ADMIN);
  const change = { nombre_completo: "Inés María Mejía", telefono: "3205550000" };
  const path = `/users/update/${INSTRUCTOR}`;
  const answer = await client.call("PUT", path, { ...change, tipo_contrato: "Prácticas" });
  assert.deepEqual(answer, { message: "Usuario actualizado correctamente" });
  await client.call("PUT", path, { ...change, correo: "ines.mejia@sena.edu.co" });
  const rows = await client.call("GET", "/users/get-by-centro?cod_centro=9121");
  const row = rows.find((row: Row) => row.id_usuario === INSTRUCTOR);
  assert.deepEqual(
    [row.nombre_completo, row.telefono, row.tipo_contrato, row.correo],
    ["Inés María Mejía", "3205550000", "Prácticas", "ines.mejia@sena.edu.co"],
  );
});
