import * as z from "zod";
import { actorOf } from "@/http/actor.ts";
import { answerVersioned } from "@/http/etag.ts";
import { createOnce } from "@/http/idempotency.ts";
import { body, EMPTY, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { idInUrl } from "@/http/schemas.ts";
import * as queries from "@/resources/grupos/instructores/queries.ts";
import {
  Asignacion,
  AsignacionEnUrl,
  AsignacionHecha,
  GrupoDeInstructor,
  InstructorDeGrupo,
} from "@/resources/grupos/instructores/schemas.ts";
import { Ficha } from "@/resources/grupos/schemas.ts";

/** The paths of the older server under /grupo-instructor, on the same queries as the new ones. */
export const grupoInstructorCompat = createRouter();

const tags = ["Grupos"];
const deprecated = true;

grupoInstructorCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2],
    method: "post",
    path: "/",
    operationId: "assignInstructorGrupoCompat",
    summary: "Asigna un instructor a un grupo",
    description: "Ruta anterior de POST /grupos/{cod_ficha}/instructores.",
    idempotent: true,
    request: body(Asignacion),
    responses: { 201: json(AsignacionHecha, "Asignado"), ...problems(404, 409) },
  }),
  async (c) => {
    const { user } = c.var, asignacion = c.req.valid("json");
    const done = await createOnce(c, (tx) => queries.assign(tx, user, actorOf(c), asignacion));
    return c.json(done, 201);
  },
);

grupoInstructorCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2, 3],
    method: "get",
    path: "/grupo/{cod_ficha}",
    operationId: "listInstructoresGrupoCompat",
    summary: "Los instructores de un grupo",
    description:
      "Ruta anterior de GET /grupos/{cod_ficha}/instructores. Sin grupo, una lista vacía.",
    request: { params: Ficha },
    responses: { 200: json(z.array(InstructorDeGrupo), "Los instructores, por nombre") },
  }),
  async (c) => {
    const { cod_ficha } = c.req.valid("param");
    const list = await queries.listByGrupo(c.get("db"), c.get("user"), cod_ficha);
    return answerVersioned(c, list);
  },
);

grupoInstructorCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2, 3],
    method: "get",
    path: "/instructor/{id_instructor}",
    operationId: "listGruposInstructorCompat",
    summary: "Los grupos de un instructor",
    description:
      "Ruta anterior de GET /grupos?id_instructor=. Con todo lo que una pantalla muestra " +
      "de cada grupo; estado y etapa nunca son null.",
    request: { params: z.object({ id_instructor: idInUrl }) },
    responses: { 200: json(z.array(GrupoDeInstructor), "Los grupos, el más reciente primero") },
  }),
  async (c) => {
    const { id_instructor } = c.req.valid("param");
    const list = await queries.listByInstructor(c.get("db"), c.get("user"), id_instructor);
    return answerVersioned(c, list);
  },
);

grupoInstructorCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2],
    method: "put",
    path: "/{cod_ficha}/{id_instructor}",
    operationId: "exchangeInstructorGrupoCompat",
    summary: "Cambia una asignación por otra",
    description:
      "Ruta anterior de PUT /grupos/{cod_ficha}/instructores/{id_instructor}; el cuerpo " +
      "dice el grupo y el instructor nuevos.",
    request: { params: AsignacionEnUrl, ...body(Asignacion) },
    responses: { 200: json(AsignacionHecha, "La asignación nueva"), ...problems(404, 409) },
  }),
  async (c) => {
    const { db, user } = c.var, next = c.req.valid("json");
    const done = await queries.exchange(db, user, actorOf(c), c.req.valid("param"), next);
    if (!done) throw queries.notAssigned();
    return c.json(next, 200);
  },
);

grupoInstructorCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2],
    method: "delete",
    path: "/{cod_ficha}/{id_instructor}",
    operationId: "unassignInstructorGrupoCompat",
    summary: "Quita un instructor de un grupo",
    description: "Ruta anterior de DELETE /grupos/{cod_ficha}/instructores/{id_instructor}.",
    request: { params: AsignacionEnUrl },
    responses: { 204: EMPTY, ...problems(404) },
  }),
  async (c) => {
    const { db, user } = c.var;
    const done = await queries.unassign(db, user, actorOf(c), c.req.valid("param"));
    if (!done) throw queries.notAssigned();
    return c.body(null, 204);
  },
);
