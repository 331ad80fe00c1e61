import { readConfig } from "@/config/config.ts";
import type { Db } from "@/db/db.ts";
import { sql, tuples } from "@/db/sql.ts";
import { systemClock } from "@/http/clock.ts";
import type { Rol } from "@/http/schemas.ts";
import { createSessions } from "@/http/tokens.ts";
import { getUsuarioSesion } from "@/resources/access/queries.ts";

/** Somebody of a crowd: one of the three roles, in one of its centres, with a session of his own. */
export type Person = {
  id_usuario: number;
  id_rol: Rol;
  cod_centro: number;
  correo: string;
  familia: string;
};

/** The least that a race, a benchmark or a soak is run with. */
export const CROWD = 24;

/** In four people there is one of each role, and a second instructor. */
const ROLES_IN_TURN = [1, 2, 3, 3] as const;
const FIRST_ID = 700_001;

/** The password of them all, and its hash at the cheapest. */
export const PASSWORD = "Cafe-Quindio-2026";
const PASSWORD_HASH = "$2b$04$mxuVfngPFnqcOnztHUdX6./jbw4rEvDoRk2jGBC7Jxu9dOBKhpk8K";

/**
 * So many people of three roles, spread over the centres: everybody who comes after one of a centre
 * is of the next centre.
 */
export function makePeople(count: number, centros: readonly number[]): Person[] {
  return Array.from({ length: count }, (_, i) => ({
    id_usuario: FIRST_ID + i,
    id_rol: ROLES_IN_TURN[Math.trunc(i / centros.length) % ROLES_IN_TURN.length] ?? 3,
    cod_centro: centros[i % centros.length] ?? 0,
    correo: `persona${i + 1}@correo.co`,
    familia: `familia-persona-${i + 1}`,
  }));
}

/** Stores the people, signed in already; their centres are there. */
export async function storePeople(db: Db, people: readonly Person[]): Promise<void> {
  const users = people.map(({ id_usuario, id_rol, cod_centro, correo }, i) => [
    ...[id_usuario, `Persona ${i + 1}`, String(30_000_000 + id_usuario), id_rol, correo],
    ...[PASSWORD_HASH, "CONTRATISTA", "3001112233", true, cod_centro],
  ]);
  await db.execute(sql`
    INSERT INTO usuario (id_usuario, nombre_completo, identificacion, id_rol, correo, pass_hash,
      tipo_contrato, telefono, estado, cod_centro)
    VALUES ${tuples(users)}`);
  const sessions = people.map(({ id_usuario, familia }) =>
    [`huella-${familia}`, familia, id_usuario, Number.MAX_SAFE_INTEGER] as const
  );
  await db.execute(sql`
    INSERT INTO token_refresco (huella, familia, id_usuario, vence_en) VALUES ${tuples(sessions)}`);
}

/** An access token for each, as an API that has this secret signs it at a sign-in. */
export async function signFor(
  db: Db,
  people: readonly Person[],
  JWT_SECRET: string,
): Promise<string[]> {
  const sessions = createSessions({
    config: { ...readConfig({ JWT_ACCESS_TOKEN_EXPIRE_MINUTES: "60" }), JWT_SECRET },
    db,
    clock: systemClock,
    getUser: getUsuarioSesion,
  });
  const unchanged = { estado: true, version_sesion: 0 };
  const signed = people.map(({ familia, ...user }) =>
    sessions.sign({ ...user, ...unchanged }, familia)
  );
  return (await Promise.all(signed)).map(({ token }) => token);
}
