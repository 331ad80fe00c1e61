import * as z from "zod";
import { json } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { listNewest } from "@/resources/notificaciones/queries.ts";
import { Notificacion } from "@/resources/notificaciones/schemas.ts";

/** The older clients ask for all of them every few seconds: what they show are the newest ones. */
const SHOWN = 100;

/** The paths of the older server under /notificaciones, on the same queries as the new ones. */
export const notificacionesCompat = createRouter();

notificacionesCompat.openapi(
  route({
    tags: ["Notificaciones"],
    deprecated: true,
    roles: [1, 2, 3],
    method: "get",
    path: "/",
    operationId: "listNotificacionesCompat",
    summary: "Las notificaciones propias",
    description: `Ruta anterior de GET /notificaciones/propias: las ${SHOWN} más recientes.`,
    responses: { 200: json(z.array(Notificacion), "Las más recientes primero") },
  }),
  async (c) => c.json(await listNewest(c.get("db"), c.get("user").id_usuario, SHOWN), 200),
);
