import { answerVersioned } from "@/http/etag.ts";
import { json } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { pageOf, Paginacion } from "@/http/schemas.ts";
import * as queries from "@/resources/grupos/queries.ts";
import {
  BusquedaAvanzada,
  CentroEnUrl,
  GrupoAvanzado,
  GrupoBasico,
} from "@/resources/grupos/schemas.ts";

/** The paths of the older server under /grupos that have a cleaner one. */
export const gruposCompat = createRouter();

const tags = ["Grupos"];
const deprecated = true;

gruposCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2, 3],
    method: "get",
    path: "/centro/{cod_centro}",
    operationId: "listGruposByCentroCompat",
    summary: "Los grupos de un centro",
    description: "Ruta anterior de GET /grupos?cod_centro=.",
    request: { params: CentroEnUrl, query: Paginacion },
    responses: {
      200: json(pageOf(GrupoBasico), "Una página, de la ficha más nueva a la más vieja"),
    },
  }),
  async (c) => {
    const filtro = { ...c.req.valid("param"), ...c.req.valid("query") };
    const list = pageOf(GrupoBasico).parse(await queries.list(c.get("db"), c.get("user"), filtro));
    return answerVersioned(c, list);
  },
);

gruposCompat.openapi(
  route({
    tags,
    deprecated,
    roles: [1, 2, 3],
    method: "get",
    path: "/advanced-search",
    operationId: "searchGruposCompat",
    summary: "Busca un texto en los grupos de un centro",
    description: "Ruta anterior de GET /grupos?cod_centro=&q=. También busca en el ambiente.",
    request: { query: BusquedaAvanzada },
    responses: {
      200: json(pageOf(GrupoAvanzado), "Una página, de la ficha más nueva a la más vieja"),
    },
  }),
  async (c) => {
    const { query: q, ...filtro } = c.req.valid("query");
    const { items, total_items } = await queries.list(c.get("db"), c.get("user"), { ...filtro, q });
    const renamed = items.map((it) => ({ ...it, programa_nombre: it.nombre_programa }));
    const list = pageOf(GrupoAvanzado).parse({ items: renamed, total_items });
    return answerVersioned(c, list);
  },
);
