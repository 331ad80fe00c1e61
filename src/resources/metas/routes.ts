import * as z from "zod";
import { actorOf } from "@/http/actor.ts";
import { localDate } from "@/http/clock.ts";
import { answerVersioned, versionOf } from "@/http/etag.ts";
import { createOnce } from "@/http/idempotency.ts";
import { body, EMPTY, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { IdParam, Mensaje, pageOf } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import { listConcepts } from "./concepts.ts";
import { listProgress } from "./progress.ts";
import * as queries from "./queries.ts";
import {
  Avance,
  CambiosMeta,
  Concepto,
  FiltroAvance,
  FiltroMetas,
  Meta,
  MetaCreada,
  NuevaMeta,
} from "./schemas.ts";

export const metas = createRouter();

const tags = ["Metas"];

metas.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/",
    operationId: "listMetas",
    summary: "Lista las metas",
    description:
      "Por centro, año (el último primero) y concepto. Cada quien ve las de su centro; " +
      "un superadministrador, todas.",
    request: { query: FiltroMetas },
    responses: { 200: json(pageOf(Meta), "Una página") },
  }),
  async (c) => c.json(await queries.list(c.get("db"), c.get("user"), c.req.valid("query")), 200),
);

metas.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/avance",
    operationId: "listAvanceMetas",
    summary: "Cuánto se ha alcanzado de cada meta de un año",
    description:
      "Se cuentan los grupos del centro con algún día en el año y sus aprendices, según " +
      "el concepto (vea GET /metas/conceptos). Un concepto que no se conoce sale con null.",
    request: { query: FiltroAvance },
    responses: { 200: json(z.array(Avance), "Las metas, por concepto") },
  }),
  async (c) => {
    const { db, user, clock } = c.var, query = c.req.valid("query");
    const anio = query.anio ?? Number(localDate(clock).slice(0, 4));
    const alcance = { anio, cod_centro: query.cod_centro ?? user.cod_centro };
    return c.json(await listProgress(db, user, alcance), 200);
  },
);

metas.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/conceptos",
    operationId: "listConceptosMetas",
    summary: "Los conceptos cuyo avance se sabe",
    description: "Sin importar mayúsculas ni tildes. A cada uno se le puede añadir un nivel, una " +
      "modalidad o una jornada (`Aprendices en formación - Tecnólogo`); un nivel solo cuenta " +
      "sus aprendices en formación.",
    responses: { 200: json(z.array(Concepto), "Los conceptos") },
  }),
  (c) => c.json(listConcepts(), 200),
);

metas.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/{id}",
    operationId: "getMeta",
    summary: "Una meta",
    description: "Del centro de quien llama; un superadministrador ve las de todos.",
    request: { params: IdParam },
    responses: { 200: json(Meta, "La meta"), ...problems(404) },
  }),
  async (c) => {
    const meta = await queries.get(c.get("db"), c.get("user"), c.req.valid("param").id);
    if (!meta) throw notFound();
    return answerVersioned(c, meta);
  },
);

metas.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "post",
    path: "/",
    operationId: "createMeta",
    summary: "Crea una meta",
    description: "Un admin, en su centro. Una por concepto y año.",
    idempotent: true,
    request: body(NuevaMeta),
    responses: { 201: json(MetaCreada, "Creada"), ...problems(409) },
  }),
  async (c) => {
    const { user } = c.var, nueva = c.req.valid("json");
    const id_meta = await createOnce(c, (tx) => queries.create(tx, user, actorOf(c), nueva));
    const answer = { message: "Meta creada correctamente", id_meta };
    return c.json(answer, 201, { Location: `/metas/${id_meta}` });
  },
);

for (const method of ["put", "patch"] as const) {
  metas.openapi(
    route({
      tags,
      roles: [1, 2],
      method,
      path: "/{id}",
      operationId: method === "put" ? "updateMeta" : "patchMeta",
      summary: "Cambia algunos datos de una meta",
      description: "Solo lo que se envía; el centro no cambia.",
      conditional: true,
      request: { params: IdParam, ...body(CambiosMeta) },
      responses: { 200: json(Mensaje, "Cambiada"), ...problems(404, 409) },
    }),
    async (c) => {
      const change = { id_meta: c.req.valid("param").id, cambios: c.req.valid("json") };
      const meta = await queries.update(c.get("db"), c.get("user"), actorOf(c), change);
      if (!meta) throw notFound();
      return c.json({ message: "Meta actualizada correctamente" }, 200, versionOf(meta));
    },
  );
}

metas.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "delete",
    path: "/{id}",
    operationId: "removeMeta",
    summary: "Borra una meta",
    description: "Un admin, las de su centro.",
    conditional: true,
    request: { params: IdParam },
    responses: { 204: EMPTY, ...problems(404) },
  }),
  async (c) => {
    const { db, user } = c.var;
    const removed = await queries.remove(db, user, actorOf(c), c.req.valid("param").id);
    if (!removed) throw notFound();
    return c.body(null, 204);
  },
);

function notFound(): ApiError {
  return new ApiError("no-encontrado", "Meta no encontrada");
}
