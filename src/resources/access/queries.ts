import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { gatherReads } from "@/db/gathered_reads.ts";
import { list, sql } from "@/db/sql.ts";
import { UsuarioSesion } from "@/http/schemas.ts";
import { Propias } from "@/resources/users/passwords.ts";
import { accountForm } from "./throttle/account.ts";

const COLUMNS = sql`u.id_usuario, u.id_rol, u.estado, u.cod_centro, u.version_sesion`;

const Credenciales = UsuarioSesion.extend(Propias.shape);
export type Credenciales = z.infer<typeof Credenciales>;

type Signed = { id_usuario: number; familia: string };

const Sesiones = z.array(UsuarioSesion.extend({ familia: z.string() }));

const readSessions = gatherReads(
  ({ id_usuario, familia }: Signed) => `${id_usuario}:${familia}`,
  async (db, signed) => {
    const rows = Sesiones.parse(
      await db.rows(sql`
      SELECT ${COLUMNS}, t.familia
      FROM (SELECT DISTINCT id_usuario, familia FROM token_refresco
        WHERE familia IN (${list(padded(signed.map(({ familia }) => familia)))})) t
      JOIN usuario u ON u.id_usuario = t.id_usuario`),
    );
    return new Map(rows.map(({ familia, ...user }) => [`${user.id_usuario}:${familia}`, user]));
  },
);

/** The values, the last one repeated up to a round number: few texts, so each is prepared once. */
function padded(values: readonly string[]): string[] {
  const length = SIZES.find((size) => size >= values.length) ?? values.length;
  return Array.from({ length }, (_, i) => values[i] ?? values.at(-1) ?? "");
}
const SIZES = [1, 2, 4, 8, 12];

/**
 * The user of a token, as he is now. Every request asks this: those that arrive together share one
 * statement.
 * @param familia the sign-in that the token belongs to: once closed, it finds nobody
 */
export function getUsuarioSesion(db: Db, id_usuario: number, familia: string) {
  return readSessions(db, { id_usuario, familia });
}

/** The account of an e-mail as `accountForm()` reads it, on both engines. */
export async function getCredenciales(db: Db, correo: string) {
  const form = accountForm(correo);
  const [row] = await db.rows(sql`
    SELECT ${COLUMNS}, u.pass_hash, u.nombre_completo, u.identificacion, u.correo FROM usuario u
    WHERE u.correo_plano = ${form}`);
  const found = row && Credenciales.parse(row);
  // MySQL's collation takes more spellings for the same.
  return found && accountForm(found.correo) === form ? found : undefined;
}
