import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { insertion, sql, where } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { readPage } from "@/http/page.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { canUseCentre, inScope } from "@/http/scope.ts";
import { ApiError, renameConstraint } from "@/http/text/problem.ts";
import { record, removeRecord } from "@/resources/auditoria/queries.ts";
import { Cierre, type FiltroCierres, type NuevoCierre } from "./schemas.ts";

const COLUMNS = sql`id_cierre, cod_centro, fecha, motivo`;
const CENTRO = sql`cod_centro`;
const DiaCerrado = Cierre.pick({ fecha: true, motivo: true });

/**
 * The days of a window on which a centre closes by its own decision, with the reason of each; the
 * holidays of the law are not among them. For other resources too: it asks nothing about the caller.
 */
export async function closedDays(
  db: Db,
  cod_centro: number,
  desde: string,
  hasta: string,
): Promise<Map<string, string>> {
  const rows = await db.rows(sql`
    SELECT fecha, motivo FROM cierre_centro
    WHERE cod_centro = ${cod_centro} AND fecha BETWEEN ${desde} AND ${hasta} ORDER BY fecha`);
  return new Map(z.array(DiaCerrado).parse(rows).map(({ fecha, motivo }) => [fecha, motivo]));
}

export function list(db: Db, user: UsuarioSesion, filtro: FiltroCierres) {
  const { cod_centro, desde, hasta, ...pagina } = filtro;
  return readPage(db, Cierre, {
    columns: COLUMNS,
    from: sql`cierre_centro`,
    matching: [
      ...inScope(user, CENTRO),
      ...(cod_centro === undefined ? [] : [sql`cod_centro = ${cod_centro}`]),
      ...(desde === undefined ? [] : [sql`fecha >= ${desde}`]),
      ...(hasta === undefined ? [] : [sql`fecha <= ${hasta}`]),
    ],
    order: sql`fecha, id_cierre`,
    ...pagina,
  });
}

export async function get(db: Db, user: UsuarioSesion, id_cierre: number) {
  const matching = where([sql`id_cierre = ${id_cierre}`, ...inScope(user, CENTRO)]);
  const [row] = await db.rows(sql`SELECT ${COLUMNS} FROM cierre_centro ${matching}`);
  return row && Cierre.parse(row);
}

/** @returns the new id */
export async function create(
  tx: Db,
  user: UsuarioSesion,
  actor: Actor,
  nuevo: NuevoCierre,
): Promise<number> {
  const { fecha, cod_centro = user.cod_centro } = nuevo;
  const unknown = new ApiError(
    "referencia",
    `No existe el centro ${cod_centro}; revise cod_centro`,
  );
  if (!canUseCentre(user, cod_centro)) throw unknown;
  const row = { ...nuevo, cod_centro };
  const { insertId } = await tx.execute(sql`
    INSERT INTO cierre_centro ${insertion(row, ["cod_centro", "fecha", "motivo"])}`)
    .catch(renameConstraint({
      duplicate: new ApiError("duplicado", `El centro ${cod_centro} ya cierra el ${fecha}`),
      reference: unknown,
    }));
  const tabla = "cierre_centro";
  await record(tx, actor, { accion: "crear", tabla, registro: insertId, despues: row });
  return insertId;
}

/** Whether there was one to remove that the caller sees. */
export function remove(db: Db, user: UsuarioSesion, actor: Actor, id_cierre: number) {
  return removeRecord(db, actor, {
    table: sql`cierre_centro`,
    key: sql`id_cierre = ${id_cierre}`,
    registro: id_cierre,
    read: (tx) => get(tx, user, id_cierre),
  });
}
