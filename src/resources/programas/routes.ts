import * as z from "zod";
import { actorOf } from "@/http/actor.ts";
import { answerVersioned, versionOf } from "@/http/etag.ts";
import { createOnce } from "@/http/idempotency.ts";
import { body, EMPTY, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { Mensaje, pageOf } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import { programaCompetencias } from "./competencias_routes.ts";
import * as queries from "./queries.ts";
import {
  CambiosPrograma,
  CodigoPrograma,
  FiltroProgramas,
  NuevoPrograma,
  Programa,
  ProgramaCreado,
  VersionPrograma,
} from "./schemas.ts";

export const programas = createRouter();

const tags = ["Programas"];

programas.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/",
    operationId: "listProgramas",
    summary: "Lista los programas de formación",
    description: "Cada versión por separado, por código y versión.",
    request: { query: FiltroProgramas },
    responses: { 200: json(pageOf(Programa), "Una página") },
  }),
  async (c) => {
    const list = await queries.list(c.get("db"), c.req.valid("query"));
    return answerVersioned(c, list);
  },
);

programas.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/{cod_programa}",
    operationId: "listVersionesPrograma",
    summary: "Las versiones de un programa",
    description: "Todas, la más alta primero.",
    request: { params: CodigoPrograma },
    responses: { 200: json(z.array(Programa), "Las versiones"), ...problems(404) },
  }),
  async (c) => {
    const versions = await queries.listVersions(c.get("db"), c.req.valid("param").cod_programa);
    if (versions.length === 0) throw notFound();
    return answerVersioned(c, versions);
  },
);

programas.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/{cod_programa}/{la_version}",
    operationId: "getPrograma",
    summary: "Una versión de un programa",
    description: "Los programas son los mismos para todos los centros.",
    request: { params: VersionPrograma },
    responses: { 200: json(Programa, "El programa"), ...problems(404) },
  }),
  async (c) => {
    const programa = await queries.get(c.get("db"), c.req.valid("param"));
    if (!programa) throw notFound();
    return answerVersioned(c, programa);
  },
);

programas.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "post",
    path: "/",
    operationId: "createPrograma",
    summary: "Crea una versión de un programa",
    description: "La primera de un código nuevo, u otra de uno que ya existe.",
    idempotent: true,
    request: body(NuevoPrograma),
    responses: { 201: json(ProgramaCreado, "Creada"), ...problems(409) },
  }),
  async (c) => {
    const nuevo = c.req.valid("json");
    const key = await createOnce(c, (tx) => queries.create(tx, actorOf(c), nuevo));
    const Location = `/programas/${key.cod_programa}/${key.la_version}`;
    return c.json({ message: "Programa creado correctamente", ...key }, 201, { Location });
  },
);

programas.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "put",
    path: "/{cod_programa}/{la_version}",
    operationId: "updatePrograma",
    summary: "Cambia el nombre o las horas de una versión",
    description: "Solo lo que se envía. Las demás versiones quedan como están.",
    conditional: true,
    request: { params: VersionPrograma, ...body(CambiosPrograma) },
    responses: { 200: json(Mensaje, "Cambiada"), ...problems(404) },
  }),
  async (c) => {
    const version = c.req.valid("param"), cambios = c.req.valid("json");
    const programa = await queries.update(c.get("db"), actorOf(c), version, cambios);
    if (!programa) throw notFound();
    return c.json({ message: "Programa actualizado correctamente" }, 200, versionOf(programa));
  },
);

programas.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "delete",
    path: "/{cod_programa}/{la_version}",
    operationId: "removePrograma",
    summary: "Borra una versión sin grupos",
    description: "Con sus vínculos a competencias. Si tiene grupos responde 409 y no borra nada.",
    conditional: true,
    request: { params: VersionPrograma },
    responses: { 204: EMPTY, ...problems(404, 409) },
  }),
  async (c) => {
    const removed = await queries.remove(c.get("db"), actorOf(c), c.req.valid("param"));
    if (!removed) throw notFound();
    return c.body(null, 204);
  },
);

programas.route("/", programaCompetencias);

function notFound(): ApiError {
  return new ApiError("no-encontrado", "Programa no encontrado");
}
