import assert from "node:assert/strict";
import { ADMIN, emailOf, INSTRUCTOR, PASSWORD, prepareApp } from "../support.ts";
import { ClientError, openClient } from "./browser.ts";

const NEW_PASSWORD = "Nevado-del-Ruiz-5321";

Deno.test("Perfil: everybody changes his own name, telephone and e-mail", async () => {
  await using api = await prepareApp();
  for (const id of [INSTRUCTOR, ADMIN]) {
    const client = await openClient(api, id);
    const { id_usuario, correo } = client.user;
    assert.deepEqual([id_usuario, correo], [id, emailOf(id)]);
    const change = { nombre_completo: "Nombre Cambiado", telefono: "3109998877" };
    await client.call("PUT", `/users/update/${id_usuario}`, change);
    const fresh = await openClient(api, id);
    assert.deepEqual(fresh.user, { ...client.user, ...change });
  }
});

Deno.test("Perfil: a taken e-mail is refused in words, the own one is not", async () => {
  await using api = await prepareApp();
  const client = await openClient(api, INSTRUCTOR);
  const path = `/users/update/${INSTRUCTOR}`;
  const own = await client.call("PUT", path, { correo: emailOf(INSTRUCTOR) });
  assert.deepEqual(own, { message: "Usuario actualizado correctamente" });
  const error = await client.call("PUT", path, { correo: emailOf(ADMIN) }).catch((error) => error);
  assert(error instanceof ClientError);
  assert.deepEqual([error.status, error.message], [400, "Correo ya registrado"]);
});

Deno.test("Perfil: the password changes with the current one, and only with it", async () => {
  await using api = await prepareApp();
  const client = await openClient(api, INSTRUCTOR);
  const change = (current_password: string) =>
    client.call("PUT", "/users/change-password", { current_password, new_password: NEW_PASSWORD });
  const error = await change("no-es-esta").catch((error) => error);
  assert(error instanceof ClientError);
  assert.deepEqual([error.status, error.message], [400, "Contraseña actual incorrecta"]);
  const answer = await change(PASSWORD);
  assert.deepEqual(answer, { message: "Contraseña cambiada correctamente" });

  api.now = api.now.add({ seconds: 1 });
  assert.equal((await openClient(api, INSTRUCTOR, NEW_PASSWORD)).user.id_usuario, INSTRUCTOR);
  const old = await openClient(api, INSTRUCTOR, PASSWORD).catch((error) => error);
  assert(old instanceof ClientError);
  assert.deepEqual([old.status, old.message], [401, "Datos Incorrectos en email o password"]);
});

Deno.test("Perfil: the session from before a change of password ends", async () => {
  await using api = await prepareApp();
  const client = await openClient(api, INSTRUCTOR);
  const body = { current_password: PASSWORD, new_password: NEW_PASSWORD };
  await client.call("PUT", "/users/change-password", body);
  const error = await client.call("GET", "/notificaciones/").catch((error) => error);
  assert(error instanceof ClientError);
  assert.equal(error.status, 401);
});
