import { createHash } from "node:crypto";
import type { Db, Row } from "@/db/db.ts";
import { list, sql } from "@/db/sql.ts";

/** The schema of a database is not one that this code may work with. Its text is for the operator. */
export class SchemaError extends Error {
  override name = "SchemaError";
}

/** Says whether a file still is what was applied, whatever ends its lines. */
export function checksumOf(text: string): string {
  return createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex");
}

/** A file of `sql/<engine>/`, and what it creates. */
type File = { archivo: string; text: string };

/**
 * Holds what a database has noted to the files of this release.
 * @throws SchemaError for a migration that this release does not know, or that was edited since
 */
export function refuseForeignNotes(notes: readonly Row[], files: readonly File[]): void {
  const known = new Map(files.map(({ archivo, text }) => [archivo, text]));
  const unknown = notes.map(({ archivo }) => String(archivo)).filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new SchemaError(
      `La base de datos es de una versión más nueva que este programa: tiene ${
        unknown.join(", ")
      }, ` +
        "que aquí no existe. Instale esa versión o una posterior; no se cambió nada.",
    );
  }
  const edited = notes.filter(({ archivo, suma }) =>
    typeof suma === "string" && suma !== checksumOf(known.get(String(archivo)) ?? "")
  ).map(({ archivo }) => String(archivo));
  if (edited.length === 0) return;
  throw new SchemaError(
    `Se editó una migración que esta base de datos ya aplicó: ${
      edited.join(", ")
    }. Deje el archivo ` +
      "de sql/ como venía en la versión instalada y haga el cambio en una migración nueva.",
  );
}

/** The tables of this database that have the name of one of ours. */
export async function findTables(db: Db, files: readonly File[]): Promise<string[]> {
  const names = files.flatMap(({ text }) =>
    [...text.matchAll(/^CREATE TABLE IF NOT EXISTS (\w+)/gm)].map(([, name = ""]) => name)
  );
  const rows = db.engine === "mysql"
    ? await db.rows(sql`
        SELECT table_name AS name FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_name IN (${list(names)}) ORDER BY table_name`)
    : await db.rows(sql`
        SELECT name FROM sqlite_master
        WHERE type = 'table' AND name IN (${list(names)}) ORDER BY name`);
  return rows.map(({ name }) => String(name));
}

/**
 * Refuses the tables of another system under our names: their keys are not ours, and the first foreign
 * key would fail half way.
 * @param isNoted whether the database has the table of our migrations, which is older than any other
 * @throws SchemaError before anything is written
 */
export async function refuseForeignTables(db: Db, found: readonly string[], isNoted: boolean) {
  if (found.length === 0 || (isNoted && await hasOurKeys(db, found))) return;
  const shown = found.slice(0, 5).join(", ") + (found.length > 5 ? "..." : "");
  throw new SchemaError(
    `La base de datos ya tiene tablas de otro sistema (${shown}) y no se tocó nada. Si son las del ` +
      "sistema anterior, ejecute deno task adoptar; si no, use una base de datos vacía (" +
      (db.engine === "mysql" ? "DB_NAME" : "DB_FILE") + ").",
  );
}

/** Columns that the first migration gives to tables which other systems have too. */
const OURS = [["usuario", "version_sesion"], ["programacion", "version"]] as const;
/** The keys to which our foreign keys point: ours have no sign. */
const KEYS = [
  ...["id_rol", "cod_regional", "cod_centro", "id_usuario", "id_ambiente", "cod_programa"],
  ...["la_version", "cod_competencia", "cod_resultado", "cod_ficha"],
];

async function hasOurKeys(db: Db, found: readonly string[]): Promise<boolean> {
  for (const [table, column] of OURS) {
    if (found.includes(table) && !await hasColumn(db, table, column)) return false;
  }
  if (db.engine === "sqlite") return true;
  const foreign = await db.rows(sql`
    SELECT table_name AS name FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name IN (${list(found)})
      AND column_name IN (${list(KEYS)}) AND column_type NOT LIKE '%unsigned%'`);
  return foreign.length === 0;
}

async function hasColumn(db: Db, table: string, column: string): Promise<boolean> {
  const rows = db.engine === "mysql"
    ? await db.rows(sql`
        SELECT 1 AS uno FROM information_schema.columns
        WHERE table_schema = DATABASE() AND table_name = ${table} AND column_name = ${column}`)
    : await db.rows(sql`SELECT 1 AS uno FROM pragma_table_xinfo(${table}) WHERE name = ${column}`);
  return rows.length > 0;
}
