import { type Context } from "hono";
import { actorOf } from "@/http/actor.ts";
import { MAX_UPLOAD } from "@/http/body/rule.ts";
import { answerVersioned } from "@/http/etag.ts";
import { json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter, type Env } from "@/http/router.ts";
import { pageOf } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import { confirm, revert } from "./acts.ts";
import * as answers from "./answers.ts";
import type { Importing, Imports } from "./imports.ts";
import * as queries from "./queries.ts";
import { writeRejected, XLSX } from "./rejected.ts";
import {
  Confirmacion,
  FilaImportacion,
  FiltroFilas,
  FiltroImportaciones,
  IdImportacion,
  Importacion,
  NuevaImportacion,
  Previa,
} from "./schemas.ts";
import { goOn } from "./tracking.ts";
import { isDeferred, receive } from "./uploads.ts";

const tags = ["Importaciones"];

/** Files of SOFIA Plus: preview, then confirm. */
export function createImportaciones(imports: Imports) {
  const importaciones = createRouter();
  const importing = ({ var: { db, user, clock } }: Context<Env>) => ({
    ...imports,
    db,
    user,
    clock,
  });

  importaciones.openapi(
    route({
      tags,
      roles: [1, 2],
      method: "post",
      path: "/",
      operationId: "createImportacion",
      summary: "Sube un archivo de SOFIA Plus y muestra qué cambiaría",
      description:
        "PE-04, DF-14A o juicios evaluativos; .xlsx, .xls, XML, texto con ; o un ZIP con " +
        "uno de ellos, hasta 20 MiB. No cambia nada: la vista previa se confirma aparte, en un día. " +
        "`afectadas` dice qué sesiones por venir dejaría sin validez.",
      upload: MAX_UPLOAD,
      request: {
        body: {
          required: true,
          content: { "multipart/form-data": { schema: NuevaImportacion } },
        },
      },
      idempotent: true,
      deferrable: true,
      responses: {
        201: json(Previa, "La vista previa"),
        202: json(Importacion, "Se está leyendo (Prefer: respond-async)"),
      },
    }),
    async (c) => {
      const { file, tipo } = c.req.valid("form");
      const { name: archivo, bytes } = file;
      const id = await receive(c, importing(c), { archivo, bytes, tipo });
      const importacion = await found(importing(c), id);
      if (isDeferred(c)) return c.json(importacion, 202, deferred(id));
      const filas = await answers.listFirst(c.get("db"), id);
      return c.json({ ...importacion, filas }, 201, { Location: placeOf(id) });
    },
  );

  importaciones.openapi(
    route({
      tags,
      roles: [1, 2],
      method: "get",
      path: "/",
      operationId: "listImportaciones",
      summary: "Lo que se ha importado",
      description: "De su centro, lo más nuevo primero; el superadministrador, todo.",
      request: { query: FiltroImportaciones },
      responses: { 200: json(pageOf(Importacion), "Una página") },
    }),
    async (c) => {
      const { items, ...rest } = await queries.list(
        c.get("db"),
        c.get("user"),
        c.req.valid("query"),
      );
      const list = { items: items.map((it) => answers.shown(importing(c), it)), ...rest };
      return answerVersioned(c, list);
    },
  );

  importaciones.openapi(
    route({
      tags,
      roles: [1, 2],
      method: "get",
      path: "/{id}",
      operationId: "getImportacion",
      summary: "Una importación y cuánto va",
      description: "Con el porcentaje mientras se lee, se confirma o se revierte.",
      request: { params: IdImportacion },
      responses: { 200: json(Importacion, "La importación"), ...problems(404) },
    }),
    async (c) => {
      const importacion = await found(importing(c), c.req.valid("param").id);
      return answerVersioned(c, importacion);
    },
  );

  importaciones.openapi(
    route({
      tags,
      roles: [1, 2],
      method: "get",
      path: "/{id}/filas",
      operationId: "listFilasImportacion",
      summary: "Fila por fila, qué es nuevo, qué cambia y qué se rechaza",
      description: "Lo que cambia, campo por campo. Lo que desaparece del archivo no se borra.",
      request: { params: IdImportacion, query: FiltroFilas },
      responses: { 200: json(pageOf(FilaImportacion), "Una página"), ...problems(404) },
    }),
    async (c) => {
      const { id_importacion } = await found(importing(c), c.req.valid("param").id);
      const list = await answers.listRows(c.get("db"), id_importacion, c.req.valid("query"));
      return answerVersioned(c, list);
    },
  );

  importaciones.openapi(
    route({
      tags,
      roles: [1, 2],
      method: "post",
      path: "/{id}/confirmar",
      operationId: "applyImportacion",
      summary: "Aplica la vista previa, toda o nada",
      description: "Si los datos cambiaron desde la vista previa responde 409 y no toca nada; " +
        "también si el reporte es de antes que lo que ya hay y no se dice confirmar_anterior. " +
        "Confirmarla otra vez no cambia nada.",
      request: { params: IdImportacion, query: Confirmacion },
      deferrable: true,
      responses: {
        200: json(Importacion, "Confirmada"),
        202: json(Importacion, "Se está confirmando (Prefer: respond-async)"),
        ...problems(404, 409),
      },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const anterior = c.req.valid("query").confirmar_anterior ?? false;
      const importacion = await found(importing(c), id);
      if (isDeferred(c)) {
        if (!anterior) await answers.refuseOlderPreview(importing(c), id);
        goOn(importing(c), id, confirm(importing(c), actorOf(c), id, { anterior }));
        return c.json(importacion, 202, deferred(id));
      }
      if (!(await confirm(importing(c), actorOf(c), id, { anterior }))) throw notFound();
      return c.json(await found(importing(c), id), 200);
    },
  );

  importaciones.openapi(
    route({
      tags,
      roles: [1, 2],
      method: "post",
      path: "/{id}/revertir",
      operationId: "restoreImportacion",
      summary: "Deshace lo que se confirmó",
      description: "Mientras nadie haya cambiado ni usado lo que se importó; si no, responde 409.",
      request: { params: IdImportacion },
      responses: { 200: json(Importacion, "Revertida"), ...problems(404, 409) },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      if (!(await revert(importing(c), actorOf(c), id))) throw notFound();
      return c.json(await found(importing(c), id), 200);
    },
  );

  importaciones.openapi(
    route({
      tags,
      roles: [1, 2],
      method: "get",
      path: "/{id}/rechazadas.xlsx",
      operationId: "getRechazadas",
      summary: "Las filas rechazadas, para corregirlas y subirlas de nuevo",
      description: "Con sus columnas como venían y, al lado, la fila, la columna y el motivo.",
      request: { params: IdImportacion },
      responses: { 200: XLSX, ...problems(404) },
    }),
    async (c) => {
      const importacion = await queries.get(c.get("db"), c.get("user"), c.req.valid("param").id);
      if (!importacion) throw notFound();
      const { file, headers } = await writeRejected(importing(c), importacion);
      return c.body(file, 200, headers);
    },
  );

  return importaciones;
}

async function found(importing: Importing, id: number): Promise<Importacion> {
  const importacion = await answers.get(importing, id);
  if (!importacion) throw notFound();
  return importacion;
}

function placeOf(id: number): string {
  return `/importaciones/${id}`;
}

function deferred(id: number) {
  return { Location: placeOf(id), "Preference-Applied": "respond-async" };
}

function notFound(): ApiError {
  return new ApiError("no-encontrado", "Importación no encontrada");
}
