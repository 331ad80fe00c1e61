import * as z from "zod";
import { actorOf } from "@/http/actor.ts";
import { answerVersioned } from "@/http/etag.ts";
import { body, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { IdParam, INSTRUCTOR, integerInUrl, Mensaje, type UsuarioSesion } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import { listByPrograma } from "@/resources/competencias/queries.ts";
import { CodigoCompetencia, Competencia } from "@/resources/competencias/schemas.ts";
import { notFound, remove, update } from "@/resources/programacion/change.ts";
import { findCrossing } from "@/resources/programacion/crossing.ts";
import * as queries from "@/resources/programacion/queries.ts";
import {
  CambiosProgramacion,
  Cruce,
  Programacion,
  UPDATED,
  ValidacionCruce,
} from "@/resources/programacion/schemas.ts";
import { VersionPrograma } from "@/resources/programas/schemas.ts";
import { listByCompetencia } from "@/resources/resultados/queries.ts";
import { Resultado } from "@/resources/resultados/schemas.ts";

/** The paths of the older server under /programacion, on the same acts and queries as the new. */
export const programacionCompat = createRouter();

const tags = ["Programación"];
const deprecated = true;
const everyone = [1, 2, 3] as const;

programacionCompat.openapi(
  route({
    tags,
    deprecated,
    roles: everyone,
    method: "post",
    path: "/validar-cruce",
    operationId: "validateCruceCompat",
    summary: "Si una sesión no se podría guardar a esa hora",
    description:
      "Ruta anterior de POST /programacion?simular=true, que lo revisa todo. Esta revisa lo que su " +
      "cuerpo deja saber: el día, el instructor, sus cruces y sus horas; y, si dice cuál se cambia, " +
      "también su ficha y su ambiente.",
    request: body(ValidacionCruce),
    responses: { 200: json(Cruce, "Si se cruza"), ...problems(404) },
  }),
  async (c) => {
    return c.json(await findCrossing(c.get("db"), c.get("user"), c.req.valid("json")), 200);
  },
);

programacionCompat.openapi(
  route({
    tags,
    deprecated,
    roles: everyone,
    method: "get",
    path: "/competencias/{cod_programa}/{la_version}",
    operationId: "listCompetenciasParaProgramarCompat",
    summary: "Las competencias de un programa",
    description: "Ruta anterior de GET /programas/{cod_programa}/{la_version}/competencias. No " +
      "mira la versión: trae las de todas.",
    request: { params: VersionPrograma },
    responses: { 200: json(z.array(Competencia), "Las competencias, por nombre") },
  }),
  async (c) => {
    const list = await listByPrograma(c.get("db"), c.req.valid("param").cod_programa);
    list.sort((a, b) => a.nombre.localeCompare(b.nombre, "es"));
    return answerVersioned(c, list);
  },
);

programacionCompat.openapi(
  route({
    tags,
    deprecated,
    roles: everyone,
    method: "get",
    path: "/resultados/{cod_competencia}",
    operationId: "listResultadosParaProgramarCompat",
    summary: "Los resultados de una competencia",
    description: "Ruta anterior de GET /resultados?cod_competencia=.",
    request: { params: CodigoCompetencia },
    responses: { 200: json(z.array(Resultado), "Los resultados, por nombre") },
  }),
  async (c) => {
    const list = await listByCompetencia(c.get("db"), c.req.valid("param").cod_competencia);
    return answerVersioned(c, list);
  },
);

programacionCompat.openapi(
  route({
    tags,
    deprecated,
    roles: everyone,
    method: "get",
    path: "/instructor/{id}",
    operationId: "listProgramacionByInstructorCompat",
    summary: "Las sesiones de un instructor",
    description: "Ruta anterior de GET /programacion. De las canceladas lo dice el nombre de la " +
      "competencia, para los clientes que no miran el estado.",
    request: { params: IdParam },
    responses: { 200: json(z.array(Programacion), "Las sesiones, por fecha y hora") },
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    refuseColleague(c.get("user"), id);
    const list = await queries.listByInstructor(c.get("db"), c.get("user"), id);
    return answerVersioned(c, list.map(marked));
  },
);

programacionCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2],
    method: "get",
    path: "/all",
    operationId: "listProgramacionCompat",
    summary: "Todas las sesiones",
    description: "Ruta anterior de GET /programacion. Un admin ve las de su centro.",
    request: {
      query: z.object({
        skip: integerInUrl(0, 10_000_000).optional(),
        limit: integerInUrl(1, 1_000).optional().describe("Si falta, 100"),
      }),
    },
    responses: { 200: json(z.array(Programacion), "Los últimos días primero") },
  }),
  async (c) => {
    const { skip = 0, limit = 100 } = c.req.valid("query");
    const list = await queries.listAll(c.get("db"), c.get("user"), { skip, limit });
    return answerVersioned(c, list.map(marked));
  },
);

