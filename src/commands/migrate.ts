import { readConfig, readVariables } from "@/config/config.ts";
import { say } from "@/console.ts";
import "@/deno_version.ts";
import { createPasswords } from "@/passwords/hashing/hashes.ts";
import { prepareDatabase } from "@/prepare.ts";
import { openConfiguredDb, runCommand } from "@/start.ts";

// `deno task migrate`: the schema and the first superadmin, and nothing else.
await runCommand(async () => {
  const config = readConfig(readVariables());
  const db = await openConfiguredDb(config);
  const passwords = createPasswords(config.BCRYPT_COST);
  await prepareDatabase({ config, db, passwords }, say);
  say("La base de datos está al día.");
  passwords.close();
  await db.close();
});
