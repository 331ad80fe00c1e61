import * as z from "zod";
import { json } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import * as queries from "./queries.ts";
import { FiltroRoles, Rol, UsuariosPorRol } from "./schemas.ts";

export const roles = createRouter();

const tags = ["Roles"];

roles.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/",
    operationId: "listRoles",
    summary: "Los roles",
    description: "Los tres que hay, siempre los mismos.",
    responses: { 200: json(z.array(Rol), "Los roles, por su número") },
  }),
  async (c) => c.json(await queries.list(c.get("db")), 200),
);

roles.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "get",
    path: "/distribucion",
    operationId: "listUsuariosPorRol",
    summary: "Cuántos usuarios tiene cada rol",
    description:
      "Un admin cuenta los de su centro; un superadministrador, los de todos o los del " +
      "centro que diga. Un rol sin usuarios sale con cero.",
    request: { query: FiltroRoles },
    responses: { 200: json(z.array(UsuariosPorRol), "Una cuenta por rol") },
  }),
  async (c) =>
    c.json(await queries.countUsuarios(c.get("db"), c.get("user"), c.req.valid("query")), 200),
);
