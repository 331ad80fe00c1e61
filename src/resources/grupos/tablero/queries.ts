import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { readShared } from "@/db/shared_reads.ts";
import { join, type Sql, sql, where } from "@/db/sql.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { matchingFilters, visibleTo } from "@/resources/grupos/matching.ts";
import { type Group, partsOf } from "./parts.ts";
import { type Dimension, DIMENSIONS, type FiltroTablero, Kpis, Tablero } from "./schemas.ts";

/** Compared without case and accents; shown as `written`. */
const COLUMNS: Record<Dimension, { compared: Sql; written: Sql }> = {
  nivel: { compared: sql`g.nombre_nivel_plano`, written: sql`g.nombre_nivel` },
  modalidad: { compared: sql`g.modalidad_plano`, written: sql`g.modalidad` },
  municipio: { compared: sql`g.nombre_municipio_plano`, written: sql`g.nombre_municipio` },
  jornada: { compared: sql`g.jornada_plano`, written: sql`g.jornada` },
  etapa: { compared: sql`g.etapa_plano`, written: sql`g.etapa` },
};

const COUNTED = sql`
  COUNT(*) AS cantidad, COALESCE(SUM(d.formacion), 0) AS total_aprendices_formacion`;

/** MySQL gives sums as text, because they have no limit there. */
const sum = z.coerce.number().pipe(z.int());

const Total = z.object({ cantidad: z.int(), total_aprendices_formacion: sum });
const Row = Total.extend({ dimension: z.enum(DIMENSIONS), valor: z.string().nullable() });

export async function getKpis(db: Db, user: UsuarioSesion, filtro: FiltroTablero) {
  const [row] = await readShared(db, sql`SELECT ${COUNTED} ${fromGrupos(user, filtro)}`);
  const { cantidad: total_grupo, total_aprendices_formacion } = Total.parse(row);
  return Kpis.parse({ total_grupo, total_aprendices_formacion });
}

/** The grupos by each value of one dimension, the most frequent first. */
export async function distribute(
  db: Db,
  user: UsuarioSesion,
  filtro: FiltroTablero,
  dimension: Dimension,
) {
  const groups = await readGroups(db, user, filtro, [dimension]);
  return partsOf(groups, dimension);
}

/** All of it from one statement, so that its numbers agree. */
export async function getTablero(db: Db, user: UsuarioSesion, filtro: FiltroTablero) {
  const groups = await readGroups(db, user, filtro, DIMENSIONS);
  // Every grupo is in one of the levels.
  const levels = groups.filter(({ dimension }) => dimension === "nivel");
  const total = (name: keyof z.infer<typeof Total>) =>
    levels.reduce((before, group) => before + group[name], 0);
  return Tablero.parse({
    kpis: {
      total_grupo: total("cantidad"),
      total_aprendices_formacion: total("total_aprendices_formacion"),
    },
    ...Object.fromEntries(DIMENSIONS.map((name) => [`por_${name}`, partsOf(groups, name)])),
  });
}

async function readGroups(
  db: Db,
  user: UsuarioSesion,
  filtro: FiltroTablero,
  dimensions: readonly Dimension[],
): Promise<Group[]> {
  const queries = dimensions.map((dimension) => {
    const { compared, written } = COLUMNS[dimension];
    // The grupo with the lowest code says how its value is written, the same on both engines.
    return sql`
      SELECT ${dimension} AS dimension, ${written} AS valor, contados.cantidad,
        contados.total_aprendices_formacion
      FROM (SELECT MIN(g.cod_ficha) AS ficha, ${COUNTED} ${fromGrupos(user, filtro)}
        GROUP BY ${compared}) contados
      CROSS JOIN grupo g ON g.cod_ficha = contados.ficha`;
  });
  const rows = await readShared(db, join(queries, " UNION ALL "));
  return z.array(Row).parse(rows);
}

function fromGrupos(user: UsuarioSesion, { cod_centro, ...filtros }: FiltroTablero): Sql {
  return sql`
    FROM grupo g LEFT JOIN datos_grupo d ON d.cod_ficha = g.cod_ficha ${
    where([
      sql`g.cod_centro = ${cod_centro}`,
      ...visibleTo(user),
      ...matchingFilters(filtros),
    ])
  }`;
}
