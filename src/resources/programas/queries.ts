import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { assignments, insertion, type Sql, sql } from "@/db/sql.ts";
import { containing } from "@/db/text.ts";
import type { Actor } from "@/http/actor.ts";
import { readPage } from "@/http/page.ts";
import { ApiError, renameConstraint } from "@/http/text/problem.ts";
import { changeRecord, record, removeRecord } from "@/resources/auditoria/queries.ts";
import { refreshSearch } from "@/resources/grupos/search_text.ts";
import { unlinkAll } from "./links.ts";
import { forgetManual, keepManual } from "./manual.ts";
import {
  type CambiosPrograma,
  type FiltroProgramas,
  type NuevoPrograma,
  Programa,
  type VersionPrograma,
} from "./schemas.ts";

const COLUMNS = sql`cod_programa, la_version, nombre, horas_lectivas, horas_productivas`;

/** What an import never overwrites once a person has set it. */
const HOURS = ["horas_lectivas", "horas_productivas"] as const;

/** Each version is a row of its own; by code and version. */
export function list(db: Db, { q, ...pagina }: FiltroProgramas) {
  return readPage(db, Programa, {
    columns: COLUMNS,
    from: sql`programa_formacion`,
    matching: q ? [sql`busqueda LIKE ${containing(q)} ESCAPE '!'`] : [],
    order: sql`cod_programa, la_version`,
    ...pagina,
  });
}

/** The versions of a programme, newest first; none where there is no such programme. */
export async function listVersions(db: Db, cod_programa: number) {
  const rows = await db.rows(sql`
    SELECT ${COLUMNS} FROM programa_formacion
    WHERE cod_programa = ${cod_programa} ORDER BY la_version DESC`);
  return z.array(Programa).parse(rows);
}

export async function get(db: Db, version: VersionPrograma) {
  const [row] = await db.rows(sql`
    SELECT ${COLUMNS} FROM programa_formacion WHERE ${keyOf(version)}`);
  return row && Programa.parse(row);
}

/** The highest version of a programme. */
export async function getLatest(db: Db, cod_programa: number) {
  const [row] = await db.rows(sql`
    SELECT ${COLUMNS} FROM programa_formacion
    WHERE cod_programa = ${cod_programa} ORDER BY la_version DESC LIMIT 1`);
  return row && Programa.parse(row);
}

/** @returns the key of the new version */
export async function create(tx: Db, actor: Actor, nuevo: NuevoPrograma): Promise<VersionPrograma> {
  const { cod_programa, la_version } = nuevo;
  const row = insertion(nuevo, [
    "cod_programa",
    "la_version",
    "nombre",
    ...HOURS,
  ]);
  await tx.execute(sql`INSERT INTO programa_formacion ${row}`).catch(renameConstraint({
    duplicate: new ApiError(
      "duplicado",
      `Ya existe la versión ${la_version} del programa ${cod_programa}; use otra versión`,
    ),
  }));
  const { table: { text: tabla }, registro } = recordOf(nuevo);
  await record(tx, actor, { accion: "crear", tabla, registro, despues: nuevo });
  // Zero is what stands there until a report says more.
  await keepManual(tx, actor, { tabla, registro }, HOURS.filter((field) => nuevo[field] > 0));
  return { cod_programa, la_version };
}

/** The version as it was left, or undefined when there is none. */
export function update(
  db: Db,
  actor: Actor,
  version: VersionPrograma,
  cambios: CambiosPrograma,
): Promise<Programa | undefined> {
  const set = assignments(cambios, ["nombre", ...HOURS]);
  const { table: { text: tabla }, registro } = recordOf(version);
  return changeRecord(db, actor, {
    ...recordOf(version),
    write: async (tx, before) => {
      await tx.execute(sql`UPDATE programa_formacion SET ${set} WHERE ${keyOf(version)}`);
      if (cambios.nombre) await refreshSearch(tx, keyOf(version));
      const changed = HOURS.filter((field) => (cambios[field] ?? before[field]) !== before[field]);
      await keepManual(tx, actor, { tabla, registro }, changed);
    },
  });
}

/** Removes a version that no grupo follows, with its links. Whether there was one to remove. */
export function remove(db: Db, actor: Actor, version: VersionPrograma): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { table: { text: tabla }, registro } = recordOf(version);
    await unlinkAll(tx, actor, version);
    await forgetManual(tx, { tabla, registro });
    return await removeRecord(tx, actor, recordOf(version));
  }).catch(renameConstraint({
    reference: new ApiError(
      "referencia",
      `La versión ${version.la_version} del programa ${version.cod_programa} tiene grupos`,
    ),
  }));
}

function keyOf({ cod_programa, la_version }: VersionPrograma): Sql {
  return sql`cod_programa = ${cod_programa} AND la_version = ${la_version}`;
}

function recordOf(version: VersionPrograma) {
  return {
    table: sql`programa_formacion`,
    key: keyOf(version),
    registro: `${version.cod_programa}/${version.la_version}`,
    read: (tx: Db) => get(tx, version),
  };
}
