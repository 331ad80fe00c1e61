import { actorOf } from "@/http/actor.ts";
import { answerVersioned } from "@/http/etag.ts";
import { body, EMPTY, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { IdParam, pageOf } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import { createCalendar } from "./acts.ts";
import * as queries from "./queries.ts";
import { Calendario, CalendarioCreado, FiltroCalendarios, NuevoCalendario } from "./schemas.ts";

export const calendarios = createRouter();

const tags = ["Calendarios"];

calendarios.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/",
    operationId: "listCalendarios",
    summary: "Lista los calendarios",
    description: "Los últimos primero, sin su dirección: esa solo se ve al crearlos. Un " +
      "instructor ve los que creó; un admin, los de su centro.",
    request: { query: FiltroCalendarios },
    responses: { 200: json(pageOf(Calendario), "Una página") },
  }),
  async (c) => c.json(await queries.list(c.get("db"), c.get("user"), c.req.valid("query")), 200),
);

calendarios.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "post",
    path: "/",
    operationId: "createCalendario",
    summary: "Crea la dirección secreta de un calendario",
    description: "De un instructor, una ficha o un ambiente que quien llama pueda ver; un " +
      "instructor, el suyo o el de sus fichas. Quien tenga la dirección ve, sin iniciar sesión, " +
      "las sesiones que ve quien la creó, mientras esa persona siga activa y nadie la revoque.",
    idempotent: true,
    request: body(NuevoCalendario),
    responses: { 201: json(CalendarioCreado, "Creado"), ...problems(404, 409) },
  }),
  async (c) => {
    const creado = await createCalendar(c, c.req.valid("json"));
    const Location = `/calendarios/${creado.id_calendario}`;
    return c.json(creado, 201, { Location, "Cache-Control": "no-store" });
  },
);

calendarios.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/{id}",
    operationId: "getCalendario",
    summary: "Un calendario",
    description: "Qué muestra y quién lo creó, sin su dirección.",
    request: { params: IdParam },
    responses: { 200: json(Calendario, "El calendario"), ...problems(404) },
  }),
  async (c) => {
    const calendario = await queries.get(c.get("db"), c.get("user"), c.req.valid("param").id);
    if (!calendario) throw notFound();
    return answerVersioned(c, calendario);
  },
);

calendarios.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "delete",
    path: "/{id}",
    operationId: "removeCalendario",
    summary: "Revoca un calendario",
    description: "Su dirección deja de servir al instante. Un instructor revoca los que creó; un " +
      "admin, los de su centro.",
    conditional: true,
    request: { params: IdParam },
    responses: { 204: EMPTY, ...problems(404) },
  }),
  async (c) => {
    const { db, user } = c.var, { id } = c.req.valid("param");
    if (!(await queries.remove(db, user, actorOf(c), id))) throw notFound();
    return c.body(null, 204);
  },
);

function notFound(): ApiError {
  return new ApiError("no-encontrado", "Calendario no encontrado");
}
