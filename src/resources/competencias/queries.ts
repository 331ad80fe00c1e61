import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { assignments, insertion, sql } from "@/db/sql.ts";
import { containing } from "@/db/text.ts";
import type { Actor } from "@/http/actor.ts";
import { readPage } from "@/http/page.ts";
import { ApiError, renameConstraint } from "@/http/text/problem.ts";
import { changeRecord, record, removeRecord } from "@/resources/auditoria/queries.ts";
import {
  type BusquedaCompetencias,
  type CambiosCompetencia,
  Competencia,
  type NuevaCompetencia,
  ProgramaDeCompetencia,
} from "./schemas.ts";

const COLUMNS = sql`c.cod_competencia, c.nombre, c.horas`;

/** All of them, by code: some thousands. */
export async function listAll(db: Db) {
  const rows = await db.rows(sql`SELECT ${COLUMNS} FROM competencia c ORDER BY c.cod_competencia`);
  return z.array(Competencia).parse(rows);
}

export function search(db: Db, { q, ...pagina }: BusquedaCompetencias) {
  return readPage(db, Competencia, {
    columns: COLUMNS,
    from: sql`competencia c`,
    matching: q === undefined ? [] : [sql`c.busqueda LIKE ${containing(q)} ESCAPE '!'`],
    order: sql`c.cod_competencia`,
    ...pagina,
  });
}

/**
 * Those of a programme, by code.
 * @param la_version undefined for those of any of its versions
 */
export async function listByPrograma(db: Db, cod_programa: number, la_version?: number) {
  const version = la_version === undefined ? sql`` : sql`AND pc.la_version = ${la_version}`;
  const rows = await db.rows(sql`
    SELECT DISTINCT ${COLUMNS}
    FROM programa_competencia pc JOIN competencia c ON c.cod_competencia = pc.cod_competencia
    WHERE pc.cod_programa = ${cod_programa} ${version} ORDER BY c.cod_competencia`);
  return z.array(Competencia).parse(rows);
}

export async function get(db: Db, cod_competencia: number) {
  const [row] = await db.rows(sql`
    SELECT ${COLUMNS} FROM competencia c WHERE c.cod_competencia = ${cod_competencia}`);
  return row && Competencia.parse(row);
}

/** Every version of each programme that has it in any version, or undefined without competencia. */
export async function listProgramas(db: Db, cod_competencia: number) {
  if (!(await get(db, cod_competencia))) return undefined;
  const rows = await db.rows(sql`
    SELECT DISTINCT p.cod_programa, p.la_version, p.nombre AS nombre_programa
    FROM programa_competencia pc JOIN programa_formacion p ON p.cod_programa = pc.cod_programa
    WHERE pc.cod_competencia = ${cod_competencia} ORDER BY p.cod_programa, p.la_version`);
  return z.array(ProgramaDeCompetencia).parse(rows);
}

export async function create(tx: Db, actor: Actor, nueva: NuevaCompetencia): Promise<number> {
  const { cod_competencia } = nueva;
  const row = insertion(nueva, ["cod_competencia", "nombre", "horas"]);
  // The older server said 400 to a code that is taken, and this path was its own.
  await tx.execute(sql`INSERT INTO competencia ${row}`)
    .catch(
      renameConstraint({
        duplicate: new ApiError("peticion-invalida", "La competencia ya existe"),
      }),
    );
  const entry = { accion: "crear", tabla: "competencia", registro: cod_competencia };
  await record(tx, actor, { ...entry, despues: nueva });
  return cod_competencia;
}

/** The competencia as it was left, or undefined when there is none. */
export function update(
  db: Db,
  actor: Actor,
  cod_competencia: number,
  cambios: CambiosCompetencia,
) {
  return changeRecord(db, actor, {
    ...recordOf(cod_competencia),
    write: async (tx) => {
      const set = assignments(cambios, ["nombre", "horas"]);
      if (set.text === "") {
        throw new ApiError("peticion-invalida", "No se pudo actualizar la competencia");
      }
      await tx.execute(sql`
        UPDATE competencia SET ${set} WHERE cod_competencia = ${cod_competencia}`);
    },
  });
}

/** Whether there was one to remove. */
export function remove(db: Db, actor: Actor, cod_competencia: number): Promise<boolean> {
  return removeRecord(db, actor, recordOf(cod_competencia)).catch(renameConstraint({
    reference: new ApiError(
      "referencia",
      `La competencia ${cod_competencia} está en uso (programas, resultados o programaciones)`,
    ),
  }));
}

function recordOf(cod_competencia: number) {
  return {
    table: sql`competencia`,
    key: sql`cod_competencia = ${cod_competencia}`,
    registro: cod_competencia,
    read: (tx: Db) => get(tx, cod_competencia),
  };
}
