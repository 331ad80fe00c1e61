import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { record } from "@/resources/auditoria/queries.ts";

const Revoked = z.object({
  id_calendario: z.int(),
  tipo: z.string(),
  id: z.int(),
  cod_centro: z.int(),
  id_usuario: z.int(),
  nota: z.string().nullable(),
});

/** Revokes every calendar that this user made: their addresses are dead for good. */
export async function removeAllOf(tx: Db, actor: Actor, id_usuario: number): Promise<void> {
  const rows = await tx.rows(sql`
    SELECT id_calendario, tipo, id, cod_centro, id_usuario, nota FROM calendario
    WHERE id_usuario = ${id_usuario} ORDER BY id_calendario ${tx.locking}`);
  if (rows.length === 0) return;
  await tx.execute(sql`DELETE FROM calendario WHERE id_usuario = ${id_usuario}`);
  for (const { id_calendario, ...antes } of z.array(Revoked).parse(rows)) {
    const entry = { accion: "borrar", tabla: "calendario", registro: id_calendario, antes };
    await record(tx, actor, entry);
  }
}
