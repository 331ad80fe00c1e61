import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { ADMIN, FOREIGN_ADMIN, FOREIGN_INSTRUCTOR, INSTRUCTOR, SUPERADMIN } from "../support.ts";

/** Role by user; the least powerful first, so that nobody's act takes away a later one's role. */
export const CALLERS: readonly (readonly [id: number, rol: number])[] = [
  [FOREIGN_INSTRUCTOR, 3],
  [INSTRUCTOR, 3],
  [FOREIGN_ADMIN, 2],
  [ADMIN, 2],
  [SUPERADMIN, 1],
];

/** Undoes what an earlier route did to this caller: a closed session, a state, another role. */
export async function restoreCaller(db: Db, id: number): Promise<void> {
  const [, rol = 0] = CALLERS.find(([other]) => other === id) ?? [];
  await db.execute(sql`
    UPDATE usuario SET estado = ${true}, id_rol = ${rol} WHERE id_usuario = ${id}`);
  await db.execute(sql`DELETE FROM token_refresco WHERE id_usuario = ${id}`);
  await db.execute(sql`
    INSERT INTO token_refresco (huella, familia, id_usuario, vence_en)
    VALUES (${`sesion-${id}`}, ${`familia-${id}`}, ${id}, ${Number.MAX_SAFE_INTEGER})`);
}
