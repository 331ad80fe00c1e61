import { json } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { pageOf } from "@/http/schemas.ts";
import { Auditoria, FiltroAuditoria } from "./schemas.ts";
import { list } from "./trail.ts";

/** Only reading: what was done is written by the acts themselves and nothing changes it. */
export const auditoria = createRouter();

auditoria.openapi(
  route({
    tags: ["Auditoría"],
    roles: [1, 2],
    method: "get",
    path: "/",
    operationId: "listAuditoria",
    summary: "Quién cambió qué y cuándo",
    description: "Lo último primero. Un admin ve lo de su centro; un superadministrador, todo. " +
      "Ninguna ruta cambia ni borra esta lista, y las contraseñas no entran en ella.",
    request: { query: FiltroAuditoria },
    responses: { 200: json(pageOf(Auditoria), "Una página") },
  }),
  async (c) => c.json(await list(c.get("db"), c.get("user"), c.req.valid("query")), 200),
);
