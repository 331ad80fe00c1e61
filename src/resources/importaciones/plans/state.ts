import { createHash } from "node:crypto";
import * as z from "zod";
import { readBulk } from "@/db/bulk.ts";
import type { Db } from "@/db/db.ts";
import type { Sql } from "@/db/sql.ts";
import { type Estado, nameOf, type Parte, type Valores } from "./plan.ts";
import { NOMBRES, TABLAS } from "./tables.ts";

const Row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

type Named = Pick<Parte, "tabla" | "key">;

/**
 * What is in the database now of the records that these name, each once.
 * @param lock `tx.locking`, to keep it so until the transaction ends
 */
export async function readState(db: Db, partes: readonly Named[], lock?: Sql): Promise<Estado> {
  const estado = new Map<string, Valores>();
  for (const tabla of NOMBRES) {
    const keys = new Map(
      partes.filter((it) => it.tabla === tabla).map(({ key }) => [key.join("/"), key]),
    );
    if (keys.size === 0) continue;
    const { key, columns } = TABLAS[tabla];
    const rows = await readBulk(db, TABLAS[tabla], [...keys.values()], lock);
    for (const row of rows) {
      const values = Row.parse(row);
      const name = nameOf(tabla, key.map((column) => values[column]));
      estado.set(name, Object.fromEntries(columns.map((it) => [it, values[it] ?? null])));
    }
  }
  return estado;
}

/**
 * Tells whether any of the records that it is given, in this order, has changed, appeared or gone
 * since it was asked before.
 */
export function createFingerprint() {
  const hash = createHash("sha256");
  return {
    add(partes: readonly Named[], estado: Estado): void {
      for (const { tabla, key } of partes) {
        const name = nameOf(tabla, key);
        hash.update(`${name}=${JSON.stringify(estado.get(name) ?? null)}\n`);
      }
    },
    end: () => hash.digest("hex"),
  };
}
