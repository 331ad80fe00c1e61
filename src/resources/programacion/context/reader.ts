import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { sql, where } from "@/db/sql.ts";
import { INSTRUCTOR, type UsuarioSesion } from "@/http/schemas.ts";
import { visibleTo } from "@/resources/grupos/matching.ts";
import type { Reader } from "@/resources/programacion/rules/reasons.ts";

/** An instructor learns about his own sessions and those of his fichas; undefined for others. */
export async function readerFor(db: Db, user: UsuarioSesion): Promise<Reader | undefined> {
  if (user.id_rol !== INSTRUCTOR) return undefined;
  const rows = await db.rows(sql`SELECT g.cod_ficha FROM grupo g ${where(visibleTo(user))}`);
  const fichas = new Set(rows.map(({ cod_ficha }) => z.int().parse(cod_ficha)));
  return ({ id_instructor, cod_ficha }) =>
    id_instructor === user.id_usuario || fichas.has(cod_ficha);
}
