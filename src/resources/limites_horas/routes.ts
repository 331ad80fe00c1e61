import { actorOf } from "@/http/actor.ts";
import { answerVersioned, versionOf } from "@/http/etag.ts";
import { createOnce } from "@/http/idempotency.ts";
import { body, EMPTY, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { IdParam, pageOf, SUPERADMIN, type UsuarioSesion } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import * as queries from "./queries.ts";
import { CambiosLimiteHoras, FiltroLimites, LimiteHoras, NuevoLimiteHoras } from "./schemas.ts";

export const limitesHoras = createRouter();

const tags = ["Límites de horas"];

limitesHoras.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/",
    operationId: "listLimitesHoras",
    summary: "Lista los límites de horas",
    description: "Los generales y los del centro de quien llama, por tipo de contrato.",
    request: { query: FiltroLimites },
    responses: { 200: json(pageOf(LimiteHoras), "Una página") },
  }),
  async (c) => c.json(await queries.list(c.get("db"), c.get("user"), c.req.valid("query")), 200),
);

limitesHoras.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/{id}",
    operationId: "getLimiteHoras",
    summary: "Un límite de horas",
    description: "Uno general, o uno del centro de quien llama.",
    request: { params: IdParam },
    responses: { 200: json(LimiteHoras, "El límite"), ...problems(404) },
  }),
  async (c) => {
    const limite = await queries.get(c.get("db"), c.get("user"), c.req.valid("param").id);
    if (!limite) throw notFound();
    return answerVersioned(c, limite);
  },
);

limitesHoras.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "post",
    path: "/",
    operationId: "createLimiteHoras",
    summary: "Crea un límite de horas",
    description: "Un admin, para su centro (que se toma si no lo dice); uno general lo crea un " +
      "superadministrador. El del centro vale antes que el general.",
    idempotent: true,
    request: body(NuevoLimiteHoras),
    responses: { 201: json(LimiteHoras, "El creado"), ...problems(404, 409) },
  }),
  async (c) => {
    const nuevo = forCaller(c.get("user"), c.req.valid("json"));
    const limite = await createOnce(c, (tx) => queries.create(tx, actorOf(c), nuevo));
    const Location = `/limites-horas/${limite.id_limite}`;
    return c.json(limite, 201, { Location, ...versionOf(limite) });
  },
);

limitesHoras.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "put",
    path: "/{id}",
    operationId: "updateLimiteHoras",
    summary: "Cambia un límite de horas",
    description: "Solo lo que se envía. Un admin cambia los de su centro.",
    conditional: true,
    request: { params: IdParam, ...body(CambiosLimiteHoras) },
    responses: { 200: json(LimiteHoras, "Como quedó"), ...problems(404) },
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    const { db, user } = c.var;
    const limite = await queries.update(db, user, actorOf(c), id, c.req.valid("json"));
    if (!limite) throw notFound();
    return answerVersioned(c, limite);
  },
);

limitesHoras.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "delete",
    path: "/{id}",
    operationId: "removeLimiteHoras",
    summary: "Borra un límite de horas",
    description: "Un admin borra los de su centro.",
    conditional: true,
    request: { params: IdParam },
    responses: { 204: EMPTY, ...problems(404) },
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    if (!(await queries.remove(c.get("db"), c.get("user"), actorOf(c), id))) throw notFound();
    return c.body(null, 204);
  },
);

/** An admin's limits are of his centre, said or not; another centre is as good as none. */
function forCaller(user: UsuarioSesion, nuevo: NuevoLimiteHoras): NuevoLimiteHoras {
  if (user.id_rol === SUPERADMIN) return nuevo;
  const cod_centro = nuevo.cod_centro ?? user.cod_centro;
  if (cod_centro === user.cod_centro) return { ...nuevo, cod_centro };
  throw new ApiError("no-encontrado", "Centro de formación no encontrado");
}

function notFound(): ApiError {
  return new ApiError("no-encontrado", "Límite de horas no encontrado");
}
