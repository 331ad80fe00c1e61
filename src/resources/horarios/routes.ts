import * as z from "zod";
import { problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { answerRefusal, answerTimetable, XLSX } from "./acts.ts";
import { FiltroHorario, HorarioParams } from "./schemas.ts";

export const horarios = createRouter();

horarios.onError(answerRefusal);

const PAGE = { "text/html": { schema: z.string() } };

/** What a browser is shown of a refusal is a page too. */
const REFUSALS = Object.fromEntries(
  Object.entries(problems(401, 403, 404, 422, 500, 503)).map((
    [status, { description, content }],
  ) => [
    status,
    { description, content: { ...content, ...PAGE } },
  ]),
);

horarios.openapi(
  route({
    tags: ["Horarios"],
    roles: [1, 2, 3],
    orToken: true,
    method: "get",
    path: "/{de}/{id}",
    operationId: "getHorario",
    summary: "El horario de una semana, para verlo o imprimirlo",
    description:
      "Una página que no necesita programa alguno, o un libro de Excel con una fila por " +
      "sesión. Muestra lo que ve quien llama; con el token de un calendario, lo que ve quien lo " +
      "creó. Las sesiones canceladas salen tachadas.",
    request: { params: HorarioParams, query: FiltroHorario },
    responses: {
      200: {
        description: "El horario",
        content: {
          ...PAGE,
          [XLSX]: { schema: z.string().meta({ format: "binary" }) },
        },
      },
      ...REFUSALS,
    },
  }),
  (c) => answerTimetable(c, c.req.valid("param"), c.req.valid("query")) as never,
);
