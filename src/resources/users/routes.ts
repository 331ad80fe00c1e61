import { answerVersioned, versionOf } from "@/http/etag.ts";
import { createOnce } from "@/http/idempotency.ts";
import { body, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { IdParam, Mensaje, pageOf } from "@/http/schemas.ts";
import { Modo, SIMULATED, withAffected } from "@/resources/programacion/upcoming/schemas.ts";
import { changePassword, createUser, notFound, updateUser } from "./acts.ts";
import * as queries from "./queries.ts";
import {
  CambioClave,
  CambiosUsuario,
  CorreoEnUrl,
  FiltroUsuarios,
  NuevoUsuario,
  Usuario,
  UsuarioCreado,
} from "./schemas.ts";

export const users = createRouter();

const tags = ["Usuarios"];

users.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "get",
    path: "/",
    operationId: "listUsuarios",
    summary: "Lista los usuarios",
    description: "Por nombre. Un admin ve los de su centro; un superadministrador, todos.",
    request: { query: FiltroUsuarios },
    responses: { 200: json(pageOf(Usuario), "Una página") },
  }),
  async (c) => c.json(await queries.list(c.get("db"), c.get("user"), c.req.valid("query")), 200),
);

users.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/me",
    operationId: "getUsuarioPropio",
    summary: "El usuario de la sesión",
    description: "Los datos de quien llama, sin la contraseña.",
    responses: { 200: json(Usuario, "Quien llama") },
  }),
  async (c) => {
    const usuario = await queries.getOwn(c.get("db"), c.get("user").id_usuario);
    if (!usuario) throw notFound();
    return answerVersioned(c, usuario);
  },
);

users.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "put",
    path: "/me/password",
    operationId: "updateClavePropia",
    summary: "Cambia la contraseña propia",
    description: "Pide la actual. Las sesiones del usuario dejan de servir. Tras varias actuales " +
      "equivocadas, 429, como al iniciar sesión.",
    request: body(CambioClave),
    responses: { 200: json(Mensaje, "Cambiada"), ...problems(400, 429, 503) },
  }),
  async (c) => {
    await changePassword(c, c.req.valid("json"));
    return c.json({ message: "Contraseña cambiada correctamente" }, 200);
  },
);

users.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/by-email",
    operationId: "getUsuarioByEmail",
    summary: "Busca un usuario por su correo",
    description: "Sin importar mayúsculas. Un instructor solo se encuentra a sí mismo.",
    request: { query: CorreoEnUrl },
    responses: { 200: json(Usuario, "El usuario"), ...problems(404) },
  }),
  async (c) => {
    const { email } = c.req.valid("query");
    const usuario = await queries.getByEmail(c.get("db"), c.get("user"), email);
    if (!usuario) throw notFound();
    return answerVersioned(c, usuario);
  },
);

users.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/{id}",
    operationId: "getUsuario",
    summary: "Un usuario",
    description: "Un admin ve los de su centro; un instructor, solo el suyo.",
    request: { params: IdParam },
    responses: { 200: json(Usuario, "El usuario"), ...problems(404) },
  }),
  async (c) => {
    const usuario = await queries.get(c.get("db"), c.get("user"), c.req.valid("param").id);
    if (!usuario) throw notFound();
    return answerVersioned(c, usuario);
  },
);

users.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "post",
    path: "/",
    operationId: "createUsuario",
    summary: "Crea un usuario",
    description: "Un admin crea instructores de su centro; un superadministrador, cualquiera.",
    idempotent: true,
    request: body(NuevoUsuario),
    responses: { 201: json(UsuarioCreado, "Creado"), ...problems(409, 429) },
  }),
  async (c) => {
    const id_usuario = await createOnce(c, await createUser(c, c.req.valid("json")));
    const answer = { message: "Usuario creado correctamente", id_usuario };
    return c.json(answer, 201, { Location: `/users/${id_usuario}` });
  },
);

users.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "put",
    path: "/{id}",
    operationId: "updateUsuario",
    summary: "Cambia algunos datos de un usuario",
    description: "Solo lo que se envía. Nadie cambia su propio rol, estado o centro; el rol y el " +
      "centro de otro los cambia un superadministrador. Quien pierde su centro, su rol o su estado " +
      "pierde también sus calendarios, y quien cambia de centro, sus fichas; si era instructor, " +
      "`afectadas` dice qué sesiones por venir quedan sin él, también antes, con `simular`.",
    conditional: true,
    request: { params: IdParam, query: Modo, ...body(CambiosUsuario) },
    responses: {
      200: json(withAffected(Mensaje, "UsuarioCambiado"), "Cambiado"),
      ...problems(400, 404, 409),
    },
  }),
  async (c) => {
    const id_usuario = c.req.valid("param").id, cambios = c.req.valid("json");
    const { simular } = c.req.valid("query");
    const changed = await updateUser(c, { id_usuario, cambios, simular });
    if (!changed) throw notFound();
    const { usuario, ...hits } = changed;
    const message = simular ? SIMULATED : "Usuario actualizado correctamente";
    return c.json({ message, ...hits }, 200, versionOf(usuario));
  },
);
