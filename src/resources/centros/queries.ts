import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { assignments, insertion, sql } from "@/db/sql.ts";
import { plain } from "@/db/text.ts";
import type { Actor } from "@/http/actor.ts";
import { readPage } from "@/http/page.ts";
import { ApiError, renameConstraint } from "@/http/text/problem.ts";
import { changeRecord, record, removeRecord } from "@/resources/auditoria/queries.ts";
import { type CambiosCentro, Centro, type FiltroCentros, type NuevoCentro } from "./schemas.ts";

const COLUMNS = sql`cod_centro, nombre_centro, cod_regional`;

export function list(db: Db, { cod_regional, ...pagina }: FiltroCentros) {
  return readPage(db, Centro, {
    columns: COLUMNS,
    from: sql`centro_formacion`,
    matching: cod_regional === undefined ? [] : [sql`cod_regional = ${cod_regional}`],
    order: sql`cod_centro`,
    ...pagina,
  });
}

/** Every centre of the country, by code: some 120. */
export async function listAll(db: Db) {
  const rows = await db.rows(sql`SELECT ${COLUMNS} FROM centro_formacion ORDER BY cod_centro`);
  return z.array(Centro).parse(rows);
}

export async function listByRegional(db: Db, cod_regional: number) {
  const rows = await db.rows(sql`
    SELECT ${COLUMNS} FROM centro_formacion
    WHERE cod_regional = ${cod_regional} ORDER BY cod_centro`);
  return z.array(Centro).parse(rows);
}

export async function get(db: Db, cod_centro: number) {
  const [row] = await db.rows(sql`
    SELECT ${COLUMNS} FROM centro_formacion WHERE cod_centro = ${cod_centro}`);
  return row && Centro.parse(row);
}

/** By its whole name, without regard to case and accents. */
export async function getByNombre(db: Db, nombre: string) {
  const wanted = plain(nombre.trim());
  return (await listAll(db)).find(({ nombre_centro }) => plain(nombre_centro) === wanted);
}

export async function create(tx: Db, actor: Actor, nuevo: NuevoCentro): Promise<number> {
  const { cod_centro } = nuevo;
  const row = insertion(nuevo, ["cod_centro", "nombre_centro", "cod_regional"]);
  await tx.execute(sql`INSERT INTO centro_formacion ${row}`).catch(renameConstraint({
    duplicate: new ApiError("duplicado", `Ya existe el centro ${cod_centro}; use otro código`),
    reference: unknownRegional(nuevo.cod_regional),
  }));
  const tabla = "centro_formacion";
  await record(tx, actor, { accion: "crear", tabla, registro: cod_centro, despues: nuevo });
  return cod_centro;
}

/** The centre as it was left, or undefined when there is none. */
export function update(db: Db, actor: Actor, cod_centro: number, cambios: CambiosCentro) {
  const set = assignments(cambios, ["nombre_centro", "cod_regional"]);
  return changeRecord(db, actor, {
    ...recordOf(cod_centro),
    write: (tx) =>
      tx.execute(sql`UPDATE centro_formacion SET ${set} WHERE cod_centro = ${cod_centro}`)
        .catch(renameConstraint({ reference: unknownRegional(cambios.cod_regional) })),
  });
}

/** Whether there was one to remove. */
export function remove(db: Db, actor: Actor, cod_centro: number): Promise<boolean> {
  return removeRecord(db, actor, recordOf(cod_centro)).catch(renameConstraint({
    reference: new ApiError(
      "referencia",
      `El centro ${cod_centro} está en uso (usuarios, ambientes, grupos...) y no se puede borrar`,
    ),
  }));
}

function unknownRegional(cod_regional: number | undefined): ApiError {
  return new ApiError("referencia", `No existe la regional ${cod_regional}; revise cod_regional`);
}

function recordOf(cod_centro: number) {
  return {
    table: sql`centro_formacion`,
    key: sql`cod_centro = ${cod_centro}`,
    registro: cod_centro,
    read: (tx: Db) => get(tx, cod_centro),
  };
}
