import * as z from "zod";
import { actorOf } from "@/http/actor.ts";
import { answerVersioned } from "@/http/etag.ts";
import { createOnce } from "@/http/idempotency.ts";
import { body, EMPTY, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import * as grupos from "@/resources/grupos/queries.ts";
import { Ficha } from "@/resources/grupos/schemas.ts";
import * as queries from "./queries.ts";
import { AsignacionEnUrl, AsignacionHecha, InstructorDeGrupo, NuevoInstructor } from "./schemas.ts";

/** Who teaches a grupo, below the path of the grupo. */
export const grupoInstructores = createRouter();

const tags = ["Grupos"];
const path = "/{cod_ficha}/instructores";
const WHO = "El instructor está activo y es del centro del grupo.";

grupoInstructores.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path,
    operationId: "listInstructoresGrupo",
    summary: "Los instructores de un grupo",
    description: "Por nombre. Un instructor no ve el documento ni el teléfono de sus compañeros.",
    request: { params: Ficha },
    responses: { 200: json(z.array(InstructorDeGrupo), "Los instructores"), ...problems(404) },
  }),
  async (c) => {
    const { db, user } = c.var, { cod_ficha } = c.req.valid("param");
    if (!(await grupos.get(db, user, cod_ficha))) throw grupos.notFound();
    const list = await queries.listByGrupo(db, user, cod_ficha);
    return answerVersioned(c, list);
  },
);

grupoInstructores.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "post",
    path,
    operationId: "assignInstructorGrupo",
    summary: "Asigna un instructor a un grupo",
    description: WHO,
    idempotent: true,
    request: { params: Ficha, ...body(NuevoInstructor) },
    responses: { 201: json(AsignacionHecha, "Asignado"), ...problems(404, 409) },
  }),
  async (c) => {
    const asignacion = { ...c.req.valid("param"), ...c.req.valid("json") };
    const { user } = c.var;
    const done = await createOnce(c, (tx) => queries.assign(tx, user, actorOf(c), asignacion));
    const { cod_ficha, id_instructor } = done;
    return c.json(done, 201, { Location: `/grupos/${cod_ficha}/instructores/${id_instructor}` });
  },
);

grupoInstructores.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "put",
    path: `${path}/{id_instructor}`,
    operationId: "exchangeInstructorGrupo",
    summary: "Cambia un instructor de un grupo por otro",
    description: WHO,
    request: { params: AsignacionEnUrl, ...body(NuevoInstructor) },
    responses: { 200: json(AsignacionHecha, "La asignación nueva"), ...problems(404, 409) },
  }),
  async (c) => {
    const { db, user } = c.var, current = c.req.valid("param");
    const next = { ...current, ...c.req.valid("json") };
    const done = await queries.exchange(db, user, actorOf(c), current, next);
    if (!done) throw queries.notAssigned();
    return c.json(next, 200);
  },
);

grupoInstructores.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "delete",
    path: `${path}/{id_instructor}`,
    operationId: "unassignInstructorGrupo",
    summary: "Quita un instructor de un grupo",
    description: "Lo ya programado queda como está.",
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
