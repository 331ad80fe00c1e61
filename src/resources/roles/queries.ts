import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { join, sql } from "@/db/sql.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { inScope } from "@/http/scope.ts";
import { type FiltroRoles, Rol, UsuariosPorRol } from "./schemas.ts";

export async function list(db: Db): Promise<Rol[]> {
  return z.array(Rol).parse(await db.rows(sql`SELECT id_rol, nombre FROM rol ORDER BY id_rol`));
}

/** Every role, also those that nobody has, with the users that the caller may see. */
export async function countUsuarios(db: Db, user: UsuarioSesion, { cod_centro }: FiltroRoles) {
  const counted = join([
    sql`u.id_rol = r.id_rol`,
    ...inScope(user, sql`u.cod_centro`),
    ...(cod_centro === undefined ? [] : [sql`u.cod_centro = ${cod_centro}`]),
  ], " AND ");
  const rows = await db.rows(sql`
    SELECT r.id_rol, r.nombre, COUNT(u.id_usuario) AS total,
      COUNT(CASE WHEN u.estado = ${true} THEN 1 END) AS activos
    FROM rol r LEFT JOIN usuario u ON ${counted}
    GROUP BY r.id_rol, r.nombre ORDER BY r.id_rol`);
  return z.array(UsuariosPorRol).parse(rows);
}
