import { localDate } from "@/http/clock.ts";
import { json } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { pageOf } from "@/http/schemas.ts";
import { listAffected } from "./queries.ts";
import { Afectada, FiltroAfectadas } from "./schemas.ts";

export const afectadas = createRouter();

afectadas.openapi(
  route({
    tags: ["Programación"],
    roles: [1, 2, 3],
    method: "get",
    path: "/afectadas",
    operationId: "listAfectadas",
    summary: "Las sesiones que dejaron de ser válidas",
    description:
      "Por un festivo o un cierre nuevo, fechas o estado de la ficha, un instructor o un " +
      "ambiente inactivo, o un cruce importado; cada una con todos sus motivos. También las que se " +
      "forzaron. Un límite de horas nuevo no está entre ellos: se ve en la carga. " +
      "Como máximo 100 días. Un instructor, las suyas.",
    request: { query: FiltroAfectadas },
    responses: { 200: json(pageOf(Afectada), "Una página, por fecha") },
  }),
  async (c) => {
    const { db, user, clock } = c.var;
    return c.json(await listAffected(db, user, c.req.valid("query"), localDate(clock)), 200);
  },
);
