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
  CambiosResultado,
  CodigoResultado,
  FiltroResultados,
  NuevoResultado,
  Resultado,
  ResultadoCreado,
} from "./schemas.ts";

export const resultados = createRouter();

const tags = ["Resultados"];

resultados.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/",
    operationId: "listResultados",
    summary: "Lista los resultados de aprendizaje",
    description: "De todas las competencias o de una, por código.",
    request: { query: FiltroResultados },
    responses: { 200: json(pageOf(Resultado), "Una página") },
  }),
  async (c) => {
    const list = await queries.list(c.get("db"), c.req.valid("query"));
    return answerVersioned(c, list);
  },
);

resultados.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/{cod_resultado}",
    operationId: "getResultado",
    summary: "Un resultado de aprendizaje",
    description: "Pertenece a una sola competencia.",
    request: { params: CodigoResultado },
    responses: { 200: json(Resultado, "El resultado"), ...problems(404) },
  }),
  async (c) => {
    const resultado = await queries.get(c.get("db"), c.req.valid("param").cod_resultado);
    if (!resultado) throw notFound();
    return answerVersioned(c, resultado);
  },
);

resultados.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "post",
    path: "/",
    operationId: "createResultado",
    summary: "Crea un resultado de aprendizaje",
    description: "Con el código que se envía, en una competencia que exista.",
    idempotent: true,
    request: body(NuevoResultado),
    responses: { 201: json(ResultadoCreado, "Creado"), ...problems(409) },
  }),
  async (c) => {
    const nuevo = c.req.valid("json");
    const cod_resultado = await createOnce(c, (tx) => queries.create(tx, actorOf(c), nuevo));
    const answer = { message: "Resultado creado correctamente", cod_resultado };
    return c.json(answer, 201, { Location: `/resultados/${cod_resultado}` });
  },
);

resultados.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "put",
    path: "/{cod_resultado}",
    operationId: "updateResultado",
    summary: "Cambia un resultado de aprendizaje",
    description: "Solo lo que se envía. Uno que ya se programó no cambia de competencia.",
    conditional: true,
    request: { params: CodigoResultado, ...body(CambiosResultado) },
    responses: { 200: json(Mensaje, "Cambiado"), ...problems(404, 409) },
  }),
  async (c) => {
    const { cod_resultado } = c.req.valid("param"), cambios = c.req.valid("json");
    const resultado = await queries.update(c.get("db"), actorOf(c), cod_resultado, cambios);
    if (!resultado) throw notFound();
    return c.json({ message: "Resultado actualizado correctamente" }, 200, versionOf(resultado));
  },
);

resultados.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "delete",
    path: "/{cod_resultado}",
    operationId: "removeResultado",
    summary: "Borra un resultado que nadie usa",
    description: "Si ya se programó responde 409 y no borra nada.",
    conditional: true,
    request: { params: CodigoResultado },
    responses: { 204: EMPTY, ...problems(404, 409) },
  }),
  async (c) => {
    const { cod_resultado } = c.req.valid("param");
    if (!(await queries.remove(c.get("db"), actorOf(c), cod_resultado))) throw notFound();
    return c.body(null, 204);
  },
);

function notFound(): ApiError {
  return new ApiError("no-encontrado", "Resultado no encontrado");
}
