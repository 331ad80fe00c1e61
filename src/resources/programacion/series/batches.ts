import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { insertion, type Sql, sql, tuples, where } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { INSTRUCTOR, type UsuarioSesion } from "@/http/schemas.ts";
import { inScope } from "@/http/scope.ts";
import { SeriesSession } from "./schemas/sesion.ts";

/** A session before and after a batch; `antes` is null for one that the batch created. */
export type Movement = {
  id_programacion: number;
  version: number;
  antes: object | null;
  despues: object;
};

export async function insertSerie(
  tx: Db,
  { user, now }: Actor,
  { cod_ficha, plan }: { cod_ficha: number; plan: object },
): Promise<number> {
  const row = {
    ...{ cod_ficha, plan: JSON.stringify(plan) },
    ...{ creada_por: user?.id_usuario, creada_en: now },
  };
  const columns = insertion(row, ["cod_ficha", "plan", "creada_por", "creada_en"]);
  return (await tx.execute(sql`INSERT INTO serie ${columns}`)).insertId;
}

/** Keeps what one act did to the sessions of a series. @returns the id of the batch */
export async function insertLote(
  tx: Db,
  { user, now }: Actor,
  { id_serie, accion, sesiones }: {
    id_serie: number;
    accion: "crear" | "cambiar";
    sesiones: readonly Movement[];
  },
): Promise<number> {
  const row = { id_serie, accion, creado_por: user?.id_usuario, creado_en: now };
  const columns = insertion(row, ["id_serie", "accion", "creado_por", "creado_en"]);
  const { insertId } = await tx.execute(sql`INSERT INTO lote ${columns}`);
  const rows = sesiones.map(({ id_programacion, version, antes, despues }) => [
    ...[insertId, id_programacion, version],
    ...[antes && JSON.stringify(antes), JSON.stringify(despues)],
  ]);
  await tx.execute(sql`
    INSERT INTO lote_sesion (id_lote, id_programacion, version, antes, despues)
    VALUES ${tuples(rows)}`);
  return insertId;
}

const LoteRow = z.object({
  id_lote: z.int(),
  id_serie: z.int(),
  cod_centro: z.int(),
  deshecho_en: z.string().nullable(),
});
export type Lote = z.infer<typeof LoteRow>;

const kept = z.string().transform((text) => JSON.parse(text)).pipe(SeriesSession).nullable();
const MovementRow = z.object({ id_programacion: z.int(), version: z.int(), antes: kept });
export type Moved = z.infer<typeof MovementRow>;

/** An instructor sees the batches that he made, which are those that he may undo. */
export function madeBy(user: UsuarioSesion): Sql[] {
  return user.id_rol === INSTRUCTOR ? [sql`l.creado_por = ${user.id_usuario}`] : [];
}

/**
 * The batches of a series that the caller sees, the newest first. Whoever calls has made sure that
 * he sees the series.
 */
export function listLotes(db: Db, user: UsuarioSesion, id_serie: number) {
  return db.rows(sql`
    SELECT l.id_lote, l.accion, l.creado_por, l.creado_en, l.deshecho_en FROM lote l
    ${where([sql`l.id_serie = ${id_serie}`, ...madeBy(user)])}
    ORDER BY l.creado_en DESC, l.id_lote DESC`);
}

/** When the caller sees it. */
export async function getLote(db: Db, user: UsuarioSesion, id_lote: number) {
  const [row] = await db.rows(sql`
    SELECT l.id_lote, l.id_serie, g.cod_centro, l.deshecho_en
    FROM lote l JOIN serie s ON s.id_serie = l.id_serie JOIN grupo g ON g.cod_ficha = s.cod_ficha
    ${where([sql`l.id_lote = ${id_lote}`, ...inScope(user, sql`g.cod_centro`), ...madeBy(user)])}`);
  return row && LoteRow.parse(row);
}

export async function listMoved(db: Db, id_lote: number): Promise<Moved[]> {
  const rows = await db.rows(sql`
    SELECT id_programacion, version, antes FROM lote_sesion WHERE id_lote = ${id_lote}`);
  return z.array(MovementRow).parse(rows);
}

/** Whether it was still there to be undone. */
export async function markUndone(tx: Db, { user, now }: Actor, id_lote: number): Promise<boolean> {
  const { affected } = await tx.execute(sql`
    UPDATE lote SET deshecho_por = ${user?.id_usuario ?? null}, deshecho_en = ${now}
    WHERE id_lote = ${id_lote} AND deshecho_en IS NULL`);
  return affected === 1;
}
