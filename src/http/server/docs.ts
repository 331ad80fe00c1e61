import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import * as z from "zod";
import { route } from "@/http/route.ts";
import { createRouter, type Env } from "@/http/router.ts";
import { acceptsGzip } from "./compression.ts";
import { publishOpenapi } from "./openapi.ts";

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

/** The bytes of a file of the page, and the same compressed: both are made once. */
type Loaded = { plain: string; compressed: Uint8Array<ArrayBuffer> };

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

const loaded = new Map<string, Promise<Loaded>>();

function loadOnce(name: string, load: () => Promise<string>): Promise<Loaded> {
  const known = loaded.get(name) ?? compressText(load);
  loaded.set(name, known);
  return known;
}

async function compressText(load: () => Promise<string>): Promise<Loaded> {
  const plain = await load();
  const stream = new Blob([plain]).stream().pipeThrough(new CompressionStream("gzip"));
  return { plain, compressed: new Uint8Array(await new Response(stream).arrayBuffer()) };
}

/** What everybody may read is compressed once, and not for each who asks. */
async function answerText(c: Context<Env>, name: string, type: string, load: Asset["load"]) {
  const { plain, compressed } = await loadOnce(name, load);
  c.header("Content-Type", type);
  if (!acceptsGzip(c)) return c.body(plain, 200) as never;
  c.header("Content-Encoding", "gzip");
  c.header("Vary", "Accept-Encoding", { append: true });
  return c.body(compressed, 200) as never;
}

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
    (c) => answerText(c, "openapi.json", "application/json", () => Promise.resolve(documentText())),
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
      const { file } = c.req.valid("param");
      const { type, load } = ASSETS[file] ?? { type: "", load: () => Promise.resolve("") };
      c.header("Cache-Control", "public, max-age=86400");
      return await answerText(c, file, `${type}; charset=utf-8`, load);
    },
  );
  return docs;
}
