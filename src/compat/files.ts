import { actorOf } from "@/http/actor.ts";
import { MAX_UPLOAD } from "@/http/body/rule.ts";
import { json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import type { Imports } from "@/resources/importaciones/imports.ts";
import {
  df14Result,
  importAtOnce,
  juiciosResult,
  pe04Result,
} from "@/resources/importaciones/legacy_upload.ts";
import { Archivo, Resultado } from "@/resources/importaciones/schemas.ts";

const tags = ["Importaciones"];
const description = "Ruta anterior de POST /importaciones: confirma sin mostrar antes. " +
  "Las filas de otro centro se rechazan, con su motivo en errores.";

const UPLOADS = [
  {
    tipo: "pe04",
    path: "/upload-excel",
    operationId: "importPe04Compat",
    summary: "Importa un PE-04",
    result: pe04Result,
  },
  {
    tipo: "df14",
    path: "/upload-df14-excel",
    operationId: "importDf14Compat",
    summary: "Importa un DF-14A",
    result: df14Result,
  },
  {
    tipo: "juicios",
    path: "/upload-evaluaciones-excel",
    operationId: "importJuiciosCompat",
    summary: "Importa los juicios evaluativos de una ficha",
    result: juiciosResult,
  },
] as const;

/** The paths of the older server under /files, which asked nobody who he was. */
export function createFilesCompat(imports: Imports) {
  const filesCompat = createRouter();
  for (const { tipo, path, operationId, summary, result } of UPLOADS) {
    filesCompat.openapi(
      route({
        tags,
        deprecated: true,
        roles: [1, 2],
        method: "post",
        path,
        operationId,
        summary,
        description,
        upload: MAX_UPLOAD,
        request: {
          body: { required: true, content: { "multipart/form-data": { schema: Archivo } } },
        },
        responses: { 200: json(Resultado[tipo], "Lo que se importó"), ...problems(409) },
      }),
      async (c) => {
        const { db, user, clock } = c.var, { file } = c.req.valid("form");
        const subido = { archivo: file.name, bytes: file.bytes, tipo };
        const leido = await importAtOnce({ ...imports, db, user, clock }, actorOf(c), subido);
        return c.json(result(leido), 200);
      },
    );
  }
  return filesCompat;
}
