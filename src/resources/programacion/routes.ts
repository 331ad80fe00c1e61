import { actorOf } from "@/http/actor.ts";
import { answerVersioned, versionOf } from "@/http/etag.ts";
import { body, EMPTY, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { IdParam } from "@/http/schemas.ts";
import { create, simulate } from "./book.ts";
import { cancel, notFound, remove, restore, simulateChange, update } from "./change.ts";
import { proposalOf } from "./proposal.ts";
import { get } from "./queries.ts";
import { PERMISOS } from "./rules/permisos.ts";
import {
  CambiosProgramacion,
  Cancelacion,
  NuevaProgramacion,
  Programacion,
  ProgramacionCambiada,
  ProgramacionCreada,
  Reactivacion,
  Simulacion,
  UPDATED,
} from "./schemas.ts";
import { Modo } from "./upcoming/schemas.ts";

export const programacion = createRouter();

const tags = ["Programación"];

programacion.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "post",
    path: "/",
    operationId: "createProgramacion",
    summary: "Programa una sesión",
    description:
      "Las horas salen de la hora de inicio y la de fin: `horas_programadas` se acepta " +
      "y no cuenta. Si no se puede, 409 con todos los motivos en `conflictos`; lo que conviene " +
      "saber viene en `avisos`. Un instructor programa lo suyo, en las fichas que tiene asignadas.",
    idempotent: true,
    request: { query: Modo, ...body(NuevaProgramacion) },
    responses: {
      200: json(Simulacion, "Con simular=true: qué pasaría"),
      201: json(ProgramacionCreada, "Programada"),
      ...problems(404, 409),
    },
  }),
  async (c) => {
    const { db, user } = c.var, nueva = c.req.valid("json");
    if (c.req.valid("query").simular) {
      return c.json(await simulate(db, user, proposalOf(nueva), nueva), 200);
    }
    const creada = await create(c, nueva);
    return c.json(creada, 201, { Location: `/programacion/sesiones/${creada.id_programacion}` });
  },
);

programacion.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/sesiones/{id}",
    operationId: "getProgramacion",
    summary: "Una sesión",
    description: "También si está cancelada. Un instructor ve las suyas y las de sus fichas.",
    request: { params: IdParam },
    responses: { 200: json(Programacion, "La sesión"), ...problems(404) },
  }),
  async (c) => {
    const sesion = await get(c.get("db"), c.get("user"), c.req.valid("param").id);
    if (!sesion) throw notFound();
    return answerVersioned(c, sesion);
  },
);

for (const method of ["put", "patch"] as const) {
  programacion.openapi(
    route({
      tags,
      roles: [1, 2, 3],
      method,
      path: "/sesiones/{id}",
      operationId: method === "put" ? "updateProgramacion" : "patchProgramacion",
      summary: "Cambia una sesión",
      description: "Solo lo que se envía. Se revisa entera otra vez, como al programarla.",
      conditional: true,
      modifiers: PERMISOS,
      request: { params: IdParam, query: Modo, ...body(CambiosProgramacion) },
      responses: {
        200: json(ProgramacionCambiada.or(Simulacion), "Cambiada; con simular=true, qué pasaría"),
        ...problems(404, 409),
      },
    }),
    async (c) => {
      const { db, user } = c.var, cambios = c.req.valid("json");
      const change = { id_programacion: c.req.valid("param").id, cambios };
      const { simular } = c.req.valid("query");
      if (simular) return c.json(await simulateChange(db, user, change), 200);
      const { sesion, avisos } = await update(db, user, actorOf(c), change);
      return c.json({ message: UPDATED, avisos }, 200, versionOf(sesion));
    },
  );
}

programacion.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "post",
    path: "/sesiones/{id}/cancelar",
    operationId: "cancelProgramacion",
    summary: "Cancela una sesión",
    description: "Sigue a la vista, con su motivo, y deja libres al instructor, la ficha y el " +
      "ambiente. Un instructor cancela las suyas.",
    conditional: true,
    request: { params: IdParam, ...body(Cancelacion) },
    responses: { 200: json(Programacion, "Cancelada"), ...problems(404, 409) },
  }),
  async (c) => {
    const { motivo } = c.req.valid("json"), id_programacion = c.req.valid("param").id;
    const act = { id_programacion, motivo };
    const sesion = await cancel(c.get("db"), c.get("user"), actorOf(c), act);
    return answerVersioned(c, sesion);
  },
);

programacion.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "post",
    path: "/sesiones/{id}/reactivar",
    operationId: "restoreProgramacion",
    summary: "Reactiva una sesión cancelada",
    description: "Se revisa como al programarla: otro pudo tomar la hora.",
    conditional: true,
    request: { params: IdParam, ...body(Reactivacion) },
    responses: { 200: json(ProgramacionCreada, "Reactivada"), ...problems(404, 409) },
  }),
  async (c) => {
    const act = { id_programacion: c.req.valid("param").id, permisos: c.req.valid("json") };
    const { sesion, avisos } = await restore(c.get("db"), c.get("user"), actorOf(c), act);
    return c.json({ ...sesion, avisos }, 200, versionOf(sesion));
  },
);

programacion.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "delete",
    path: "/sesiones/{id}",
    operationId: "removeProgramacion",
    summary: "Borra una sesión",
    description: "No queda a la vista: para eso se cancela. El instructor recibe un aviso.",
    conditional: true,
    request: { params: IdParam },
    responses: { 204: EMPTY, ...problems(404) },
  }),
  async (c) => {
    await remove(c.get("db"), c.get("user"), actorOf(c), c.req.valid("param").id);
    return c.body(null, 204);
  },
);
