import * as z from "zod";
import { answerVersioned } from "@/http/etag.ts";
import { json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { line } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import * as queries from "@/resources/centros/queries.ts";
import { Centro, CodigoCentro } from "@/resources/centros/schemas.ts";
import { CodigoRegional } from "@/resources/regionales/schemas.ts";

/** The paths of the older server under /centro-formacion. */
export const centroFormacionCompat = createRouter();

const tags = ["Centros"];
const deprecated = true;

centroFormacionCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2, 3],
    method: "get",
    path: "/centros",
    operationId: "listCentrosCompat",
    summary: "Todos los centros de formación",
    description: "Ruta anterior de GET /centros.",
    responses: { 200: json(z.array(Centro), "Los centros, por código") },
  }),
  async (c) => {
    const list = await queries.listAll(c.get("db"));
    return answerVersioned(c, list);
  },
);

centroFormacionCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2, 3],
    method: "get",
    path: "/nombre/{x}",
    operationId: "getCentroByNombreCompat",
    summary: "Un centro de formación por su nombre",
    description: "Ruta anterior. Cuenta el nombre entero de la consulta, sin importar mayúsculas " +
      "ni tildes; lo que lleve la ruta, no.",
    request: {
      params: z.object({ x: z.string().max(100).meta({ example: "buscar" }) }),
      query: z.object({ nombre: line(1, 80) }),
    },
    responses: { 200: json(Centro, "El centro"), ...problems(404) },
  }),
  async (c) => {
    const centro = await queries.getByNombre(c.get("db"), c.req.valid("query").nombre);
    if (!centro) throw notFound();
    return answerVersioned(c, centro);
  },
);

centroFormacionCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2, 3],
    method: "get",
    path: "/regional/{cod_regional}",
    operationId: "listCentrosByRegionalCompat",
    summary: "Los centros de una regional",
    description: "Ruta anterior de GET /centros?cod_regional=. Sin ninguno responde 404.",
    request: { params: CodigoRegional },
    responses: { 200: json(z.array(Centro), "Los centros, por código"), ...problems(404) },
  }),
  async (c) => {
    const centros = await queries.listByRegional(c.get("db"), c.req.valid("param").cod_regional);
    if (centros.length > 0) return answerVersioned(c, centros);
    const detail = "Centros de formación no encontrados para la región especificada";
    throw new ApiError("no-encontrado", detail);
  },
);

centroFormacionCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2, 3],
    method: "get",
    path: "/{cod_centro}",
    operationId: "getCentroCompat",
    summary: "Un centro de formación",
    description: "Ruta anterior de GET /centros/{cod_centro}.",
    request: { params: CodigoCentro },
    responses: { 200: json(Centro, "El centro"), ...problems(404) },
  }),
  async (c) => {
    const centro = await queries.get(c.get("db"), c.req.valid("param").cod_centro);
    if (!centro) throw notFound();
    return answerVersioned(c, centro);
  },
);

function notFound(): ApiError {
  return new ApiError("no-encontrado", "Centro de formación no encontrado");
}
