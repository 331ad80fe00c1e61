import * as z from "zod";
import { json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { IdParam } from "@/http/schemas.ts";
import { canUseCentre } from "@/http/scope.ts";
import { ApiError } from "@/http/text/problem.ts";
import * as queries from "./queries.ts";
import { CargaInstructor, VentanaCarga, VentanaCargaCentro } from "./schemas.ts";

export const instructores = createRouter();

const tags = ["Instructores"];

instructores.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "get",
    path: "/carga",
    operationId: "listCargas",
    summary: "Las horas de todos los instructores de un centro",
    description: "Programadas, límite de su contrato, las que quedan y una luz, por semana o por " +
      "mes. Sin cod_centro, el de quien llama. Como máximo 100 días.",
    request: { query: VentanaCargaCentro },
    responses: { 200: json(z.array(CargaInstructor), "Los instructores activos, por nombre") },
  }),
  async (c) => {
    const { cod_centro = c.get("user").cod_centro, ...ventana } = c.req.valid("query");
    if (!canUseCentre(c.get("user"), cod_centro)) return c.json([], 200);
    return c.json(await queries.listCargas(c.get("db"), cod_centro, ventana), 200);
  },
);

instructores.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/{id}/carga",
    operationId: "getCarga",
    summary: "Las horas de un instructor",
    description: "Por semana (lunes a domingo) o por mes, siempre completos: los que toca la " +
      "ventana. Un instructor ve las suyas. Como máximo 400 días.",
    request: { params: IdParam, query: VentanaCarga },
    responses: { 200: json(CargaInstructor, "Su carga"), ...problems(404) },
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    const carga = await queries.getCarga(c.get("db"), c.get("user"), id, c.req.valid("query"));
    if (!carga) throw new ApiError("no-encontrado", "Instructor no encontrado");
    return c.json(carga, 200);
  },
);
