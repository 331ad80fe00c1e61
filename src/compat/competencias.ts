import * as z from "zod";
import { answerVersioned } from "@/http/etag.ts";
import { json } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import * as queries from "@/resources/competencias/queries.ts";
import { Competencia } from "@/resources/competencias/schemas.ts";
import { VersionPrograma } from "@/resources/programas/schemas.ts";

/** The path of the older server under /competencias that has a cleaner one. */
export const competenciasCompat = createRouter();

competenciasCompat.openapi(
  route({
    tags: ["Competencias"],
    deprecated: true,
    roles: [1, 2, 3],
    method: "get",
    path: "/programa/{cod_programa}/{la_version}",
    operationId: "listCompetenciasByProgramaCompat",
    summary: "Las competencias de un programa",
    description: "Ruta anterior de GET /programas/{cod_programa}/{la_version}/competencias. No " +
      "mira la versión: trae las de todas.",
    request: { params: VersionPrograma },
    responses: { 200: json(z.array(Competencia), "Las competencias, por código") },
  }),
  async (c) => {
    const { cod_programa } = c.req.valid("param");
    const list = await queries.listByPrograma(c.get("db"), cod_programa);
    return answerVersioned(c, list);
  },
);
