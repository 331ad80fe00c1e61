import * as z from "zod";
import type { Db, Row } from "@/db/db.ts";
import { readShared } from "@/db/shared_reads.ts";
import { join, list, type Sql, sql, where } from "@/db/sql.ts";
import { plain } from "@/db/text.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { matchingFilters, visibleTo } from "./matching.ts";
import {
  type Dimension,
  DIMENSIONS,
  type FiltroTablero,
  Kpis,
  Tablero,
} from "./tablero_schemas.ts";

/** What the grupos without municipality, jornada and so on are counted under. */
const NO_DATA = "Sin dato";

/** `field` as it is written; `compared` without case and accents, as an index holds it. */
const COLUMNS: Record<Dimension, { field: string; compared: Sql }> = {
  nivel: { field: "nombre_nivel", compared: sql`g.nombre_nivel_plano` },
  modalidad: { field: "modalidad", compared: sql`g.modalidad_plano` },
  municipio: { field: "nombre_municipio", compared: sql`g.nombre_municipio_plano` },
  jornada: { field: "jornada", compared: sql`g.jornada_plano` },
  etapa: { field: "etapa", compared: sql`g.etapa_plano` },
};

type Counts = { cantidad: number; total_aprendices_formacion: number };
/** As it goes out: `{ nivel: "TÉCNICO", cantidad: 3, total_aprendices_formacion: 80 }`. */
type Part = Counts & Record<string, string | number>;
/** One of its grupos, the one with the lowest code, says how the value is written. */
type Group = Counts & { ficha: number };

const Grouped = z.object({
  cantidad: z.int(),
  total_aprendices_formacion: z.coerce.number().pipe(z.int()), // MySQL gives sums as text
  ficha: z.int(),
});
const Text = z.string().nullable();

export async function getKpis(db: Db, user: UsuarioSesion, filtro: FiltroTablero) {
  const { kpis } = await count(db, user, filtro, []);
  return kpis;
}

/** The grupos by each value of one dimension, the most frequent first. */
export async function distribute(
  db: Db,
  user: UsuarioSesion,
  filtro: FiltroTablero,
  dimension: Dimension,
): Promise<Part[]> {
  const { parts } = await count(db, user, filtro, [dimension]);
  return parts.get(dimension) ?? [];
}

/** All of it from one reading, so that its numbers agree. */
export async function getTablero(db: Db, user: UsuarioSesion, filtro: FiltroTablero) {
  const { kpis, parts } = await count(db, user, filtro, DIMENSIONS);
  const named = [...parts].map(([dimension, values]) => [`por_${dimension}`, values]);
  return Tablero.parse({ kpis, ...Object.fromEntries(named) });
}

/** One grouped query, whatever the number of dimensions, and one for how the values are written. */
async function count(
  db: Db,
  user: UsuarioSesion,
  filtro: FiltroTablero,
  dimensions: readonly Dimension[],
) {
  const total: Counts = { cantidad: 0, total_aprendices_formacion: 0 };
  const groups = new Map(dimensions.map((name) => [name, new Map<string, Group>()]));
  for (const row of await readGroups(db, user, filtro, dimensions)) {
    const group = Grouped.parse(row);
    add(total, group);
    for (const [name, values] of groups) {
      const value = plain(Text.parse(row[`${COLUMNS[name].field}_plano`]) ?? "").trim();
      const known = values.get(value);
      if (known) add(known, group).ficha = Math.min(known.ficha, group.ficha);
      else values.set(value, { ...group });
    }
  }
  const words = await readWords(db, [...groups.values()].flatMap((it) => [...it.values()]));
  const parts = new Map<Dimension, Part[]>();
  for (const [name, values] of groups) {
    const named = [...values.values()].map(({ ficha, ...counts }) => {
      const written = Text.parse(words.get(ficha)?.[COLUMNS[name].field] ?? null)?.trim();
      return { valor: written || NO_DATA, counts };
    }).sort((a, b) => b.counts.cantidad - a.counts.cantidad || (a.valor < b.valor ? -1 : 1));
    parts.set(name, named.map(({ valor, counts }) => ({ [name]: valor, ...counts })));
  }
  const { cantidad: total_grupo, total_aprendices_formacion } = total;
  return { kpis: Kpis.parse({ total_grupo, total_aprendices_formacion }), parts };
}

function add<T extends Counts>(sum: T, { cantidad, total_aprendices_formacion }: Counts): T {
  sum.cantidad += cantidad;
  sum.total_aprendices_formacion += total_aprendices_formacion;
  return sum;
}

/** A row for each combination of values; none where there are no grupos. */
function readGroups(
  db: Db,
  user: UsuarioSesion,
  { cod_centro, ...filtros }: FiltroTablero,
  dimensions: readonly Dimension[],
): Promise<Row[]> {
  const columns = dimensions.map((name) => COLUMNS[name].compared);
  const matching = [
    sql`g.cod_centro = ${cod_centro}`,
    ...visibleTo(user),
    ...matchingFilters(filtros),
  ];
  return readShared(
    db,
    sql`
    SELECT ${join([...columns, COUNTED], ", ")}
    FROM grupo g LEFT JOIN datos_grupo d ON d.cod_ficha = g.cod_ficha
    ${where(matching)} GROUP BY ${join(columns.length ? columns : [sql`g.cod_centro`], ", ")}`,
  );
}

const COUNTED = sql`
  COUNT(*) AS cantidad, COALESCE(SUM(d.formacion), 0) AS total_aprendices_formacion,
  MIN(g.cod_ficha) AS ficha`;

/** How the grupos that stand for a value write it. */
async function readWords(db: Db, groups: Group[]): Promise<Map<number, Row>> {
  if (groups.length === 0) return new Map();
  const fichas = [...new Set(groups.map(({ ficha }) => ficha))].sort((a, b) => a - b);
  const rows = await readShared(
    db,
    sql`
    SELECT g.cod_ficha, g.nombre_nivel, g.modalidad, g.nombre_municipio, g.jornada, g.etapa
    FROM grupo g WHERE g.cod_ficha IN (${list(fichas)})`,
  );
  return new Map(rows.map((row) => [z.int().parse(row.cod_ficha), row]));
}
