import * as z from "zod";
import { actorOf } from "@/http/actor.ts";
import { answerVersioned } from "@/http/etag.ts";
import { json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { IdParam, Mensaje } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import * as queries from "@/resources/ambientes/queries.ts";
import { Ambiente } from "@/resources/ambientes/schemas.ts";
import { CodigoCentro } from "@/resources/centros/schemas.ts";

/** The paths of the older server under /ambientes that have a cleaner one. */
export const ambientesCompat = createRouter();

const tags = ["Ambientes"];
const deprecated = true;

ambientesCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2, 3],
    method: "get",
    path: "/activos/centro/{cod_centro}",
    operationId: "listAmbientesByCentroCompat",
    summary: "Los ambientes de un centro",
    description:
      "Ruta anterior de GET /ambientes?cod_centro=. Pese a su nombre, trae también los " +
      "inactivos.",
    request: { params: CodigoCentro },
    responses: { 200: json(z.array(Ambiente), "Los ambientes, por nombre") },
  }),
  async (c) => {
    const { cod_centro } = c.req.valid("param");
    const list = await queries.listByCentro(c.get("db"), c.get("user"), cod_centro);
    return answerVersioned(c, list);
  },
);

ambientesCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2],
    method: "put",
    path: "/toggle-estado/{id}",
    operationId: "toggleAmbienteCompat",
    summary: "Activa o desactiva un ambiente",
    description: "Ruta anterior de PUT /ambientes/{id} con estado. Cambia el estado al contrario.",
    conditional: true,
    request: { params: IdParam },
    responses: { 200: json(Mensaje, "Cambiado"), ...problems(404) },
  }),
  async (c) => {
    const cambios = ({ estado }: Ambiente) => ({ estado: !estado });
    const change = { id_ambiente: c.req.valid("param").id, cambios };
    const ambiente = await queries.update(c.get("db"), c.get("user"), actorOf(c), change);
    if (!ambiente) throw new ApiError("no-encontrado", "Ambiente no encontrado");
    return c.json({ message: "Estado del ambiente modificado correctamente" }, 200);
  },
);
