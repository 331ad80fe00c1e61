import { chunks, updateBulk } from "@/db/bulk.ts";
import type { Db, Row } from "@/db/db.ts";
import { list, type Sql, sql } from "@/db/sql.ts";
import { plainAscii } from "@/db/text.ts";

// `grupo.busqueda` holds all that a search looks for in a grupo, so that it reads one table and one
// column. Whoever writes any of it calls `refreshSearch()` in the same transaction.

/** Before each part but the code, which comes first. ASCII has these signs to separate with. */
export const BEFORE = {
  cod_programa: "\x1c",
  nombre_programa: "\x1d",
  responsable: "\x1e",
  nombre_ambiente: "\x1f",
};

const PARTS = Object.keys(BEFORE) as (keyof typeof BEFORE)[];
const TEXT = { table: sql`grupo`, key: ["cod_ficha"], columns: ["busqueda"] };
/** What the column holds: only signs outside ASCII could fill it, and are then not all found. */
const MAX_LENGTH = 700;
const AT_ONCE = 500;

/**
 * Writes again what is searched in the grupos that a condition on `grupo g` names. It holds them
 * first: whoever is changing one of them, or its programme, is waited for.
 */
export async function refreshSearch(tx: Db, matching: Sql): Promise<void> {
  const held = await tx.rows(
    sql`SELECT g.cod_ficha FROM grupo g WHERE ${matching} ${tx.locking}`,
  );
  for await (const chunk of chunks(held, AT_ONCE)) {
    const rows = await tx.rows(sql`
      SELECT g.cod_ficha, g.cod_programa, p.nombre AS nombre_programa, g.responsable,
        a.nombre_ambiente, g.busqueda
      FROM grupo g
      JOIN programa_formacion p ON p.cod_programa = g.cod_programa AND p.la_version = g.la_version
      LEFT JOIN ambiente_formacion a ON a.id_ambiente = g.id_ambiente
      WHERE g.cod_ficha IN (${list(chunk.map((row) => Number(row.cod_ficha)))})`);
    const changed = rows.flatMap((row) => {
      const busqueda = textOf(row);
      return busqueda === row.busqueda
        ? []
        : [{ key: [Number(row.cod_ficha)], values: { busqueda } }];
    });
    await updateBulk(tx, TEXT, changed);
  }
}

/** Of grupos that came without it: by SQL, from an earlier release, or before the column did. */
export async function writeMissingSearch(db: Db): Promise<void> {
  const missing = await db.rows(sql`SELECT g.cod_ficha FROM grupo g WHERE g.busqueda = ''`);
  for await (const chunk of chunks(missing, AT_ONCE)) {
    const fichas = list(chunk.map((row) => Number(row.cod_ficha)));
    await db.transaction((tx) => refreshSearch(tx, sql`g.cod_ficha IN (${fichas})`));
  }
}

function textOf(row: Row): string {
  const parts = PARTS.map((part) => BEFORE[part] + plainAscii(String(row[part] ?? "")));
  return `${row.cod_ficha}${parts.join("")}`.slice(0, MAX_LENGTH);
}
