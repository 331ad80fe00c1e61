import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { list, type Sql, sql } from "@/db/sql.ts";
import type { Proposal, TimedSession } from "@/resources/programacion/rules/clashes.ts";
import {
  type BookingContext,
  budgetKey,
  type OtherSessions,
  outcomeKey,
} from "@/resources/programacion/rules/facts.ts";
import { SECONDS } from "@/resources/programacion/upcoming/seconds.ts";
import { periodOf } from "@/time/periods.ts";
import { listStored, occupying } from "./occupancy.ts";

const Taught = z.object({
  cod_ficha: z.int(),
  cod_competencia: z.int(),
  cod_resultado: z.int(),
  id_instructor: z.int(),
  instructor: z.string(),
  segundos: z.number(),
});

const TimedRow = z.object({
  id_programacion: z.int(),
  id_instructor: z.int(),
  fecha_programada: z.string(),
  hora_inicio: z.string(),
  hora_fin: z.string(),
  estado: z.enum(["programada", "cancelada"]),
});

/**
 * What other sessions say to the proposals, whose ambientes are those that they occupy.
 * @param locking `tx.locking` where the answer decides about a write
 */
export async function loadOthers(
  db: Db,
  proposals: readonly Proposal[],
  { limites, locking = sql`` }: Pick<BookingContext, "limites"> & { locking?: Sql },
): Promise<OtherSessions> {
  const fechas = [...new Set(proposals.map(({ fecha_programada }) => fecha_programada))];
  const ids = (column: "id_instructor" | "cod_ficha" | "id_ambiente") => [
    ...new Set(proposals.map((proposal) => proposal[column]).filter((id) => id !== null)),
  ];
  const instructores = ids("id_instructor"), fichas = ids("cod_ficha");
  const occupied = { instructores, fichas, ambientes: ids("id_ambiente") };
  return {
    sesiones: await listStored(db, [occupying(occupied, { fechas })], locking),
    otrosDias: limites.length === 0 ? [] : await listOtherDays(db, instructores, fechas),
    ...await readTaught(db, proposals),
  };
}

/** The sessions of the instructores in the weeks and months of the dates, but not on them. */
async function listOtherDays(
  db: Db,
  instructores: readonly number[],
  fechas: readonly string[],
): Promise<TimedSession[]> {
  const rows = await db.rows(sql`
    SELECT id_programacion, id_instructor, fecha_programada, hora_inicio, hora_fin, estado
    FROM programacion
    WHERE id_instructor IN (${list(instructores)}) AND estado = 'programada'
      AND fecha_programada NOT IN (${list(fechas)}) AND ${duringPeriodsOf(fechas)}`);
  return z.array(TimedRow).parse(rows);
}

/** From the first to the last day of the weeks and months in which the dates lie. */
function duringPeriodsOf(fechas: readonly string[]): Sql {
  const periods = fechas.flatMap((fecha) => [periodOf("semana", fecha), periodOf("mes", fecha)]);
  const desde = periods.map((period) => period.desde).sort().at(0) ?? "";
  const hasta = periods.map((period) => period.hasta).sort().at(-1) ?? "";
  return sql`fecha_programada BETWEEN ${desde} AND ${hasta}`;
}

/** Hours so far per ficha and competencia, and who teaches which resultado to which ficha. */
async function readTaught(db: Db, proposals: readonly Proposal[]) {
  const distinct = (column: "cod_ficha" | "cod_competencia") =>
    list([...new Set(proposals.map((proposal) => proposal[column]))]);
  const replaced = proposals.flatMap(({ id_programacion }) => id_programacion ?? []);
  const except = replaced.length === 0
    ? sql``
    : sql`AND id_programacion NOT IN (${list(replaced)})`;
  const rows = await db.rows(sql`
    SELECT t.cod_ficha, t.cod_competencia, t.cod_resultado, t.id_instructor,
      u.nombre_completo AS instructor, t.segundos
    FROM (
      SELECT cod_ficha, cod_competencia, cod_resultado, id_instructor, SUM(${SECONDS}) AS segundos
      FROM programacion
      WHERE cod_ficha IN (${distinct("cod_ficha")}) AND estado = 'programada'
        AND cod_competencia IN (${distinct("cod_competencia")}) ${except}
      GROUP BY cod_ficha, cod_competencia, cod_resultado, id_instructor
    ) t JOIN usuario u ON u.id_usuario = t.id_instructor
    ORDER BY u.nombre_orden, t.id_instructor`);
  const taught = z.array(Taught).parse(rows);
  const programados = new Map<string, number>();
  for (const row of taught) {
    const key = budgetKey(row);
    programados.set(key, (programados.get(key) ?? 0) + row.segundos / 60);
  }
  return { programados, dictan: Map.groupBy(taught, outcomeKey) };
}
