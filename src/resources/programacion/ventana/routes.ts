import * as z from "zod";
import { answerVersioned } from "@/http/etag.ts";
import { json } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { listWindow } from "./queries.ts";
import { SesionProgramada, VentanaProgramacion } from "./schemas.ts";

export const ventanaProgramacion = createRouter();

ventanaProgramacion.openapi(
  route({
    tags: ["Programación"],
    roles: [1, 2, 3],
    method: "get",
    path: "/",
    operationId: "listProgramacion",
    summary: "Las sesiones de unos días",
    description:
      "Por fecha y hora, también las canceladas; con todos los nombres. Un admin ve las " +
      "de su centro; un instructor, las suyas y las de sus fichas.",
    request: { query: VentanaProgramacion },
    responses: { 200: json(z.array(SesionProgramada), "Las sesiones") },
  }),
  async (c) => {
    const list = await listWindow(c.get("db"), c.get("user"), c.req.valid("query"));
    return answerVersioned(c, list);
  },
);
