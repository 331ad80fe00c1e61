import type { Db } from "@/db/db.ts";
import { insertion, sql } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { readPage } from "@/http/page.ts";
import type { Pagina } from "@/http/schemas.ts";
import { ApiError, renameConstraint } from "@/http/text/problem.ts";
import { changeRecord, record, removeRecord } from "@/resources/auditoria/queries.ts";
import { type CambiosRegional, type NuevaRegional, Regional } from "./schemas.ts";

const COLUMNS = sql`cod_regional, nombre`;

export function list(db: Db, pagina: Pagina) {
  return readPage(db, Regional, {
    columns: COLUMNS,
    from: sql`regional`,
    matching: [],
    order: sql`cod_regional`,
    ...pagina,
  });
}

export async function get(db: Db, cod_regional: number) {
  const [row] = await db.rows(sql`
    SELECT ${COLUMNS} FROM regional WHERE cod_regional = ${cod_regional}`);
  return row && Regional.parse(row);
}

export async function create(tx: Db, actor: Actor, nueva: NuevaRegional): Promise<number> {
  const { cod_regional } = nueva;
  await tx.execute(sql`INSERT INTO regional ${insertion(nueva, ["cod_regional", "nombre"])}`)
    .catch(renameConstraint({
      duplicate: new ApiError(
        "duplicado",
        `Ya existe la regional ${cod_regional}; use otro código`,
      ),
    }));
  const entry = { accion: "crear", tabla: "regional", registro: cod_regional, despues: nueva };
  await record(tx, actor, entry);
  return cod_regional;
}

/** The regional as it was left, or undefined when there is none. */
export function update(db: Db, actor: Actor, cod_regional: number, { nombre }: CambiosRegional) {
  return changeRecord(db, actor, {
    ...recordOf(cod_regional),
    write: (tx) =>
      tx.execute(sql`UPDATE regional SET nombre = ${nombre} WHERE cod_regional = ${cod_regional}`),
  });
}

/** Whether there was one to remove. */
export function remove(db: Db, actor: Actor, cod_regional: number): Promise<boolean> {
  return removeRecord(db, actor, recordOf(cod_regional)).catch(renameConstraint({
    reference: new ApiError(
      "referencia",
      `La regional ${cod_regional} tiene centros de formación; páselos antes a otra`,
    ),
  }));
}

function recordOf(cod_regional: number) {
  return {
    table: sql`regional`,
    key: sql`cod_regional = ${cod_regional}`,
    registro: cod_regional,
    read: (tx: Db) => get(tx, cod_regional),
  };
}
