import { actorOf } from "@/http/actor.ts";
import { answerVersioned, versionOf } from "@/http/etag.ts";
import { createOnce } from "@/http/idempotency.ts";
import { body, EMPTY, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { IdParam, pageOf } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import { Modo, SIMULATED } from "@/resources/programacion/upcoming/schemas.ts";
import { change } from "./change_acts.ts";
import { AmbienteCambiado } from "./change_schemas.ts";
import * as queries from "./queries.ts";
import {
  Ambiente,
  AmbienteCreado,
  CambiosAmbiente,
  FiltroAmbientes,
  NuevoAmbiente,
} from "./schemas.ts";

export const ambientes = createRouter();

const tags = ["Ambientes"];

ambientes.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/",
    operationId: "listAmbientes",
    summary: "Lista los ambientes",
    description:
      "Por nombre, activos y no. Cada quien ve los de su centro; un superadministrador, " +
      "todos, centro por centro.",
    request: { query: FiltroAmbientes },
    responses: { 200: json(pageOf(Ambiente), "Una página") },
  }),
  async (c) => {
    const list = await queries.list(c.get("db"), c.get("user"), c.req.valid("query"));
    return answerVersioned(c, list);
  },
);

ambientes.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/{id}",
    operationId: "getAmbiente",
    summary: "Un ambiente",
    description: "Del centro de quien llama; un superadministrador ve los de todos.",
    request: { params: IdParam },
    responses: { 200: json(Ambiente, "El ambiente"), ...problems(404) },
  }),
  async (c) => {
    const ambiente = await queries.get(c.get("db"), c.get("user"), c.req.valid("param").id);
    if (!ambiente) throw notFound();
    return answerVersioned(c, ambiente);
  },
);

ambientes.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "post",
    path: "/",
    operationId: "createAmbiente",
    summary: "Crea un ambiente",
    description: "Un admin, en su centro; activo si no se dice otra cosa. Dos con un nombre: 409.",
    idempotent: true,
    request: body(NuevoAmbiente),
    responses: { 201: json(AmbienteCreado, "Creado"), ...problems(409) },
  }),
  async (c) => {
    const { user } = c.var, nuevo = c.req.valid("json");
    const id_ambiente = await createOnce(c, (tx) => queries.create(tx, user, actorOf(c), nuevo));
    const answer = { message: "Ambiente creado correctamente", id_ambiente };
    return c.json(answer, 201, { Location: `/ambientes/${id_ambiente}` });
  },
);

for (const method of ["put", "patch"] as const) {
  ambientes.openapi(
    route({
      tags,
      roles: [1, 2],
      method,
      path: "/{id}",
      operationId: method === "put" ? "updateAmbiente" : "patchAmbiente",
      summary: "Cambia algunos datos de un ambiente",
      description: "Solo lo que se envía; con `estado` se activa o se desactiva, y entonces dice " +
        "qué sesiones por venir lo tenían. Si quedan fichas que no caben, `avisos` las nombra. Uno " +
        "en uso no cambia de centro.",
      conditional: true,
      inherited: method === "put",
      request: { params: IdParam, query: Modo, ...body(CambiosAmbiente) },
      responses: {
        200: json(AmbienteCambiado, "Cambiado"),
        ...problems(404, 409),
      },
    }),
    async (c) => {
      const id_ambiente = c.req.valid("param").id, cambios = c.req.valid("json");
      const { simular } = c.req.valid("query");
      const { db, user } = c.var;
      const changed = await change(db, user, actorOf(c), { id_ambiente, cambios, simular });
      if (!changed) throw notFound();
      const { ambiente, ...hits } = changed;
      const message = simular ? SIMULATED : "Ambiente actualizado correctamente";
      return c.json({ message, ...hits }, 200, versionOf(ambiente));
    },
  );
}

ambientes.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "delete",
    path: "/{id}",
    operationId: "removeAmbiente",
    summary: "Borra un ambiente que nadie usa",
    description: "Con grupos o programaciones responde 409; ese se desactiva.",
    conditional: true,
    request: { params: IdParam },
    responses: { 204: EMPTY, ...problems(404, 409) },
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    const removed = await queries.remove(c.get("db"), c.get("user"), actorOf(c), id);
    if (!removed) throw notFound();
    return c.body(null, 204);
  },
);

/** The same words for an ambiente of another centre and for none at all. */
function notFound(): ApiError {
  return new ApiError("no-encontrado", "Ambiente no encontrado");
}
