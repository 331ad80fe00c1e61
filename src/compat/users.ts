import * as z from "zod";
import { createOnce } from "@/http/idempotency.ts";
import { body, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { idInUrl, IdParam, Mensaje } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import { changePassword, createUser, notFound, updateUser } from "@/resources/users/acts.ts";
import * as queries from "@/resources/users/queries.ts";
import {
  CambioClave,
  CambiosPerfil,
  CorreoEnUrl,
  NuevoUsuario,
  Usuario,
} from "@/resources/users/schemas.ts";

/** The paths of the older server under /users, on the same queries as the new ones. */
export const usersCompat = createRouter();

const tags = ["Usuarios"];
const deprecated = true;
const UPDATED = { message: "Usuario actualizado correctamente" };

usersCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2, 3],
    method: "post",
    path: "/create",
    operationId: "createUsuarioCompat",
    summary: "Crea un usuario",
    description: "Ruta anterior de POST /users.",
    idempotent: true,
    request: body(NuevoUsuario),
    responses: { 201: json(Mensaje, "Creado"), ...problems(409, 429) },
  }),
  async (c) => {
    await createOnce(c, await createUser(c, c.req.valid("json"))).catch(asBadRequest);
    return c.json({ message: "Usuario creado correctamente" }, 201);
  },
);

for (const path of ["/get-by-email", "/users/by-email"] as const) {
  usersCompat.openapi(
    route({
      tags,
      deprecated,
      roles: [1, 2, 3],
      method: "get",
      path,
      operationId: path === "/get-by-email" ? "getUsuarioByEmailCompat" : "getUsuarioByEmailDoble",
      summary: "Busca un usuario por su correo",
      description: "Ruta anterior de GET /users/by-email.",
      request: { query: CorreoEnUrl },
      responses: { 200: json(Usuario, "El usuario"), ...problems(404) },
    }),
    async (c) => {
      const { email } = c.req.valid("query");
      const usuario = await queries.getByEmail(c.get("db"), c.get("user"), email);
      if (!usuario) throw notFound();
      return c.json(usuario, 200);
    },
  );
}

usersCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2, 3],
    method: "get",
    path: "/get-by-id",
    operationId: "getUsuarioByIdCompat",
    summary: "Un usuario",
    description: "Ruta anterior de GET /users/{id}.",
    request: { query: z.object({ id_usuario: idInUrl }) },
    responses: { 200: json(Usuario, "El usuario"), ...problems(404) },
  }),
  async (c) => {
    const usuario = await queries.get(c.get("db"), c.get("user"), c.req.valid("query").id_usuario);
    if (!usuario) throw notFound();
    return c.json(usuario, 200);
  },
);

usersCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2],
    method: "get",
    path: "/get-by-centro",
    operationId: "listUsuariosByCentroCompat",
    summary: "Los usuarios de un centro",
    description: "Ruta anterior de GET /users?cod_centro=.",
    request: { query: z.object({ cod_centro: idInUrl }) },
    responses: { 200: json(z.array(Usuario), "Los usuarios, por nombre") },
  }),
  async (c) => {
    const { cod_centro } = c.req.valid("query");
    return c.json(await queries.listByCentro(c.get("db"), c.get("user"), cod_centro), 200);
  },
);

usersCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2, 3],
    method: "get",
    path: "/instructores",
    operationId: "listInstructoresCompat",
    summary: "Los instructores activos",
    description: "Ruta anterior de GET /users?id_rol=3&estado=true. Los del centro de quien llama.",
    responses: { 200: json(z.array(Usuario), "Los instructores, por nombre") },
  }),
  async (c) => c.json(await queries.listInstructores(c.get("db"), c.get("user")), 200),
);

usersCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2, 3],
    method: "put",
    path: "/change-password",
    operationId: "updateClavePropiaCompat",
    summary: "Cambia la contraseña propia",
    description: "Ruta anterior de PUT /users/me/password.",
    request: body(CambioClave),
    responses: { 200: json(Mensaje, "Cambiada"), ...problems(400, 429) },
  }),
  async (c) => {
    await changePassword(c, c.req.valid("json"));
    return c.json({ message: "Contraseña cambiada correctamente" }, 200);
  },
);

usersCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2, 3],
    method: "put",
    path: "/update/{id}",
    operationId: "updateUsuarioCompat",
    summary: "Cambia los datos personales de un usuario",
    description:
      "Ruta anterior de PUT /users/{id}. El rol, el estado y el centro no se tocan aquí.",
    conditional: true,
    request: { params: IdParam, ...body(CambiosPerfil) },
    responses: { 200: json(Mensaje, "Cambiado"), ...problems(400, 404) },
  }),
  async (c) => {
    const { id: id_usuario } = c.req.valid("param"), cambios = c.req.valid("json");
    const changed = await updateUser(c, { id_usuario, cambios }).catch(asBadRequest);
    if (!changed) throw notFound();
    return c.json(UPDATED, 200);
  },
);

usersCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2],
    method: "put",
    path: "/modify-status/{id}",
    operationId: "toggleUsuarioCompat",
    summary: "Activa o desactiva un usuario",
    description: "Ruta anterior de PUT /users/{id} con estado. Cambia el estado al contrario.",
    conditional: true,
    request: { params: IdParam },
    responses: { 200: json(Mensaje, "Cambiado"), ...problems(404, 409) },
  }),
  async (c) => {
    const cambios = (before: Usuario) => ({ estado: !before.estado });
    const changed = await updateUser(c, { id_usuario: c.req.valid("param").id, cambios });
    if (!changed) throw notFound();
    return c.json(UPDATED, 200);
  },
);

// The older server said 400 to an e-mail that is taken, and its clients show that text.
function asBadRequest(error: unknown): never {
  const taken = error instanceof ApiError && error.code === "duplicado";
  throw taken ? new ApiError("peticion-invalida", error.message) : error;
}
