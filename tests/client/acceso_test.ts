import assert from "node:assert/strict";
import {
  ADMIN,
  CENTRO,
  emailOf,
  INACTIVE,
  INSTRUCTOR,
  PASSWORD,
  prepareApp,
  SUPERADMIN,
} from "../support.ts";
import { callSignedOut, ClientError, openClient } from "./browser.ts";

const NEW_PASSWORD = "Nevado-del-Ruiz-5321";

/** What the box of an error shows. */
async function refusalOf(call: Promise<unknown>) {
  const error = await call.catch((error) => error);
  assert(error instanceof ClientError);
  return [error.status, error.message];
}

Deno.test("Sign in: what the client keeps decides which page opens and which centre it asks for", async () => {
  await using api = await prepareApp();
  for (
    const [id, id_rol, rol] of [
      [SUPERADMIN, 1, "superadmin"],
      [ADMIN, 2, "admin"],
      [INSTRUCTOR, 3, "instructor"],
    ] as const
  ) {
    const { user } = await openClient(api, id);
    assert.deepEqual([user.id_usuario, user.id_rol, user.nombre_rol], [id, id_rol, rol]);
    assert.equal(user.cod_centro, CENTRO);
    for (
      const field of ["nombre_completo", "correo", "telefono", "tipo_contrato", "identificacion"]
    ) {
      assert.equal(typeof user[field], "string", field);
    }
  }
});

Deno.test("Sign in: the red box says what is wrong", async () => {
  await using api = await prepareApp();
  const wrong = [401, "Datos Incorrectos en email o password"];
  assert.deepEqual(await refusalOf(openClient(api, ADMIN, "no-es-esta")), wrong);
  assert.deepEqual(await refusalOf(openClient(api, 99)), wrong);
  const inactive = [403, "Usuario inactivo. No autorizado"];
  assert.deepEqual(await refusalOf(openClient(api, INACTIVE)), inactive);
});

Deno.test("Forgot and Reset: the letter leads to a new password, and only once", async () => {
  await using api = await prepareApp();
  const forgot = (email: string) => callSignedOut(api, "/access/forgot-password", { email });
  // The screen tells nobody who has an account.
  assert.deepEqual(await forgot("nadie@correo.co"), await forgot(emailOf(INSTRUCTOR)));
  const [mail, ...others] = api.mails;
  assert.equal(others.length, 0);
  const token = /reset-password\?token=([\w.-]+)/.exec(mail?.text ?? "")?.[1] ?? "";

  const reset = (new_password: string) =>
    callSignedOut(api, "/access/reset-password", { token, new_password });
  const [status, words] = await refusalOf(reset("123"));
  assert.equal(status, 400);
  assert.match(String(words), /^La nueva contraseña debe tener al menos/);
  assert.equal((await reset(NEW_PASSWORD)).success, true);
  assert.equal((await openClient(api, INSTRUCTOR, NEW_PASSWORD)).user.id_usuario, INSTRUCTOR);
  assert.equal((await refusalOf(openClient(api, INSTRUCTOR, PASSWORD)))[0], 401);
  const [again, why] = await refusalOf(reset("Otra-Cordillera-5321"));
  assert.equal(again, 400);
  assert.match(String(why), /^Token inválido/);
});