programacionCompat.openapi(
  route({
    tags,
    deprecated,
    roles: everyone,
    method: "get",
    path: "/detalle/{id}",
    operationId: "getProgramacionCompat",
    summary: "Una sesión",
    description: "Ruta anterior de GET /programacion/sesiones/{id}.",
    request: { params: IdParam },
    responses: { 200: json(Programacion, "La sesión"), ...problems(404) },
  }),
  async (c) => {
    const sesion = await queries.get(c.get("db"), c.get("user"), c.req.valid("param").id);
    if (!sesion) throw notFound();
    return answerVersioned(c, sesion);
  },
);

programacionCompat.openapi(
  route({
    tags,
    deprecated,
    roles: everyone,
    method: "get",
    path: "/{id}",
    operationId: "listProgramacionByFichaCompat",
    summary: "Las sesiones de una ficha",
    description: "Ruta anterior de GET /programacion. `id` es aquí el código de la ficha.",
    request: { params: IdParam },
    responses: { 200: json(z.array(Programacion), "Las sesiones, por fecha y hora") },
  }),
  async (c) => {
    const list = await queries.listByFicha(c.get("db"), c.get("user"), c.req.valid("param").id);
    return answerVersioned(c, list.map(marked));
  },
);

programacionCompat.openapi(
  route({
    tags,
    deprecated,
    roles: everyone,
    method: "put",
    path: "/{id}",
    operationId: "updateProgramacionCompat",
    summary: "Cambia una sesión",
    description: "Ruta anterior de PUT /programacion/sesiones/{id}.",
    conditional: true,
    request: { params: IdParam, ...body(CambiosProgramacion) },
    responses: { 200: json(Mensaje, "Cambiada"), ...problems(404, 409) },
  }),
  async (c) => {
    const change = { id_programacion: c.req.valid("param").id, cambios: c.req.valid("json") };
    await update(c.get("db"), c.get("user"), actorOf(c), change);
    return c.json({ message: UPDATED }, 200);
  },
);

programacionCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2],
    method: "delete",
    path: "/{id}",
    operationId: "removeProgramacionCompat",
    summary: "Borra una sesión",
    description: "Ruta anterior de DELETE /programacion/sesiones/{id}.",
    conditional: true,
    request: { params: IdParam },
    responses: { 200: json(Mensaje, "Borrada"), ...problems(404) },
  }),
  async (c) => {
    await remove(c.get("db"), c.get("user"), actorOf(c), c.req.valid("param").id);
    return c.json({ message: "Programación eliminada correctamente" }, 200);
  },
);

function refuseColleague({ id_rol, id_usuario }: UsuarioSesion, id: number): void {
  if (id_rol !== INSTRUCTOR || id === id_usuario) return;
  const detail = "No autorizado para ver las programaciones de otro instructor";
  throw new ApiError("sin-permiso", detail);
}

/** Who knows no states would go to a session that does not take place. */
function marked(sesion: Programacion): Programacion {
  if (sesion.estado === "programada") return sesion;
  return { ...sesion, nombre_competencia: `CANCELADA: ${sesion.nombre_competencia}` };
}
