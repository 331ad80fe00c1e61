import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { join, list, type Sql, sql } from "@/db/sql.ts";
import { chunksOf, giveWay } from "@/db/turns.ts";
import { byDate } from "@/resources/programacion/rules/by_date.ts";
import { isClosed, isVirtual } from "@/resources/programacion/rules/validity.ts";
import { readHit, SHOWN, unlinkedFrom } from "./queries.ts";
import type { Afectadas } from "./schemas.ts";

/** What sessions take over from their ficha and an import writes. */
const Heredado = z.object({
  fecha_inicio: z.string().nullable(),
  fecha_fin: z.string().nullable(),
  estado_grupo: z.string().nullable(),
  cod_programa: z.int(),
  la_version: z.int(),
  modalidad: z.string().nullable(),
});
const Ficha = Heredado.extend({ cod_ficha: z.int(), id_ambiente: z.int().nullable() });
type Ficha = z.infer<typeof Ficha>;

/** The columns that an import changes in a ficha, with their new values. */
export type FichaChange = { cod_ficha: number; cambios: Readonly<Record<string, unknown>> };

/** A competencia that an import takes from a programme. */
export type Unlinked = { cod_programa: number; la_version: number; cod_competencia: number };

/** Fichas that are looked up, and fichas whose sessions are looked at, by one statement. */
const LOOKED_UP = 500, JUDGED = 100;

/** Whether a change of a ficha bears on its sessions. */
export function isInherited({ cambios }: FichaChange): boolean {
  return Object.keys(Heredado.shape).some((name) => name in cambios);
}

/**
 * The sessions to come that the changes of an import leave invalid, written or not yet. Only what
 * changes is looked up, and only fichas that have sessions to come are looked at.
 */
export async function hitByImport(
  db: Db,
  { fichas, unlinked }: { fichas: readonly FichaChange[]; unlinked: readonly Unlinked[] },
  today: string,
): Promise<Afectadas> {
  let found: Afectadas = { total: 0, primeras: [] };
  for await (const condition of conditionsOf(db, { fichas, unlinked }, today)) {
    const { total, primeras } = await readHit(db, [condition], today);
    found = {
      total: found.total + total,
      primeras: [...found.primeras, ...primeras].sort(byDate).slice(0, SHOWN),
    };
    await giveWay();
  }
  return found;
}

async function* conditionsOf(
  db: Db,
  { fichas, unlinked }: { fichas: readonly FichaChange[]; unlinked: readonly Unlinked[] },
  today: string,
): AsyncGenerator<Sql> {
  const changed = new Map(fichas.filter(isInherited).map((it) => [it.cod_ficha, it.cambios]));
  for (const codes of chunksOf([...changed.keys()], LOOKED_UP)) {
    const busy = await listBusy(db, codes, today);
    const conditions = busy.flatMap((ficha) =>
      invalidOf(ficha, changed.get(ficha.cod_ficha) ?? {})
    );
    for (const some of chunksOf(conditions, JUDGED)) yield anyOf(some);
  }
  for (const some of chunksOf(unlinked, JUDGED)) {
    yield anyOf(some.map((it) =>
      sql`(
      g.cod_programa = ${it.cod_programa} AND g.la_version = ${it.la_version}
      AND p.cod_competencia = ${it.cod_competencia})`
    ));
  }
}

/** Those of the fichas that have sessions to come, as they are now. */
async function listBusy(db: Db, codes: readonly number[], today: string): Promise<Ficha[]> {
  const rows = await db.rows(sql`
    SELECT g.cod_ficha, g.fecha_inicio, g.fecha_fin, g.estado_grupo, g.cod_programa, g.la_version,
      g.modalidad, g.id_ambiente
    FROM grupo g
    WHERE g.cod_ficha IN (${list(codes)}) AND EXISTS (
      SELECT 1 FROM programacion p WHERE p.cod_ficha = g.cod_ficha
        AND p.fecha_programada >= ${today} AND p.estado = 'programada')`);
  return z.array(Ficha).parse(rows);
}

/** Which sessions of a ficha are invalid after a change of it: none, or those of a condition. */
function invalidOf(before: Ficha, cambios: FichaChange["cambios"]): Sql[] {
  const ficha = Ficha.parse({ ...before, ...cambios });
  const { fecha_inicio, fecha_fin, cod_programa, la_version } = ficha;
  const found: Sql[] = [];
  if ("estado_grupo" in cambios && isClosed(ficha.estado_grupo)) found.push(sql`1 = 1`);
  if ("fecha_inicio" in cambios || "fecha_fin" in cambios) {
    if (fecha_inicio !== null) found.push(sql`p.fecha_programada < ${fecha_inicio}`);
    if (fecha_fin !== null) found.push(sql`p.fecha_programada > ${fecha_fin}`);
  }
  if ("cod_programa" in cambios || "la_version" in cambios) {
    found.push(unlinkedFrom(sql`${cod_programa}`, sql`${la_version}`));
  }
  if ("modalidad" in cambios && isVirtual(ficha)) found.push(sql`p.id_ambiente IS NOT NULL`);
  else if ("modalidad" in cambios && ficha.id_ambiente !== null) {
    found.push(sql`p.id_ambiente IS NULL`);
  }
  return found.length === 0 ? [] : [sql`(p.cod_ficha = ${ficha.cod_ficha} AND ${anyOf(found)})`];
}

function anyOf(conditions: readonly Sql[]): Sql {
  return sql`(${join(conditions, " OR ")})`;
}
