import { actorOf } from "@/http/actor.ts";
import { answerVersioned } from "@/http/etag.ts";
import { body, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { IdParam } from "@/http/schemas.ts";
import { PERMISOS } from "@/resources/programacion/rules/permisos.ts";
import { Modo } from "@/resources/programacion/upcoming/schemas.ts";
import { serieNotFound, updateSeries } from "./change.ts";
import { createSeries } from "./create.ts";
import { listLatest, listSeries } from "./list.ts";
import { readSerie } from "./read.ts";
import { CambioSerie, CambiosSerie } from "./schemas/cambios.ts";
import { FiltroLotes, FiltroSeries, PaginaLotes, PaginaSeries } from "./schemas/lista.ts";
import { NuevaSerie, ResultadoSerie } from "./schemas/nueva.ts";
import { Serie } from "./schemas/serie.ts";
import { undo } from "./undo.ts";

export const series = createRouter();

const tags = ["Programación"];

series.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "post",
    path: "/series",
    operationId: "createSerie",
    summary: "Programa una serie de sesiones",
    description: "Con uno o varios patrones semanales, hasta una fecha o hasta completar unas " +
      "horas. Todas se revisan juntas; con `simular` se ve el veredicto de cada fecha y no se " +
      "escribe nada. Al instructor le llega un solo aviso. Un instructor programa las suyas.",
    idempotent: true,
    request: { ...body(NuevaSerie), query: Modo },
    responses: {
      200: json(ResultadoSerie, "Lo que pasaría (simular)"),
      201: json(ResultadoSerie, "Programada"),
      ...problems(404, 409),
    },
  }),
  async (c) => {
    const nueva = c.req.valid("json");
    const simular = c.req.valid("query").simular ?? nueva.simular ?? false;
    const resultado = await createSeries(c, nueva, simular);
    return c.json(resultado, simular ? 200 : 201);
  },
);

series.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/series",
    operationId: "listSeries",
    summary: "Las series, las últimas primero",
    description: "Las de su centro; un instructor, aquellas en que dicta alguna sesión.",
    request: { query: FiltroSeries },
    responses: { 200: json(PaginaSeries, "Las series de la página") },
  }),
  async (c) => {
    const page = await listSeries(c.get("db"), c.get("user"), c.req.valid("query"));
    return answerVersioned(c, page);
  },
);

series.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/lotes",
    operationId: "listLotes",
    summary: "Lo último que se hizo con las series, y si se puede deshacer",
    description: "Cada creación o cambio de una serie es un lote, que se deshace con " +
      "POST /programacion/lotes/{id}/deshacer. Los de su centro; un instructor, los que hizo él.",
    request: { query: FiltroLotes },
    responses: { 200: json(PaginaLotes, "Los lotes de la página") },
  }),
  async (c) => {
    const page = await listLatest(c.get("db"), c.get("user"), c.req.valid("query"));
    return answerVersioned(c, page);
  },
);

series.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/series/{id}",
    operationId: "getSerie",
    summary: "Una serie con sus sesiones",
    description: "Cómo se pidió, en qué va y los lotes que se pueden deshacer. Un instructor ve " +
      "aquellas en que dicta alguna sesión, con las sesiones suyas y de sus fichas, y sus lotes.",
    request: { params: IdParam },
    responses: { 200: json(Serie, "La serie"), ...problems(404) },
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    const serie = await readSerie(c.get("db"), c.get("user"), id);
    if (!serie) throw serieNotFound(id);
    return answerVersioned(c, serie);
  },
);

series.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "patch",
    path: "/series/{id}",
    operationId: "patchSerie",
    summary: "Cambia una sesión de la serie, las que siguen a una fecha o todas",
    description: "De instructor, de ambiente, de horas o de días. Lo que ya pasó y lo cancelado " +
      "queda como está. Con otros días, las mismas horas de cada tema se reparten de nuevo. O se " +
      "cambian todas o ninguna; dice qué cambió y con qué lote se deshace.",
    conditional: true,
    modifiers: ["alcance", "id_programacion", "desde", "simular", ...PERMISOS],
    request: { params: IdParam, query: Modo, ...body(CambiosSerie) },
    responses: { 200: json(CambioSerie, "Lo que cambió"), ...problems(404, 409) },
  }),
  async (c) => {
    const { id: id_serie } = c.req.valid("param"), cambios = c.req.valid("json");
    const simular = c.req.valid("query").simular ?? cambios.simular ?? false;
    const change = { id_serie, cambios, simular };
    return c.json(await updateSeries(c.get("db"), c.get("user"), actorOf(c), change), 200);
  },
);

series.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "post",
    path: "/lotes/{id}/deshacer",
    operationId: "restoreLote",
    summary: "Deshace un lote: la creación o un cambio de una serie",
    description:
      "Deja las sesiones como estaban y borra las que el lote creó, mientras nadie haya " +
      "cambiado ninguna después; si no, 409. Lo que vuelve se revisa otra vez. Un instructor " +
      "deshace lo que hizo él.",
    request: { params: IdParam },
    responses: { 200: json(CambioSerie, "Lo que volvió a como estaba"), ...problems(404, 409) },
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await undo(c.get("db"), c.get("user"), actorOf(c), id), 200);
  },
);
