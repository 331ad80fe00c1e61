import * as z from "zod";
import { actorOf } from "@/http/actor.ts";
import { localDate } from "@/http/clock.ts";
import { answerVersioned, versionOf } from "@/http/etag.ts";
import { createOnce } from "@/http/idempotency.ts";
import { body, EMPTY, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { Mensaje, pageOf } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import { Avisos } from "@/resources/programacion/upcoming/schemas.ts";
import { overBudget } from "@/resources/programacion/upcoming/warnings.ts";
import * as queries from "./queries.ts";
import {
  BusquedaCompetencias,
  CambiosCompetencia,
  CodigoCompetencia,
  Competencia,
  CompetenciaCreada,
  NuevaCompetencia,
  ProgramaDeCompetencia,
} from "./schemas.ts";

export const competencias = createRouter();

const tags = ["Competencias"];

const CompetenciaCambiada = Mensaje.extend({ avisos: Avisos.optional() })
  .meta({ id: "CompetenciaCambiada" });

competencias.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/",
    operationId: "listCompetencias",
    summary: "Todas las competencias",
    description:
      "Por código y sin páginas, para listas de selección. Por páginas y con búsqueda: " +
      "GET /competencias/search.",
    responses: { 200: json(z.array(Competencia), "Las competencias, por código") },
  }),
  async (c) => {
    const list = await queries.listAll(c.get("db"));
    return answerVersioned(c, list);
  },
);

competencias.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/search",
    operationId: "searchCompetencias",
    summary: "Busca competencias por código o nombre",
    description: "Sin importar mayúsculas ni tildes; sin texto, todas. Por código.",
    request: { query: BusquedaCompetencias },
    responses: { 200: json(pageOf(Competencia), "Una página") },
  }),
  async (c) => {
    const list = await queries.search(c.get("db"), c.req.valid("query"));
    return answerVersioned(c, list);
  },
);

competencias.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/{cod_competencia}",
    operationId: "getCompetencia",
    summary: "Una competencia",
    description: "Las competencias son las mismas para todos los centros.",
    request: { params: CodigoCompetencia },
    responses: { 200: json(Competencia, "La competencia"), ...problems(404) },
  }),
  async (c) => {
    const competencia = await queries.get(c.get("db"), c.req.valid("param").cod_competencia);
    if (!competencia) throw notFound();
    return answerVersioned(c, competencia);
  },
);

competencias.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/{cod_competencia}/programas",
    operationId: "listProgramasByCompetencia",
    summary: "Los programas que usan una competencia",
    description: "Con todas las versiones de cada uno.",
    request: { params: CodigoCompetencia },
    responses: {
      200: json(z.array(ProgramaDeCompetencia), "Los programas, por código y versión"),
      ...problems(404),
    },
  }),
  async (c) => {
    const programas = await queries.listProgramas(
      c.get("db"),
      c.req.valid("param").cod_competencia,
    );
    if (!programas) throw notFound();
    return answerVersioned(c, programas);
  },
);

competencias.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "post",
    path: "/",
    operationId: "createCompetencia",
    summary: "Crea una competencia",
    description: "Con el código que se envía; si ya existe, 400.",
    idempotent: true,
    request: body(NuevaCompetencia),
    responses: { 201: json(CompetenciaCreada, "Creada") },
  }),
  async (c) => {
    const nueva = c.req.valid("json");
    const cod_competencia = await createOnce(c, (tx) => queries.create(tx, actorOf(c), nueva));
    const answer = { message: "Competencia creada correctamente", cod_competencia };
    return c.json(answer, 201, { Location: `/competencias/${cod_competencia}` });
  },
);

competencias.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "put",
    path: "/{cod_competencia}",
    operationId: "updateCompetencia",
    summary: "Cambia el nombre o las horas de una competencia",
    description:
      "Solo lo que se envía. Vale para todos los centros. Si las horas quedan por debajo " +
      "de lo que una ficha tiene programado, `avisos` lo dice; las sesiones siguen.",
    conditional: true,
    inherited: true,
    request: { params: CodigoCompetencia, ...body(CambiosCompetencia) },
    responses: { 200: json(CompetenciaCambiada, "Cambiada"), ...problems(404) },
  }),
  async (c) => {
    const { cod_competencia } = c.req.valid("param"), cambios = c.req.valid("json");
    const { db, user, clock } = c.var;
    const competencia = await queries.update(db, actorOf(c), cod_competencia, cambios);
    if (!competencia) throw notFound();
    const avisos = cambios.horas === undefined
      ? []
      : await overBudget(db, user, competencia, localDate(clock));
    const message = "Competencia actualizada correctamente";
    const answer = { message, ...avisos.length > 0 && { avisos } };
    return c.json(answer, 200, versionOf(competencia));
  },
);

competencias.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "delete",
    path: "/{cod_competencia}",
    operationId: "removeCompetencia",
    summary: "Borra una competencia que nadie usa",
    description: "Con programas, resultados o programaciones responde 409 y no borra nada.",
    conditional: true,
    request: { params: CodigoCompetencia },
    responses: { 204: EMPTY, ...problems(404, 409) },
  }),
  async (c) => {
    const { cod_competencia } = c.req.valid("param");
    if (!(await queries.remove(c.get("db"), actorOf(c), cod_competencia))) throw notFound();
    return c.body(null, 204);
  },
);

function notFound(): ApiError {
  return new ApiError("no-encontrado", "Competencia no encontrada");
}
