import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { emailOf, INACTIVE, INSTRUCTOR, prepareApp } from "../../support.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

const ASKED = "Si el correo electrónico está registrado, recibirás un enlace de recuperación.";
const INVALID = "Token inválido o expirado. Solicita un nuevo enlace de recuperación.";
const NEW = "Nevado-del-Ruiz-5321";

const ask = (api: Api, email: string) =>
  api.request("POST", "/access/forgot-password", { body: { email }, as: null });
const validate = async (api: Api, token: string) =>
  (await api.request("POST", "/access/validate-reset-token", { body: { token }, as: null })).body;
const reset = (api: Api, token: string, new_password: string) =>
  api.request("POST", "/access/reset-password", { body: { token, new_password }, as: null });

async function askForToken(api: Api): Promise<string> {
  await ask(api, emailOf(INSTRUCTOR));
  return api.mails.at(-1)?.text.match(/token=([\w-]+)/)?.[1] ?? "";
}

Deno.test("POST /access/forgot-password sends a link, and says the same to everybody", async () => {
  await using api = await prepareApp({ settings: { FRONTEND_URL: "https://gf.sena.edu.co/" } });
  for (const email of [emailOf(INSTRUCTOR), emailOf(INACTIVE), "nadie@correo.co"]) {
    const { status, body } = await ask(api, email);
    assert.deepEqual([status, body], [200, { message: ASKED }]);
  }
  assert.equal(api.mails.length, 1);
  const [mail] = api.mails;
  assert.equal(mail?.to, emailOf(INSTRUCTOR));
  assert.equal(mail?.subject, "Recuperación de contraseña - Gestión Formación");
  assert.match(mail?.text ?? "", /https:\/\/gf\.sena\.edu\.co\/reset-password\?token=[\w-]{43}\n/);
});

Deno.test("the letter escapes what a user wrote in his name", async () => {
  await using api = await prepareApp();
  const name = `<img src=x onerror=alert(1)> & "Co"`;
  await api.db.execute(sql`
    UPDATE usuario SET nombre_completo = ${name} WHERE id_usuario = ${INSTRUCTOR}`);
  await ask(api, emailOf(INSTRUCTOR));
  const html = api.mails[0]?.html ?? "";
  assert.match(html, /&lt;img src=x onerror=alert\(1\)&gt; &amp; &quot;Co&quot;/);
  assert(!html.includes("<img"));
});

Deno.test("POST /access/reset-password sets the password once and ends the open sessions", async () => {
  await using api = await prepareApp();
  const { body: session } = await api.signIn(INSTRUCTOR);
  const token = await askForToken(api);
  assert.deepEqual(await validate(api, token), { valid: true, message: "Token válido" });

  const { status, body } = await reset(api, token, NEW);
  assert.deepEqual([status, body], [200, {
    message:
      "Contraseña actualizada exitosamente. Ya puedes iniciar sesión con tu nueva contraseña.",
    success: true,
  }]);
  assert.equal(
    (await api.request("GET", "/users/me", { token: session.access_token })).status,
    401,
  );
  assert.equal((await api.signIn(INSTRUCTOR)).status, 401);
  const again = await api.signIn(INSTRUCTOR, NEW);
  assert.deepEqual([again.status, again.body.user.password_changed_at], [
    200,
    "2026-07-06T08:00:00",
  ]);

  const invalid = { valid: false, message: "Token inválido o expirado" };
  assert.deepEqual(await validate(api, token), invalid);
  const reused = await reset(api, token, "Otra-mas-2026");
  assert.deepEqual([reused.status, reused.body.detail], [400, INVALID]);
});

Deno.test("of 16 parallel users of one link exactly one succeeds", async () => {
  await using api = await prepareApp();
  const token = await askForToken(api);
  const answers = await Promise.all(
    Array.from({ length: 16 }, (_, i) => reset(api, token, `Clave-numero-${i}`)),
  );
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  assert.equal(answers.filter(({ status }) => status === 400).length, 15);
});

Deno.test("a link dies after 15 minutes, and with a change of password", async () => {
  await using api = await prepareApp();
  const token = await askForToken(api);
  api.now = api.now.add({ minutes: 15 });
  assert.equal((await reset(api, token, NEW)).status, 400);

  const [first, second] = [await askForToken(api), await askForToken(api)];
  assert.equal((await reset(api, first, NEW)).status, 200);
  assert.equal((await reset(api, second, NEW)).status, 400);
});

Deno.test("POST /access/reset-password says what is wrong with the new password", async () => {
  await using api = await prepareApp();
  const token = await askForToken(api);
  const details: Record<string, string> = {};
  for (const password of ["", "corta", "ñ".repeat(37)]) {
    const { status, body } = await reset(api, token, password);
    assert.equal(status, 400);
    details[password] = body.detail;
  }
  assert.deepEqual(Object.values(details), [
    "Token y nueva contraseña son requeridos",
    "La nueva contraseña debe tener al menos 8 caracteres",
    "La nueva contraseña debe tener como máximo 72 bytes (unos 72 caracteres)",
  ]);
  assert.equal((await validate(api, token)).valid, true); // refused, and not used up
});

Deno.test("a recovery link does not serve as an access token", async () => {
  await using api = await prepareApp();
  const token = await askForToken(api);
  assert.equal((await api.request("GET", "/users/me", { token })).status, 401);
});

Deno.test("asking for mail again and again sends five letters per window", async () => {
  await using api = await prepareApp();
  for (let i = 0; i < 8; i++) assert.equal((await ask(api, emailOf(INSTRUCTOR))).status, 200);
  assert.equal(api.mails.length, 5);
});

Deno.test("a link dies when the e-mail changes, and goes to the stored address however it was typed", async () => {
  await using api = await prepareApp();
  const ask = (email: string) =>
    api.request("POST", "/access/forgot-password", { as: null, body: { email } });
  await ask(emailOf(INSTRUCTOR).toUpperCase());
  const [mail] = api.mails;
  assert.equal(mail?.to, emailOf(INSTRUCTOR));
  const token = mail?.text.match(/token=(\S+)/)?.[1] ?? "";
  const isValid = async () =>
    (await api.request("POST", "/access/validate-reset-token", { as: null, body: { token } })).body
      .valid;
  const change = (path: string, body: object) => api.request("PUT", path, { as: INSTRUCTOR, body });
  await change(`/users/${INSTRUCTOR}`, { telefono: "3009998877", correo: emailOf(INSTRUCTOR) });
  assert.equal(await isValid(), true);
  const changed = await change(`/users/update/${INSTRUCTOR}`, { correo: "ines.nueva@correo.co" });
  assert.deepEqual([changed.status, await isValid()], [200, false]);
  const body = { token, new_password: "Nevado-del-Ruiz-5321" };
  const reset = await api.request("POST", "/access/reset-password", { as: null, body });
  assert.deepEqual([reset.status, reset.body.detail], [
    400,
    "Token inválido o expirado. Solicita un nuevo enlace de recuperación.",
  ]);
});
