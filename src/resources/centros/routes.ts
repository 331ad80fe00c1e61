import { actorOf } from "@/http/actor.ts";
import { answerVersioned, versionOf } from "@/http/etag.ts";
import { createOnce } from "@/http/idempotency.ts";
import { body, EMPTY, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { Mensaje, pageOf } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import * as queries from "./queries.ts";
import {
  CambiosCentro,
  Centro,
  CentroCreado,
  CodigoCentro,
  FiltroCentros,
  NuevoCentro,
} from "./schemas.ts";

export const centros = createRouter();

const tags = ["Centros"];

centros.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/",
    operationId: "listCentros",
    summary: "Lista los centros de formación",
    description: "Por código, de todas las regionales o de una.",
    request: { query: FiltroCentros },
    responses: { 200: json(pageOf(Centro), "Una página") },
  }),
  async (c) => {
    const list = await queries.list(c.get("db"), c.req.valid("query"));
    return answerVersioned(c, list);
  },
);

centros.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/{cod_centro}",
    operationId: "getCentro",
    summary: "Un centro de formación",
    description: "Cualquier sesión ve todos los centros; lo que hay dentro de cada uno, no.",
    request: { params: CodigoCentro },
    responses: { 200: json(Centro, "El centro"), ...problems(404) },
  }),
  async (c) => {
    const centro = await queries.get(c.get("db"), c.req.valid("param").cod_centro);
    if (!centro) throw notFound();
    return answerVersioned(c, centro);
  },
);

centros.openapi(
  route({
    tags,
    roles: [1],
    method: "post",
    path: "/",
    operationId: "createCentro",
    summary: "Crea un centro de formación",
    description: "Con el código que se envía, en una regional que exista.",
    idempotent: true,
    request: body(NuevoCentro),
    responses: { 201: json(CentroCreado, "Creado"), ...problems(409) },
  }),
  async (c) => {
    const nuevo = c.req.valid("json");
    const cod_centro = await createOnce(c, (tx) => queries.create(tx, actorOf(c), nuevo));
    const answer = { message: "Centro de formación creado correctamente", cod_centro };
    return c.json(answer, 201, { Location: `/centros/${cod_centro}` });
  },
);

centros.openapi(
  route({
    tags,
    roles: [1],
    method: "put",
    path: "/{cod_centro}",
    operationId: "updateCentro",
    summary: "Cambia el nombre o la regional de un centro",
    description: "Solo lo que se envía. El código no cambia.",
    conditional: true,
    request: { params: CodigoCentro, ...body(CambiosCentro) },
    responses: { 200: json(Mensaje, "Cambiado"), ...problems(404, 409) },
  }),
  async (c) => {
    const { cod_centro } = c.req.valid("param"), cambios = c.req.valid("json");
    const centro = await queries.update(c.get("db"), actorOf(c), cod_centro, cambios);
    if (!centro) throw notFound();
    const message = "Centro de formación actualizado correctamente";
    return c.json({ message }, 200, versionOf(centro));
  },
);

centros.openapi(
  route({
    tags,
    roles: [1],
    method: "delete",
    path: "/{cod_centro}",
    operationId: "removeCentro",
    summary: "Borra un centro que nadie usa",
    description: "Con usuarios, ambientes, grupos u otros datos responde 409 y no borra nada.",
    conditional: true,
    request: { params: CodigoCentro },
    responses: { 204: EMPTY, ...problems(404, 409) },
  }),
  async (c) => {
    const { cod_centro } = c.req.valid("param");
    if (!(await queries.remove(c.get("db"), actorOf(c), cod_centro))) throw notFound();
    return c.body(null, 204);
  },
);

function notFound(): ApiError {
  return new ApiError("no-encontrado", "Centro de formación no encontrado");
}
