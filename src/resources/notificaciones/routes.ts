import { actorOf } from "@/http/actor.ts";
import { EMPTY, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { IdParam, Mensaje } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import * as queries from "./queries.ts";
import { Conteo, FiltroNotificaciones, Leidas, PaginaNotificaciones } from "./schemas.ts";

export const notificaciones = createRouter();

const tags = ["Notificaciones"];

notificaciones.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/propias",
    operationId: "listNotificaciones",
    summary: "Las notificaciones propias, por páginas",
    description: "Las más recientes primero, o primero las que faltan por leer.",
    request: { query: FiltroNotificaciones },
    responses: { 200: json(PaginaNotificaciones, "Una página") },
  }),
  async (c) => {
    const { db, user } = c.var;
    return c.json(await queries.list(db, user.id_usuario, c.req.valid("query")), 200);
  },
);

notificaciones.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/conteo",
    operationId: "getConteoNotificaciones",
    summary: "Cuántas notificaciones propias hay y cuántas faltan por leer",
    description: "Para la campana: una cuenta sin traer los textos.",
    responses: { 200: json(Conteo, "Las cuentas") },
  }),
  async (c) => c.json(await queries.count(c.get("db"), c.get("user").id_usuario), 200),
);

notificaciones.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "put",
    path: "/leer",
    operationId: "updateNotificacionesLeidas",
    summary: "Marca como leídas todas las notificaciones propias",
    description: "Dice cuántas faltaban por leer.",
    responses: { 200: json(Leidas, "Marcadas") },
  }),
  async (c) => {
    const cantidad = await queries.markAllRead(c.get("db"), c.get("user").id_usuario, actorOf(c));
    return c.json({ message: "Notificaciones marcadas como leídas", cantidad }, 200);
  },
);

notificaciones.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "put",
    path: "/{id}/leer",
    operationId: "updateNotificacionLeida",
    summary: "Marca una notificación propia como leída",
    description: "Repetirlo no cambia nada.",
    request: { params: IdParam },
    responses: { 200: json(Mensaje, "Marcada"), ...problems(404) },
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    const leida = await queries.markRead(c.get("db"), c.get("user").id_usuario, actorOf(c), id);
    if (!leida) throw notFound();
    return c.json({ message: "Notificación marcada como leída exitosamente" }, 200);
  },
);

notificaciones.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "delete",
    path: "/{id}",
    operationId: "removeNotificacion",
    summary: "Borra una notificación propia",
    description: "Leída o no; no vuelve a salir.",
    request: { params: IdParam },
    responses: { 204: EMPTY, ...problems(404) },
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    const removed = await queries.remove(c.get("db"), c.get("user").id_usuario, actorOf(c), id);
    if (!removed) throw notFound();
    return c.body(null, 204);
  },
);

function notFound(): ApiError {
  const detail = "Notificación no encontrada o no tienes permiso para modificarla";
  return new ApiError("no-encontrado", detail);
}
