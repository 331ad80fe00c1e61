import * as z from "zod";
import { actorOf } from "@/http/actor.ts";
import { answerVersioned } from "@/http/etag.ts";
import { createOnce } from "@/http/idempotency.ts";
import { body, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { pageOf } from "@/http/schemas.ts";
import * as competencias from "@/resources/competencias/queries.ts";
import { Competencia } from "@/resources/competencias/schemas.ts";
import { listForPicker } from "./picker.ts";
import * as queries from "./queries.ts";
import {
  BusquedaRapida,
  Ficha,
  FiltroGrupos,
  Grupo,
  GrupoCreado,
  GrupoSeleccion,
  NuevoGrupo,
} from "./schemas.ts";

export const grupos = createRouter();

const tags = ["Grupos"];

grupos.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/",
    operationId: "listGrupos",
    summary: "Lista los grupos (fichas)",
    description: "De la ficha más nueva a la más vieja. Un admin ve los de su centro; un " +
      "instructor, los que tiene asignados; un superadministrador, todos. Los filtros y el texto " +
      "no miran mayúsculas ni tildes.",
    request: { query: FiltroGrupos },
    responses: { 200: json(pageOf(Grupo), "Una página") },
  }),
  async (c) => {
    const list = await queries.list(c.get("db"), c.get("user"), c.req.valid("query"));
    return answerVersioned(c, list);
  },
);

grupos.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/search",
    operationId: "searchGrupos",
    summary: "Busca un grupo mientras se escribe",
    description: "Con solo dígitos, las fichas que empiezan así, de menor a mayor. Con otro " +
      "texto, los grupos que lo llevan en el programa, el responsable o el ambiente, primero los " +
      "que empiezan por él. Sin texto, los más nuevos. Nunca trae los cancelados o cerrados ni " +
      "los que no tienen estado.",
    request: { query: BusquedaRapida },
    responses: { 200: json(z.array(GrupoSeleccion), "Los primeros que coinciden") },
  }),
  async (c) => {
    const list = await listForPicker(c.get("db"), c.get("user"), c.req.valid("query"));
    return answerVersioned(c, list);
  },
);

grupos.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/{cod_ficha}",
    operationId: "getGrupo",
    summary: "Un grupo",
    description: "Con los nombres de su programa y de su ambiente.",
    request: { params: Ficha },
    responses: { 200: json(Grupo, "El grupo"), ...problems(404) },
  }),
  async (c) => {
    const grupo = await queries.get(c.get("db"), c.get("user"), c.req.valid("param").cod_ficha);
    if (!grupo) throw queries.notFound();
    return answerVersioned(c, grupo);
  },
);

grupos.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/{cod_ficha}/competencias",
    operationId: "listCompetenciasGrupo",
    summary: "Las competencias de un grupo",
    description: "Las de la versión exacta de su programa, por código.",
    request: { params: Ficha },
    responses: { 200: json(z.array(Competencia), "Las competencias"), ...problems(404) },
  }),
  async (c) => {
    const grupo = await queries.get(c.get("db"), c.get("user"), c.req.valid("param").cod_ficha);
    if (!grupo) throw queries.notFound();
    const { cod_programa, la_version } = grupo;
    const list = await competencias.listByPrograma(c.get("db"), cod_programa, la_version);
    return answerVersioned(c, list);
  },
);

grupos.openapi(
  route({
    tags,
    roles: [1, 2],
    method: "post",
    path: "/",
    operationId: "createGrupo",
    summary: "Crea un grupo",
    description: "Un admin, en su centro. El ambiente es del mismo centro.",
    idempotent: true,
    request: body(NuevoGrupo),
    responses: { 201: json(GrupoCreado, "Creado"), ...problems(409) },
  }),
  async (c) => {
    const { user } = c.var, nuevo = c.req.valid("json");
    const cod_ficha = await createOnce(c, (tx) => queries.create(tx, user, actorOf(c), nuevo));
    const answer = { message: "Grupo creado correctamente", cod_ficha };
    return c.json(answer, 201, { Location: `/grupos/${cod_ficha}` });
  },
);
