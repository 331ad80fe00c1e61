import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import {
  ADMIN,
  COLLEAGUE,
  emailOf,
  FOREIGN_INSTRUCTOR,
  INSTRUCTOR,
  OTHER_CENTRO,
  PASSWORD,
  PEER,
  prepareApp,
  SUPERADMIN,
} from "../../support.ts";

Deno.test("PUT /users/{id} changes what it is given and nothing else", async () => {
  await using api = await prepareApp();
  const { body: before } = await api.request("GET", `/users/${INSTRUCTOR}`);
  const cambios = { telefono: "3104445566", tipo_contrato: "PLANTA FIJA" };
  const { status, body } = await api.request("PUT", `/users/${INSTRUCTOR}`, { body: cambios });
  assert.deepEqual([status, body], [200, { message: "Usuario actualizado correctamente" }]);
  const { body: after } = await api.request("GET", `/users/${INSTRUCTOR}`);
  assert.deepEqual(after, { ...before, ...cambios });
});

Deno.test("PUT /users/{id} with nothing to change is 422 and says what can be", async () => {
  await using api = await prepareApp();
  for (const body of [{}, { id_usuario: 7, pass_hash: "x" }]) {
    const answer = await api.request("PUT", `/users/${INSTRUCTOR}`, { body });
    assert.equal(answer.status, 422);
    assert.match(answer.body.detail, /al menos un cambio; se pueden cambiar nombre_completo, /);
  }
});

Deno.test("PUT /users/{id}: who may change what of whom", async () => {
  const own = "Nadie cambia su propio rol, estado o centro; pídalo a otro administrador";
  const role = "Solo un superadministrador cambia el rol o el centro de un usuario";
  const peer = "No tienes permiso para actualizar usuarios con este rol";
  const cases: [as: number, id: number, body: object, status: number, detail?: string][] = [
    [SUPERADMIN, FOREIGN_INSTRUCTOR, { id_rol: 2, cod_centro: 9121 }, 200],
    [SUPERADMIN, PEER, { estado: false }, 200],
    [SUPERADMIN, SUPERADMIN, { telefono: "3104445566" }, 200],
    [SUPERADMIN, SUPERADMIN, { id_rol: 2 }, 403, own],
    [SUPERADMIN, SUPERADMIN, { estado: false }, 403, own],
    [ADMIN, INSTRUCTOR, { estado: false }, 200],
    [ADMIN, INSTRUCTOR, { id_rol: 3, cod_centro: 9121, telefono: "3104445566" }, 200],
    [ADMIN, INSTRUCTOR, { id_rol: 2 }, 403, role],
    [ADMIN, INSTRUCTOR, { cod_centro: OTHER_CENTRO }, 403, role],
    [ADMIN, ADMIN, { nombre_completo: "Adán Peña Ríos" }, 200],
    [ADMIN, ADMIN, { id_rol: 1 }, 403, own],
    [ADMIN, ADMIN, { cod_centro: OTHER_CENTRO }, 403, own],
    [ADMIN, PEER, { telefono: "3104445566" }, 403, peer],
    [ADMIN, SUPERADMIN, { estado: false }, 403, peer],
    [ADMIN, FOREIGN_INSTRUCTOR, { telefono: "3104445566" }, 404, "Usuario no encontrado"],
    [ADMIN, 99, { telefono: "3104445566" }, 404, "Usuario no encontrado"],
    [INSTRUCTOR, INSTRUCTOR, { telefono: "3104445566" }, 200],
    [INSTRUCTOR, INSTRUCTOR, { id_rol: 1 }, 403, own],
    [INSTRUCTOR, INSTRUCTOR, { estado: false }, 403, own],
    [INSTRUCTOR, COLLEAGUE, { telefono: "3104445566" }, 404, "Usuario no encontrado"],
  ];
  for (const [as, id, body, status, detail] of cases) {
    await using api = await prepareApp();
    const answer = await api.request("PUT", `/users/${id}`, { as, body });
    assert.equal(answer.status, status, JSON.stringify([as, id, body]));
    if (detail) assert.equal(answer.body.detail, detail);
  }
});

