import type { Config } from "@/config/config.ts";
import { ConstraintError, type Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import type { Passwords } from "@/http/router.ts";
import { SUPERADMIN } from "@/http/schemas.ts";
import { create } from "./queries.ts";

type Given = { db: Db; config: Config; passwords: Passwords; now: string };

/** What to tell the operator; the password only when it was made up here. */
export type FirstAdmin = { correo: string; password: string | undefined };

/**
 * Creates the first superadmin where there is none.
 * @param now local date and time
 * @returns undefined when there already was one
 */
export async function createFirstAdmin(given: Given): Promise<FirstAdmin | undefined> {
  const { db, config, passwords, now } = given;
  if (await hasSuperadmin(db)) return undefined;
  const made = config.ADMIN_PASSWORD === undefined ? crypto.randomUUID() : undefined;
  const pass_hash = config.ADMIN_PASSWORD ?? made ?? "";
  const hash = await passwords.hash(pass_hash);
  const actor: Actor = { user: undefined, requestId: "arranque", now };
  const nuevo = {
    nombre_completo: "Superadministrador",
    identificacion: "0000000000",
    id_rol: SUPERADMIN,
    correo: config.ADMIN_EMAIL,
    tipo_contrato: "Indefinido",
    telefono: "0000000",
    estado: true,
    cod_centro: 9121,
    pass_hash,
  };
  try {
    await db.transaction((tx) => create(tx, actor, nuevo, hash));
  } catch (error) {
    // Several replicas start at once: another one has created it.
    if (error instanceof ConstraintError || await hasSuperadmin(db)) return undefined;
    throw error;
  }
  return { correo: config.ADMIN_EMAIL, password: made };
}

async function hasSuperadmin(db: Db): Promise<boolean> {
  const found = await db.rows(sql`
    SELECT id_usuario FROM usuario WHERE id_rol = ${SUPERADMIN} LIMIT 1`);
  return found.length > 0;
}
