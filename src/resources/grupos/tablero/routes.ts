import * as z from "zod";
import { answerVersioned } from "@/http/etag.ts";
import { json } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import * as queries from "./queries.ts";
import { type Dimension, DIMENSIONS, FiltroTablero, Kpis, partOf, Tablero } from "./schemas.ts";

/** The numbers of the dashboards, below /grupos. */
export const tablero = createRouter();

const tags = ["Tablero"];
const SCOPE =
  "Cuenta lo que ve quien llama: otro centro da cero. Los filtros no miran mayúsculas " +
  "ni tildes.";

tablero.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/tablero",
    operationId: "getTablero",
    summary: "Los indicadores y las distribuciones, juntos",
    description: `Lo mismo que /grupos/kpis y las cinco /grupos/distribucion. ${SCOPE}`,
    request: { query: FiltroTablero },
    responses: { 200: json(Tablero, "El tablero") },
  }),
  async (c) => {
    const answer = await queries.getTablero(c.get("db"), c.get("user"), c.req.valid("query"));
    return answerVersioned(c, answer);
  },
);

tablero.openapi(
  route({
    tags,
    roles: [1, 2, 3],
    method: "get",
    path: "/kpis",
    operationId: "getKpis",
    summary: "Cuántos grupos hay y cuántos aprendices en formación",
    description: SCOPE,
    request: { query: FiltroTablero },
    responses: { 200: json(Kpis, "Los indicadores") },
  }),
  async (c) => {
    const kpis = await queries.getKpis(c.get("db"), c.get("user"), c.req.valid("query"));
    return answerVersioned(c, kpis);
  },
);

const DISTRIBUTIONS = {
  nivel: "listGruposPorNivel",
  modalidad: "listGruposPorModalidad",
  municipio: "listGruposPorMunicipio",
  jornada: "listGruposPorJornada",
  etapa: "listGruposPorEtapa",
} satisfies Record<Dimension, string>;

for (const dimension of DIMENSIONS) {
  const answer = z.array(partOf(dimension));
  tablero.openapi(
    route({
      tags,
      roles: [1, 2, 3],
      method: "get",
      path: `/distribucion/por-${dimension}`,
      operationId: DISTRIBUTIONS[dimension],
      summary: `Los grupos por ${dimension}`,
      description:
        `Del valor más frecuente al menos; los que no lo tienen, en "Sin dato". ${SCOPE}`,
      request: { query: FiltroTablero },
      responses: { 200: json(answer, "Las partes") },
    }),
    async (c) => {
      const { db, user } = c.var;
      const parts = await queries.distribute(db, user, c.req.valid("query"), dimension);
      return answerVersioned(c, answer.parse(parts));
    },
  );
}
