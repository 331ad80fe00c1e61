import * as z from "zod";
import { json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { idInUrl } from "@/http/schemas.ts";
import { getAvance } from "./queries.ts";
import { AvanceGrupo } from "./schemas.ts";

export const avanceGrupo = createRouter();

avanceGrupo.openapi(
  route({
    tags: ["Programación"],
    roles: [1, 2, 3],
    method: "get",
    path: "/{cod_ficha}/avance",
    operationId: "getAvanceGrupo",
    summary: "Cuánto ha avanzado una ficha con su programa",
    description:
      "Horas de presupuesto, programadas, dictadas y por programar, de cada competencia " +
      "y cada resultado; y si lo que falta cabe antes de la fecha de fin, con los festivos, los " +
      "cierres y la jornada de la ficha. También cuántos juicios evaluativos hay de cada uno, según " +
      "el último reporte importado. Un instructor, de las suyas.",
    request: { params: z.object({ cod_ficha: idInUrl }) },
    responses: { 200: json(AvanceGrupo, "El avance"), ...problems(404) },
  }),
  async (c) => {
    const { db, user, clock } = c.var;
    return c.json(await getAvance(db, user, c.req.valid("param").cod_ficha, clock), 200);
  },
);
