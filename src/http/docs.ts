import type { OpenAPIHono } from "@hono/zod-openapi";
import * as z from "zod";
import { publishOpenapi } from "./openapi.ts";
import { route } from "./route.ts";
import { createRouter, type Env } from "./router.ts";

const PAGE = `<!doctype html>
<html lang="es">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gestión Formación · API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<style>body { margin: 0 }</style>
<div id="swagger-ui"></div>
<script src="/docs/swagger-ui.js"></script>
<script src="/docs/init.js"></script>
`;

// The paths of the older server come after the ones that took their place.
const INIT = `const isOld = (item) => Number(item.getIn(["operation", "deprecated"]) ?? false);
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  operationsSorter: (a, b) => isOld(a) - isOld(b),
  defaultModelsExpandDepth: -1,
  persistAuthorization: false,
  validatorUrl: null,
});
`;

// Swagger UI writes style attributes; every script is a file of this server.
const CSP = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; " +
  "frame-ancestors 'none'";

type Asset = { type: string; load: () => Promise<string> };

// Loaded the first time somebody opens the page: the bundle is 1.7 MB of text.
const ASSETS: Record<string, Asset> = {
  "swagger-ui.css": {
    type: "text/css",
    load: async () =>
      (await import("swagger-ui-dist/swagger-ui.css", { with: { type: "text" } })).default,
  },
  "swagger-ui.js": {
    type: "text/javascript",
    load: async () =>
      (await import("swagger-ui-dist/swagger-ui-bundle.js", { with: { type: "text" } })).default,
  },
  "init.js": { type: "text/javascript", load: () => Promise.resolve(INIT) },
};

/** `GET /openapi.json`, and `GET /docs`, which shows it from files of this server. */
export function createDocs(app: OpenAPIHono<Env>) {
  const documentText = publishOpenapi(app);
  const docs = createRouter();
  const tags = ["Servicio"];

  docs.openapi(
    route({
      tags,
      roles: "public",
      method: "get",
      path: "/openapi.json",
      operationId: "getDocumento",
      summary: "Este documento",
      description: "OpenAPI 3.1, hecho de las mismas definiciones que validan las peticiones.",
      responses: {
        200: {
          description: "El documento",
          content: { "application/json": { schema: z.looseObject({ openapi: z.string() }) } },
        },
      },
    }),
    (c) => c.body(documentText(), 200, { "Content-Type": "application/json" }) as never,
  );

  docs.openapi(
    route({
      tags,
      roles: "public",
      method: "get",
      path: "/docs",
      operationId: "getDocumentacion",
      summary: "La documentación, para probarla en el navegador",
      description: "Swagger UI, servida por esta misma API.",
      responses: {
        200: { description: "La página", content: { "text/html": { schema: z.string() } } },
      },
    }),
    (c) => c.html(PAGE, 200, { "Content-Security-Policy": CSP }) as never,
  );

  docs.openapi(
    route({
      tags,
      roles: "public",
      method: "get",
      path: "/docs/{file}",
      operationId: "getArchivoDocumentacion",
      summary: "Un archivo de la documentación",
      description: "Los estilos y el programa de la página.",
      request: {
        params: z.object({ file: z.enum(["swagger-ui.css", "swagger-ui.js", "init.js"]) }),
      },
      responses: {
        200: {
          description: "El archivo",
          content: {
            "text/css": { schema: z.string() },
            "text/javascript": { schema: z.string() },
          },
        },
      },
    }),
    async (c) => {
      const { type, load } = ASSETS[c.req.valid("param").file] ?? { type: "", load: () => "" };
      return c.body(await load(), 200, {
        "Content-Type": `${type}; charset=utf-8`,
        "Cache-Control": "public, max-age=86400",
      }) as never;
    },
  );
  return docs;
}
