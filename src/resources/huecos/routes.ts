import * as z from "zod";
import { json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { listGaps } from "./queries.ts";
import { Hueco, PreguntaHuecos } from "./schemas.ts";

export const huecos = createRouter();

huecos.openapi(
  route({
    tags: ["Disponibilidad"],
    roles: [1, 2, 3],
    method: "get",
    path: "/",
    operationId: "listHuecos",
    summary: "Cuándo están libres a la vez una ficha, un instructor y un ambiente",
    description:
      "Los de los que se digan, por fecha y hora. Ni domingos, ni festivos, ni días de " +
      "cierre, ni fechas fuera de la ficha. Como máximo 62 días. Un instructor pregunta por sus " +
      "fichas y por sí mismo.",
    request: { query: PreguntaHuecos },
    responses: { 200: json(z.array(Hueco), "Los huecos comunes"), ...problems(404) },
  }),
  async (c) => c.json(await listGaps(c.get("db"), c.get("user"), c.req.valid("query")), 200),
);
