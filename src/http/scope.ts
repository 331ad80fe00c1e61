import { type Sql, sql } from "@/db/sql.ts";
import { SUPERADMIN, type UsuarioSesion } from "./schemas.ts";

/**
 * The condition that keeps a query inside the caller's centre; none for the superadmin.
 * @param column the centre of the object, as the query names it: sql`g.cod_centro`
 */
export function inScope(user: UsuarioSesion, column: Sql): Sql[] {
  return user.id_rol === SUPERADMIN ? [] : [sql`${column} = ${user.cod_centro}`];
}

/** Whether the caller may name this centre in a body. */
export function canUseCentre(user: UsuarioSesion, cod_centro: number): boolean {
  return user.id_rol === SUPERADMIN || user.cod_centro === cod_centro;
}
