import { answerVersioned } from "@/http/etag.ts";
import { json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { findAvailable } from "./queries.ts";
import { Disponibilidad, PreguntaDisponibilidad } from "./schemas.ts";

export const disponibilidad = createRouter();

disponibilidad.openapi(
  route({
    tags: ["Disponibilidad"],
    roles: [1, 2, 3],
    method: "get",
    path: "/",
    operationId: "listDisponibilidad",
    summary: "Instructores o ambientes libres a unas horas",
    description: "En una fecha o en varias a la vez, del que más conviene al que menos: asignado " +
      "a la ficha, con horas en la semana, con cupo. De los ocupados se dice con qué sesión se " +
      "cruzan. Solo los activos del centro. Un instructor se ve a sí mismo y los ambientes.",
    request: { query: PreguntaDisponibilidad },
    responses: { 200: json(Disponibilidad, "Libres y ocupados"), ...problems(404) },
  }),
  async (c) => {
    const { db, user } = c.var;
    return answerVersioned(c, await findAvailable(db, user, c.req.valid("query")));
  },
);
