import { actorOf } from "@/http/actor.ts";
import { localDate } from "@/http/clock.ts";
import { answerVersioned, versionOf } from "@/http/etag.ts";
import { body, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { CambiosDatosGrupo, DatosGrupo } from "@/resources/grupos/counters_schemas.ts";
import { notFound } from "@/resources/grupos/queries.ts";
import { Ficha } from "@/resources/grupos/schemas.ts";
import { Avisos } from "@/resources/programacion/upcoming/schemas.ts";
import { crowdedOfFicha } from "@/resources/programacion/upcoming/warnings.ts";
import * as queries from "./queries.ts";

/** The counters of learners, below the path of the grupo. */
export const grupoDatos = createRouter();

const tags = ["Grupos"];
const path = "/{cod_ficha}/datos";

const DatosCambiados = DatosGrupo.extend({ avisos: Avisos.optional() })
  .meta({ id: "DatosGrupoCambiados" });

grupoDatos.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path,
    operationId: "getDatosGrupo",
    summary: "Cuántos aprendices tiene un grupo",
    description: "Por género y por estado. Ceros si nadie los ha registrado.",
    request: { params: Ficha },
    responses: { 200: json(DatosGrupo, "Los conteos"), ...problems(404) },
  }),
  async (c) => {
    const datos = await queries.get(c.get("db"), c.get("user"), c.req.valid("param").cod_ficha);
    if (!datos) throw notFound();
    return answerVersioned(c, datos);
  },
);

grupoDatos.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "put",
    path,
    operationId: "updateDatosGrupo",
    summary: "Registra cuántos aprendices tiene un grupo",
    description: "Solo lo que se envía. Si una suma se contradice, 422 dice cuál: los géneros " +
      "suman el total, los activos no pasan del total y los estados tampoco. Si ya no caben en un ambiente " +
      "donde tienen sesiones por venir, `avisos` lo dice.",
    conditional: true,
    request: { params: Ficha, ...body(CambiosDatosGrupo) },
    responses: { 200: json(DatosCambiados, "Los conteos como quedaron"), ...problems(404) },
  }),
  async (c) => {
    const change = { ...c.req.valid("param"), cambios: c.req.valid("json") };
    const { db, user, clock } = c.var;
    const datos = await queries.update(db, user, actorOf(c), change);
    if (!datos) throw notFound();
    const avisos = await crowdedOfFicha(db, datos.cod_ficha, localDate(clock));
    return c.json({ ...datos, ...avisos.length > 0 && { avisos } }, 200, versionOf(datos));
  },
);
