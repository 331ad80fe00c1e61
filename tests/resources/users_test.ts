import assert from "node:assert/strict";
import { ADMIN, CENTRO, FOREIGN_INSTRUCTOR, INSTRUCTOR, prepareApp } from "../support.ts";

const NUEVO = {
  nombre_completo: "Ana Ruiz",
  identificacion: "1088000111",
  id_rol: 3,
  correo: "ana.ruiz@sena.edu.co",
  tipo_contrato: "CONTRATISTA",
  telefono: "3001112233",
  estado: true,
  cod_centro: CENTRO,
  pass_hash: "Nevado-del-Ruiz-5321",
};

Deno.test("POST /users creates an instructor who can sign in, and says where he is", async () => {
  await using api = await prepareApp();
  const { status, headers, body } = await api.request("POST", "/users", { body: NUEVO });
  assert.deepEqual([status, body], [201, {
    message: "Usuario creado correctamente",
    id_usuario: 9,
  }]);
  assert.equal(headers.get("Location"), "/users/9");
  const { pass_hash: _, ...rest } = NUEVO;
  const created = await api.request("GET", "/users/by-email?email=ANA.RUIZ@sena.edu.co");
  assert.deepEqual(created.body, {
    ...rest,
    id_usuario: 9,
    nombre_rol: "instructor",
    password_changed_at: null,
  });
});

Deno.test("GET /users/{id} hides the users of other centres from an admin", async () => {
  await using api = await prepareApp();
  const foreign = await api.request("GET", `/users/${FOREIGN_INSTRUCTOR}`, { as: ADMIN });
  const missing = await api.request("GET", "/users/99", { as: ADMIN });
  assert.deepEqual([foreign.status, missing.status], [404, 404]);
  assert.equal(foreign.body.detail, missing.body.detail);
  assert.equal((await api.request("GET", `/users/${INSTRUCTOR}`, { as: ADMIN })).status, 200);
});

Deno.test("POST /access/token signs in with the form", async () => {
  await using api = await prepareApp();
  const { status, body } = await api.signIn(INSTRUCTOR);
  assert.deepEqual([status, body.user.nombre_rol, body.token_type], [200, "instructor", "bearer"]);
  const me = await api.request("GET", "/users/me", { token: body.access_token });
  assert.equal(me.body.id_usuario, INSTRUCTOR);
});
