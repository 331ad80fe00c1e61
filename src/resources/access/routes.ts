import { body, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { Mensaje } from "@/http/schemas.ts";
import { resetPassword, sendReset } from "./recovery.ts";
import { findReset } from "./reset.ts";
import {
  Cierre,
  Ingreso,
  Olvido,
  Renovacion,
  Renovada,
  Restablecida,
  Restablecimiento,
  Sesion,
  TokenRestablecimiento,
  Validez,
} from "./schemas.ts";
import { closeAll, closeByToken } from "./sessions/families.ts";
import { renew, signIn } from "./sign_in.ts";

export const access = createRouter();

const tags = ["Acceso"];

access.openapi(
  route({
    tags,
    roles: "public",
    method: "post",
    path: "/token",
    operationId: "createSesion",
    summary: "Inicia sesión",
    description: "Formulario OAuth2 con correo y contraseña. Da el token de acceso y el de " +
      "renovación, y los datos del usuario.",
    request: {
      body: {
        required: true,
        content: {
          "application/x-www-form-urlencoded": { schema: Ingreso },
          "multipart/form-data": { schema: Ingreso },
        },
      },
    },
    responses: { 200: json(Sesion, "Sesión iniciada"), ...problems(401, 403, 429) },
  }),
  async (c) => {
    const { username, password } = c.req.valid("form");
    return c.json(await signIn(c, username, password), 200, { "Cache-Control": "no-store" });
  },
);

access.openapi(
  route({
    tags,
    roles: "public",
    method: "post",
    path: "/refresh",
    operationId: "renewSesion",
    summary: "Renueva la sesión",
    description: "Cada refresh_token sirve una sola vez. Usar uno ya usado cierra esa sesión.",
    request: body(Renovacion),
    responses: { 200: json(Renovada, "Sesión renovada"), ...problems(401) },
  }),
  async (c) => {
    const { refresh_token } = c.req.valid("json");
    return c.json(await renew(c, refresh_token), 200, { "Cache-Control": "no-store" });
  },
);

access.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "post",
    path: "/logout",
    operationId: "closeSesion",
    summary: "Cierra la sesión",
    description: "Los tokens de la sesión dejan de servir de inmediato. Sin refresh_token se " +
      "cierran todas las sesiones del usuario.",
    request: body(Cierre),
    responses: { 200: json(Mensaje, "Cerrada") },
  }),
  async (c) => {
    const { refresh_token } = c.req.valid("json");
    const { db, user } = c.var;
    if (refresh_token === undefined) await closeAll(db, user.id_usuario);
    else await closeByToken(db, user.id_usuario, refresh_token);
    return c.json({ message: "Sesión cerrada" }, 200);
  },
);

access.openapi(
  route({
    tags,
    roles: "public",
    method: "post",
    path: "/forgot-password",
    operationId: "requestRestablecimiento",
    summary: "Pide un enlace para recuperar la contraseña",
    description: "La respuesta es siempre la misma, exista o no el correo. El enlace vence en " +
      "15 minutos.",
    request: body(Olvido),
    responses: { 200: json(Mensaje, "Recibida") },
  }),
  async (c) => {
    await sendReset(c, c.req.valid("json").email);
    const message =
      "Si el correo electrónico está registrado, recibirás un enlace de recuperación.";
    return c.json({ message }, 200);
  },
);

access.openapi(
  route({
    tags,
    roles: "public",
    method: "post",
    path: "/validate-reset-token",
    operationId: "validateRestablecimiento",
    summary: "Dice si un enlace de recuperación todavía sirve",
    description: "No lo gasta.",
    request: body(TokenRestablecimiento),
    responses: { 200: json(Validez, "Si sirve o no") },
  }),
  async (c) => {
    const now = c.get("clock")().epochMilliseconds;
    const valid = await findReset(c.get("db"), c.req.valid("json").token, now) !== undefined;
    return c.json({ valid, message: valid ? "Token válido" : "Token inválido o expirado" }, 200);
  },
);

access.openapi(
  route({
    tags,
    roles: "public",
    method: "post",
    path: "/reset-password",
    operationId: "applyRestablecimiento",
    summary: "Elige una contraseña nueva con el enlace recibido",
    description: "El enlace sirve una sola vez; las sesiones abiertas del usuario se cierran.",
    request: body(Restablecimiento),
    responses: { 200: json(Restablecida, "Cambiada"), ...problems(400, 429) },
  }),
  async (c) => {
    const { token, new_password } = c.req.valid("json");
    await resetPassword(c, token, new_password);
    const message = "Contraseña actualizada exitosamente. Ya puedes iniciar sesión con tu nueva " +
      "contraseña.";
    return c.json({ message, success: true as const }, 200);
  },
);