Deno.test("the last active superadmin stays, even when two leave at once", async () => {
  await using api = await prepareApp();
  await api.db.execute(sql`UPDATE usuario SET id_rol = 1 WHERE id_usuario = ${PEER}`);
  const leave = (as: number, id: number, body: object) =>
    api.request("PUT", `/users/${id}`, { as, body });
  const answers = await Promise.all([
    leave(SUPERADMIN, PEER, { estado: false }),
    leave(PEER, SUPERADMIN, { id_rol: 3 }),
  ]);
  const statuses = answers.map(({ status }) => status);
  assert.equal(statuses.filter((status) => status === 200).length, 1, String(statuses));
  const rows = await api.db.rows(sql`
    SELECT id_usuario FROM usuario WHERE id_rol = 1 AND estado = ${true}`);
  assert.equal(rows.length, 1);
});

Deno.test("a change of role, centre or state counts on the next request", async () => {
  await using api = await prepareApp();
  const token = await api.tokenOf(PEER);
  const status = async (path: string) => (await api.request("GET", path, { token })).status;
  assert.equal(await status(`/users/${FOREIGN_INSTRUCTOR}`), 404);
  const change = (body: object) => api.request("PUT", `/users/${PEER}`, { as: SUPERADMIN, body });
  await change({ cod_centro: OTHER_CENTRO });
  assert.equal(await status(`/users/${FOREIGN_INSTRUCTOR}`), 200);
  await change({ id_rol: 3 });
  assert.equal(await status("/users"), 403);
  await change({ estado: false });
  assert.equal(await status("/users/me"), 403);
});

Deno.test("PUT /users/me/password asks for the current one and ends the other sessions", async () => {
  await using api = await prepareApp();
  const { body: phone } = await api.signIn(INSTRUCTOR);
  const change = (current_password: string, new_password: string) =>
    api.request("PUT", "/users/me/password", {
      token: phone.access_token,
      body: { current_password, new_password },
    });
  const wrong = await change("No-es-esta", "Nevado-del-Ruiz-5321");
  assert.deepEqual([wrong.status, wrong.body.detail], [400, "Contraseña actual incorrecta"]);
  assert.equal((await change(PASSWORD, "corta")).status, 422);

  const { status, body } = await change(PASSWORD, "Nevado-del-Ruiz-5321");
  assert.deepEqual([status, body], [200, { message: "Contraseña cambiada correctamente" }]);
  assert.equal((await change("Nevado-del-Ruiz-5321", PASSWORD)).status, 401);
  assert.equal((await api.signIn(INSTRUCTOR, "Nevado-del-Ruiz-5321")).status, 200);
});

Deno.test("the older paths change the same users", async () => {
  await using api = await prepareApp();
  const put = (path: string, body?: object, as = ADMIN) => api.request("PUT", path, { body, as });
  const done = { message: "Usuario actualizado correctamente" };

  const own = { correo: emailOf(INSTRUCTOR), nombre_completo: "Inés María Mejía" };
  assert.deepEqual((await put(`/users/update/${INSTRUCTOR}`, own, INSTRUCTOR)).body, done);
  const taken = await put(`/users/update/${INSTRUCTOR}`, { correo: emailOf(ADMIN) });
  assert.deepEqual([taken.status, taken.body.detail], [400, "Correo ya registrado"]);
  const ignored = await put(`/users/update/${INSTRUCTOR}`, { id_rol: 1, estado: false });
  assert.deepEqual([ignored.status, ignored.body.detail], [
    400,
    "No se pudo actualizar el usuario",
  ]);

  assert.deepEqual((await put(`/users/modify-status/${INSTRUCTOR}`)).body, done);
  assert.equal((await api.request("GET", `/users/${INSTRUCTOR}`)).body.estado, false);
  assert.equal((await put("/users/modify-status/99")).status, 404);
  assert.equal((await put(`/users/modify-status/${ADMIN}`)).status, 403);

  const changed = await put("/users/change-password", {
    current_password: PASSWORD,
    new_password: "Nevado-del-Ruiz-5321",
  });
  assert.deepEqual(changed.body, { message: "Contraseña cambiada correctamente" });
});
