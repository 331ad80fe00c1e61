import * as z from "zod";
import { dryRun, inTransaction } from "@/db/dry_run.ts";
import { actorOf } from "@/http/actor.ts";
import { localDate } from "@/http/clock.ts";
import { answerVersioned } from "@/http/etag.ts";
import { EMPTY, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { Mensaje } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import * as competencias from "@/resources/competencias/queries.ts";
import { Competencia } from "@/resources/competencias/schemas.ts";
import { hitByUnlinking } from "@/resources/programacion/upcoming/queries.ts";
import { Modo, withAffected } from "@/resources/programacion/upcoming/schemas.ts";
import * as links from "./links.ts";
import * as queries from "./queries.ts";
import { CompetenciaDePrograma, VersionPrograma } from "./schemas.ts";

/** The competencias of a version, below the path of the version. */
export const programaCompetencias = createRouter();

const tags = ["Programas"];
const path = "/{cod_programa}/{la_version}/competencias/{cod_competencia}";

programaCompetencias.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/{cod_programa}/{la_version}/competencias",
    operationId: "listCompetenciasPrograma",
    summary: "Las competencias de una versión de un programa",
    description: "De esa versión exacta, por código.",
    request: { params: VersionPrograma },
    responses: { 200: json(z.array(Competencia), "Las competencias"), ...problems(404) },
  }),
  async (c) => {
    const { cod_programa, la_version } = c.req.valid("param");
    const programa = await queries.get(c.get("db"), { cod_programa, la_version });
    if (!programa) throw new ApiError("no-encontrado", "Programa no encontrado");
    const list = await competencias.listByPrograma(c.get("db"), cod_programa, la_version);
    return answerVersioned(c, list);
  },
);

programaCompetencias.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "put",
    path,
    operationId: "linkCompetenciaPrograma",
    summary: "Vincula una competencia a una versión de un programa",
    description: "Repetirla no cambia nada.",
    request: { params: CompetenciaDePrograma },
    responses: { 204: EMPTY, ...problems(404) },
  }),
  async (c) => {
    const link = c.req.valid("param");
    const programa = await queries.get(c.get("db"), link);
    if (!programa) throw new ApiError("no-encontrado", "Programa no encontrado");
    const competencia = await competencias.get(c.get("db"), link.cod_competencia);
    if (!competencia) throw new ApiError("no-encontrado", "Competencia no encontrada");
    await links.link(c.get("db"), actorOf(c), link);
    return c.body(null, 204);
  },
);

programaCompetencias.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "delete",
    path,
    operationId: "unlinkCompetenciaPrograma",
    summary: "Desvincula una competencia de una versión de un programa",
    description: "La competencia sigue existiendo, y lo ya programado queda como está: si hay " +
      "sesiones por venir que la dictan, dice cuáles en `afectadas`.",
    request: { params: CompetenciaDePrograma, query: Modo },
    responses: {
      200: json(withAffected(Mensaje, "CompetenciaDesvinculada"), "Con sesiones por venir"),
      204: EMPTY,
      ...problems(404),
    },
  }),
  async (c) => {
    const { db, user, clock } = c.var, link = c.req.valid("param");
    const run = c.req.valid("query").simular ? dryRun : inTransaction;
    const afectadas = await run(db, async (tx) => {
      if (await links.unlink(tx, actorOf(c), link)) {
        return await hitByUnlinking(tx, user, link, localDate(clock));
      }
      throw new ApiError("no-encontrado", "El programa no tiene esa competencia");
    });
    if (afectadas.total === 0) return c.body(null, 204);
    return c.json({ message: "Competencia desvinculada correctamente", afectadas }, 200);
  },
);
