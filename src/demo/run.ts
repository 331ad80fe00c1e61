import type { Config } from "@/config/config.ts";
import type { Db } from "@/db/db.ts";
import { type Clock, localDateTime } from "@/http/clock.ts";
import type { Passwords } from "@/http/router.ts";
import { SUPERADMIN } from "@/http/schemas.ts";
import { fill, isFilled } from "./fill.ts";
import { COORDINADORA, INSTRUCTORES } from "./people.ts";

const CENTRO = 9121;

/** Known to everybody who reads this: only for the embedded database of one's own machine. */
const PASSWORD = "Guadua-y-Cafe-9121";

type Given = { config: Config; db: Db; passwords: Passwords; clock: Clock };

/**
 * Fills the centre 9121 with an invented one, all or nothing, and says who can sign in. Where it was
 * filled before it changes nothing.
 */
export async function fillDemo(given: Given, say: (text: string) => void): Promise<void> {
  const { config, db, passwords, clock } = given;
  const password = config.DB_HOST ? crypto.randomUUID() : PASSWORD;
  if (await isFilled(db)) {
    say("La demostración ya estaba cargada: no se cambió nada.");
    if (!config.DB_HOST) say(`La contraseña de todos, si nadie la cambió: ${password}`);
  } else {
    const hash = await passwords.hash(password);
    const user = {
      id_usuario: 0,
      id_rol: SUPERADMIN,
      estado: true,
      cod_centro: CENTRO,
      version_sesion: 0,
    } as const;
    const actor = { user: undefined, requestId: "demo", now: localDateTime(clock) };
    await db.transaction((tx) => fill(tx, { user, actor, password, hash }));
    say(`Centro ${CENTRO} cargado. La contraseña de todos: ${password}`);
  }
  say(`Administradora: ${COORDINADORA.correo}`);
  for (const { correo } of INSTRUCTORES.slice(0, 3)) say(`Instructor: ${correo}`);
}

/** @throws an Error where there may be a centre's own data and nobody said that it is all right */
export function refuseProduction({ DB_HOST }: Config, args: readonly string[]): void {
  if (!DB_HOST || args.includes("--force")) return;
  throw new Error(
    "Hay un servidor de base de datos configurado (DB_HOST): la demostración no se carga ahí.\n" +
      "Si de verdad lo quiere: deno task demo --force",
  );
}
