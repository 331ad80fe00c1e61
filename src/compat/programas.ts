import { actorOf } from "@/http/actor.ts";
import { answerVersioned } from "@/http/etag.ts";
import { createOnce } from "@/http/idempotency.ts";
import { body, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { Mensaje, pageOf, Paginacion } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import * as queries from "@/resources/programas/queries.ts";
import {
  BusquedaProgramas,
  CodigoPrograma,
  HorasPrograma,
  NuevoPrograma,
  Programa,
} from "@/resources/programas/schemas.ts";

/** The paths of the older server under /programas, which named its prefix twice. */
export const programasCompat = createRouter();

const tags = ["Programas"];
const deprecated = true;

programasCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2],
    method: "post",
    path: "/programas",
    operationId: "createProgramaCompat",
    summary: "Crea una versión de un programa",
    description: "Ruta anterior de POST /programas.",
    idempotent: true,
    request: body(NuevoPrograma),
    responses: { 201: json(Mensaje, "Creada"), ...problems(409) },
  }),
  async (c) => {
    const nuevo = c.req.valid("json");
    await createOnce(c, (tx) => queries.create(tx, actorOf(c), nuevo));
    return c.json({ message: "Programa creado correctamente" }, 201);
  },
);

programasCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2, 3],
    method: "get",
    path: "/programas",
    operationId: "listProgramasCompat",
    summary: "Lista los programas de formación",
    description: "Ruta anterior de GET /programas.",
    request: { query: Paginacion },
    responses: { 200: json(pageOf(Programa), "Una página") },
  }),
  async (c) => {
    const list = await queries.list(c.get("db"), c.req.valid("query"));
    return answerVersioned(c, list);
  },
);

programasCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2, 3],
    method: "get",
    path: "/programas/search",
    operationId: "searchProgramasCompat",
    summary: "Busca programas por código o nombre",
    description: "Ruta anterior de GET /programas?q=.",
    request: { query: BusquedaProgramas },
    responses: { 200: json(pageOf(Programa), "Una página") },
  }),
  async (c) => {
    const { query: q, ...pagina } = c.req.valid("query");
    const list = await queries.list(c.get("db"), { q, ...pagina });
    return answerVersioned(c, list);
  },
);

programasCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2, 3],
    method: "get",
    path: "/programas/{cod_programa}",
    operationId: "getProgramaCompat",
    summary: "La versión más alta de un programa",
    description: "Ruta anterior de GET /programas/{cod_programa}/{la_version}.",
    request: { params: CodigoPrograma },
    responses: { 200: json(Programa, "El programa"), ...problems(404) },
  }),
  async (c) => {
    const programa = await queries.getLatest(c.get("db"), c.req.valid("param").cod_programa);
    if (!programa) throw new ApiError("no-encontrado", "Programa no encontrado");
    return answerVersioned(c, programa);
  },
);

programasCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2],
    method: "put",
    path: "/programas/{cod_programa}",
    operationId: "updateProgramaCompat",
    summary: "Cambia las horas de la versión más alta de un programa",
    description: "Ruta anterior de PUT /programas/{cod_programa}/{la_version}.",
    conditional: true,
    request: { params: CodigoPrograma, ...body(HorasPrograma) },
    responses: { 200: json(Mensaje, "Cambiada"), ...problems(404) },
  }),
  async (c) => {
    const latest = await queries.getLatest(c.get("db"), c.req.valid("param").cod_programa);
    const horas = c.req.valid("json");
    const changes = Object.keys(horas).length > 0;
    const programa = changes && latest &&
      await queries.update(c.get("db"), actorOf(c), latest, horas);
    if (!programa) throw new ApiError("no-encontrado", "Programa no encontrado o sin cambios");
    return c.json({ message: "Programa actualizado correctamente" }, 200);
  },
);
