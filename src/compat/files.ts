import type { Context } from "hono";
import type * as z from "zod";
import { actorOf } from "@/http/actor.ts";
import { json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter, type Env } from "@/http/router.ts";
import {
  df14Result,
  importAtOnce,
  juiciosResult,
  pe04Result,
} from "@/resources/importaciones/at_once.ts";
import type { Imports } from "@/resources/importaciones/imports.ts";
import type { Leido } from "@/resources/importaciones/preview.ts";
import type { Tipo } from "@/resources/importaciones/recognise.ts";
import { Archivo, Resultado } from "@/resources/importaciones/schemas.ts";

const tags = ["Importaciones"];
const deprecated = true;
const description = "Ruta anterior de POST /importaciones: confirma sin mostrar antes. " +
  "Las filas de otro centro se rechazan, con su motivo en errores.";

/** The paths of the older server under /files, which asked nobody who he was. */
export function createFilesCompat(imports: Imports) {
  const filesCompat = createRouter();
  const upload = <T extends z.ZodType>(result: T) => ({
    request: {
      body: { required: true as const, content: { "multipart/form-data": { schema: Archivo } } },
    },
    responses: { 200: json(result, "Lo que se importó"), ...problems(409) },
  });

  async function run(c: Context<Env>, file: File, tipo: Tipo): Promise<Leido> {
    const { db, user, clock } = c.var;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const subido = { archivo: file.name, bytes, tipo };
    return await importAtOnce({ ...imports, db, user, clock }, actorOf(c), subido);
  }

  filesCompat.openapi(
    route({
      tags,
      deprecated,
      roles: [1, 2],
      method: "post",
      path: "/upload-excel",
      operationId: "importPe04Compat",
      summary: "Importa un PE-04",
      description,
      ...upload(Resultado.pe04),
    }),
    async (c) => c.json(pe04Result(await run(c, c.req.valid("form").file, "pe04")), 200),
  );

  filesCompat.openapi(
    route({
      tags,
      deprecated,
      roles: [1, 2],
      method: "post",
      path: "/upload-df14-excel",
      operationId: "importDf14Compat",
      summary: "Importa un DF-14A",
      description,
      ...upload(Resultado.df14),
    }),
    async (c) => c.json(df14Result(await run(c, c.req.valid("form").file, "df14")), 200),
  );

  filesCompat.openapi(
    route({
      tags,
      deprecated,
      roles: [1, 2],
      method: "post",
      path: "/upload-evaluaciones-excel",
      operationId: "importJuiciosCompat",
      summary: "Importa los juicios evaluativos de una ficha",
      description,
      ...upload(Resultado.juicios),
    }),
    async (c) => c.json(juiciosResult(await run(c, c.req.valid("form").file, "juicios")), 200),
  );

  return filesCompat;
}
