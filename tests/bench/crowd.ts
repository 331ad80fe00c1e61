import type { Db } from "@/db/db.ts";
import { openDb } from "@/db/setup/open.ts";
import { sql } from "@/db/sql.ts";
import type { Rol } from "@/http/schemas.ts";
import { CROWD, makePeople, type Person, signFor, storePeople } from "../people/people.ts";
import { SECRET } from "./api_process.ts";
import type { Database } from "./place.ts";

/** Somebody with the token of his session. */
export type Member = Person & { token: string };

export const CENTROS = [9121, 9122] as const;

/**
 * People of three roles and two centres in a migrated database, each in a session of his own: nothing
 * is measured with one session, which would hide what happens between two.
 */
export async function addCrowd(
  { database }: Database,
  count = CROWD,
): Promise<Member[]> {
  const db = await openDb(database);
  try {
    return await storeCrowd(db, count);
  } finally {
    await db.close();
  }
}

export async function storeCrowd(db: Db, count = CROWD): Promise<Member[]> {
  const there = await db.rows(sql`SELECT cod_centro FROM centro_formacion`);
  for (const cod_centro of CENTROS) {
    if (there.some((row) => row.cod_centro === cod_centro)) continue;
    await db.execute(sql`
      INSERT INTO centro_formacion (cod_centro, nombre_centro, cod_regional)
      VALUES (${cod_centro}, ${`CENTRO ${cod_centro}`}, 66)`);
  }
  const people = makePeople(count, CENTROS);
  await storePeople(db, people);
  const tokens = await signFor(db, people, SECRET);
  return people.map((person, i) => ({ ...person, token: tokens[i] ?? "" }));
}

/** Those of one role. */
export function ofRole(crowd: readonly Member[], rol: Rol): Member[] {
  return crowd.filter(({ id_rol }) => id_rol === rol);
}
