import { actorOf } from "@/http/actor.ts";
import { answerVersioned, versionOf } from "@/http/etag.ts";
import { createOnce } from "@/http/idempotency.ts";
import { body, EMPTY, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { Mensaje, pageOf, Paginacion } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import * as queries from "./queries.ts";
import {
  CambiosRegional,
  CodigoRegional,
  NuevaRegional,
  Regional,
  RegionalCreada,
} from "./schemas.ts";

export const regionales = createRouter();

const tags = ["Regionales"];

regionales.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/",
    operationId: "listRegionales",
    summary: "Lista las regionales",
    description: "Por código. Vienen con la instalación las 33 del SENA.",
    request: { query: Paginacion },
    responses: { 200: json(pageOf(Regional), "Una página") },
  }),
  async (c) => {
    const list = await queries.list(c.get("db"), c.req.valid("query"));
    return answerVersioned(c, list);
  },
);

regionales.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/{cod_regional}",
    operationId: "getRegional",
    summary: "Una regional",
    description: "Su código es el del departamento según el DANE; 11 es el Distrito Capital.",
    request: { params: CodigoRegional },
    responses: { 200: json(Regional, "La regional"), ...problems(404) },
  }),
  async (c) => {
    const regional = await queries.get(c.get("db"), c.req.valid("param").cod_regional);
    if (!regional) throw notFound();
    return answerVersioned(c, regional);
  },
);

regionales.openapi(
  route({
    tags,
    roles: [1],
    method: "post",
    path: "/",
    operationId: "createRegional",
    summary: "Crea una regional",
    description: "Con el código que se envía, que no puede estar en uso.",
    idempotent: true,
    request: body(NuevaRegional),
    responses: { 201: json(RegionalCreada, "Creada"), ...problems(409) },
  }),
  async (c) => {
    const nueva = c.req.valid("json");
    const cod_regional = await createOnce(c, (tx) => queries.create(tx, actorOf(c), nueva));
    const answer = { message: "Regional creada correctamente", cod_regional };
    return c.json(answer, 201, { Location: `/regionales/${cod_regional}` });
  },
);

regionales.openapi(
  route({
    tags,
    roles: [1],
    method: "put",
    path: "/{cod_regional}",
    operationId: "updateRegional",
    summary: "Cambia el nombre de una regional",
    description: "El código no cambia: los centros lo llevan.",
    conditional: true,
    request: { params: CodigoRegional, ...body(CambiosRegional) },
    responses: { 200: json(Mensaje, "Cambiada"), ...problems(404) },
  }),
  async (c) => {
    const { cod_regional } = c.req.valid("param"), cambios = c.req.valid("json");
    const regional = await queries.update(c.get("db"), actorOf(c), cod_regional, cambios);
    if (!regional) throw notFound();
    return c.json({ message: "Regional actualizada correctamente" }, 200, versionOf(regional));
  },
);

regionales.openapi(
  route({
    tags,
    roles: [1],
    method: "delete",
    path: "/{cod_regional}",
    operationId: "removeRegional",
    summary: "Borra una regional sin centros",
    description: "Con centros de formación responde 409 y no borra nada.",
    conditional: true,
    request: { params: CodigoRegional },
    responses: { 204: EMPTY, ...problems(404, 409) },
  }),
  async (c) => {
    const { cod_regional } = c.req.valid("param");
    if (!(await queries.remove(c.get("db"), actorOf(c), cod_regional))) throw notFound();
    return c.body(null, 204);
  },
);

function notFound(): ApiError {
  return new ApiError("no-encontrado", "Regional no encontrada");
}
