import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { sql, tuples } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";

// The fields that people have set themselves and that an import leaves as they are. Of what the
// reports bring, only the hours of a programme are theirs too: the schedule and the room of a grupo
// and the hours of a competencia no import writes at all.

/** A record as the audit trail names it. */
type Registro = { tabla: string; registro: string };

/** Remembers, in the transaction of the change itself, that a person has set these fields. */
export async function keepManual(
  tx: Db,
  actor: Actor,
  { tabla, registro }: Registro,
  campos: readonly string[],
): Promise<void> {
  const known = (await listManual(tx, tabla, registro)).get(registro);
  const nuevos = campos.filter((campo) => !known?.has(campo));
  if (nuevos.length === 0) return;
  const by = actor.user?.id_usuario ?? null;
  const rows = nuevos.map((campo) => [tabla, registro, campo, by, actor.now]);
  await tx.execute(sql`
    INSERT INTO campo_manual (tabla, registro, campo, id_usuario, fecha) VALUES ${tuples(rows)}`);
}

/** Forgets a record that is gone: its like may come again from a report. */
export async function forgetManual(tx: Db, { tabla, registro }: Registro): Promise<void> {
  await tx.execute(sql`
    DELETE FROM campo_manual WHERE tabla = ${tabla} AND registro = ${registro}`);
}

const Row = z.object({ registro: z.string(), campo: z.string() });

/**
 * What people have set in a table, by record: `228118/1` -> `horas_lectivas`.
 * @param registro only of this one
 */
export async function listManual(
  db: Db,
  tabla: string,
  registro?: string,
): Promise<Map<string, Set<string>>> {
  const one = registro === undefined ? sql`` : sql`AND registro = ${registro}`;
  const rows = await db.rows(sql`
    SELECT registro, campo FROM campo_manual WHERE tabla = ${tabla} ${one}`);
  const byRegistro = Map.groupBy(z.array(Row).parse(rows), (row) => row.registro);
  return new Map(
    [...byRegistro].map(([name, fields]) => [name, new Set(fields.map(({ campo }) => campo))]),
  );
}
