import type { Config } from "./config/config.ts";
import type { Db } from "./db/db.ts";
import { checkSchema, migrate, pendingMigrations } from "./db/setup/migrate.ts";
import { localDateTime, systemClock } from "./http/clock.ts";
import type { Passwords } from "./http/router.ts";
import { writeMissingSearch } from "./resources/grupos/search_text.ts";
import { createFirstAdmin } from "./resources/users/first_admin.ts";

/** Brings the schema and the search texts up to date, and creates the first superadmin. */
export async function prepareDatabase(
  { config, db, passwords }: { config: Config; db: Db; passwords: Passwords },
  say: (text: string) => void,
): Promise<void> {
  const applied = await migrate(db);
  if (applied.length) say(`Esquema al día: ${applied.join(", ")}`);
  await writeMissingSearch(db);
  const first = await createFirstAdmin({ db, config, passwords, now: localDateTime(systemClock) });
  if (!first) return;
  say(`Superadministrador: ${first.correo}`);
  if (first.password) {
    say(`Contraseña: ${first.password}   (no se muestra otra vez; cámbiela al entrar)`);
  }
}

/** @throws an Error that says what to do when the schema is not the one of this release */
export async function requireCurrentSchema(db: Db): Promise<void> {
  await checkSchema(db);
  const pending = await pendingMigrations(db);
  if (pending.length === 0) return;
  throw new Error(
    `Al esquema le faltan ${pending.length} migraciones (${pending.join(", ")}). ` +
      "Ejecute antes: deno task migrate (o arranque con MIGRATE_ON_START=true)",
  );
}
