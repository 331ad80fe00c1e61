import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { plain } from "@/db/text.ts";
import { readPage } from "@/http/page.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { inScope } from "@/http/scope.ts";
import { Auditoria, type FiltroAuditoria } from "./schemas.ts";

const kept = z.string().transform((text) => JSON.parse(text)).nullable();

/** As the table keeps it: both sides of the change are JSON text. */
const Row = Auditoria.extend({ antes: kept, despues: kept }).pipe(Auditoria);

/** What was done, the latest first: in the caller's centre, or everywhere for the superadmin. */
export function list(db: Db, user: UsuarioSesion, filtro: FiltroAuditoria) {
  const { id_usuario, tabla, registro, accion, desde, hasta, ...pagina } = filtro;
  return readPage(db, Row, {
    columns: sql`
      a.id_auditoria, a.fecha, a.id_usuario, u.nombre_completo AS nombre_usuario, a.cod_centro,
      a.accion, a.tabla, a.registro, a.antes, a.despues, a.request_id`,
    from: sql`auditoria a`,
    joined: sql`LEFT JOIN usuario u ON u.id_usuario = a.id_usuario`,
    matching: [
      ...inScope(user, sql`a.cod_centro`),
      ...(id_usuario === undefined ? [] : [sql`a.id_usuario = ${id_usuario}`]),
      ...(tabla === undefined ? [] : [sql`a.tabla = ${plain(tabla)}`]),
      ...(registro === undefined ? [] : [sql`a.registro = ${registro}`]),
      ...(accion === undefined ? [] : [sql`a.accion = ${plain(accion)}`]),
      ...(desde === undefined ? [] : [sql`a.fecha >= ${`${desde} 00:00:00`}`]),
      ...(hasta === undefined ? [] : [sql`a.fecha <= ${`${hasta} 23:59:59`}`]),
    ],
    order: sql`a.fecha DESC, a.id_auditoria DESC`,
    ...pagina,
  });
}
