import * as z from "zod";
import { answerVersioned } from "@/http/etag.ts";
import { json } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { CodigoCompetencia } from "@/resources/competencias/schemas.ts";
import * as queries from "@/resources/resultados/queries.ts";
import { Resultado } from "@/resources/resultados/schemas.ts";

/** The path of the older server under /resultados. */
export const resultadosCompat = createRouter();

const ResultadoConHoras = Resultado.extend({ horas: z.int().describe("Siempre 0") })
  .meta({ id: "ResultadoConHoras" });

resultadosCompat.openapi(
  route({
    tags: ["Resultados"],
    deprecated: true,
    roles: [1, 2, 3],
    method: "get",
    path: "/competencia/{cod_competencia}",
    operationId: "listResultadosByCompetenciaCompat",
    summary: "Los resultados de una competencia",
    description: "Ruta anterior de GET /resultados?cod_competencia=.",
    request: { params: CodigoCompetencia },
    responses: { 200: json(z.array(ResultadoConHoras), "Los resultados, por nombre") },
  }),
  async (c) => {
    const { cod_competencia } = c.req.valid("param");
    const resultados = await queries.listByCompetencia(c.get("db"), cod_competencia);
    const list = resultados.map((resultado) => ({ ...resultado, horas: 0 }));
    return answerVersioned(c, list);
  },
);
