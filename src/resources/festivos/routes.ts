import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { dryRun } from "@/db/dry_run.ts";
import { actorOf } from "@/http/actor.ts";
import { localDate } from "@/http/clock.ts";
import { answerVersioned } from "@/http/etag.ts";
import { createOnce } from "@/http/idempotency.ts";
import { body, EMPTY, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { IdParam, Mensaje, pageOf } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import { upcomingOnClosedDay } from "@/resources/programacion/upcoming/queries.ts";
import { Modo, SIMULATED, withAffected } from "@/resources/programacion/upcoming/schemas.ts";
import { listDays, windowOf } from "./calendar.ts";
import * as queries from "./queries.ts";
import {
  Cierre,
  CierreCreado,
  DiaNoLaborable,
  FiltroCierres,
  NuevoCierre,
  VentanaFestivos,
} from "./schemas.ts";

export const festivos = createRouter();

const tags = ["Festivos"];

festivos.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/calendario",
    operationId: "listDiasNoLaborables",
    summary: "Los días no laborables de un año o de una ventana",
    description: "Los festivos de ley, calculados, y los cierres del centro, en orden. Los " +
      "domingos no salen. Un superadministrador puede decir de qué centro.",
    request: { query: VentanaFestivos },
    responses: { 200: json(z.array(DiaNoLaborable), "Los días, cada uno una vez") },
  }),
  async (c) => {
    const query = c.req.valid("query"), currentYear = Number(localDate(c.get("clock")).slice(0, 4));
    const ventana = { ...windowOf(query, currentYear), cod_centro: query.cod_centro };
    return c.json(await listDays(c.get("db"), c.get("user"), ventana), 200);
  },
);

festivos.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/cierres",
    operationId: "listCierres",
    summary: "Los días en que cierra el centro",
    description: "Por fecha. Un superadministrador ve los de todos los centros.",
    request: { query: FiltroCierres },
    responses: { 200: json(pageOf(Cierre), "Una página") },
  }),
  async (c) => c.json(await queries.list(c.get("db"), c.get("user"), c.req.valid("query")), 200),
);

festivos.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/cierres/{id}",
    operationId: "getCierre",
    summary: "Un día de cierre",
    description: "Del centro de quien llama; un superadministrador ve los de todos.",
    request: { params: IdParam },
    responses: { 200: json(Cierre, "El cierre"), ...problems(404) },
  }),
  async (c) => {
    const cierre = await queries.get(c.get("db"), c.get("user"), c.req.valid("param").id);
    if (!cierre) throw notFound();
    return answerVersioned(c, cierre);
  },
);

festivos.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "post",
    path: "/cierres",
    operationId: "createCierre",
    summary: "Cierra el centro un día",
    description: "Un admin, en su centro; un superadministrador, en cualquiera. Lo que ya estaba " +
      "programado ese día no se toca, y se dice qué es; con `simular`, antes de cerrar.",
    idempotent: true,
    request: { query: Modo, ...body(NuevoCierre) },
    responses: {
      200: json(withAffected(Mensaje, "CierreSimulado"), "Con simular=true: qué pasaría"),
      201: json(withAffected(CierreCreado, "CierreConAfectadas"), "Creado"),
      ...problems(409),
    },
  }),
  async (c) => {
    const { db, user, clock } = c.var, nuevo = c.req.valid("json");
    const create = (tx: Db) => queries.create(tx, user, actorOf(c), nuevo);
    const { simular } = c.req.valid("query");
    const id_cierre = simular ? await dryRun(db, create) : await createOnce(c, create);
    const { fecha, cod_centro = user.cod_centro } = nuevo;
    const afectadas = await upcomingOnClosedDay(db, { cod_centro, fecha }, localDate(clock));
    if (simular) return c.json({ message: SIMULATED, afectadas }, 200);
    const answer = { message: "Día de cierre creado correctamente", id_cierre, afectadas };
    return c.json(answer, 201, { Location: `/festivos/cierres/${id_cierre}` });
  },
);

festivos.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "delete",
    path: "/cierres/{id}",
    operationId: "removeCierre",
    summary: "Quita un día de cierre",
    description: "El día vuelve a ser laborable, si no es festivo de ley. Ninguna sesión deja de " +
      "ser válida por ello.",
    conditional: true,
    request: { params: IdParam },
    responses: { 204: EMPTY, ...problems(404) },
  }),
  async (c) => {
    const { db, user } = c.var;
    const removed = await queries.remove(db, user, actorOf(c), c.req.valid("param").id);
    if (!removed) throw notFound();
    return c.body(null, 204);
  },
);

function notFound(): ApiError {
  return new ApiError("no-encontrado", "Día de cierre no encontrado");
}
