import { readConfig, readVariables } from "@/config/config.ts";
import { say } from "@/console.ts";
import { fillDemo, refuseProduction } from "@/demo/run.ts";
import "@/deno_version.ts";
import { systemClock } from "@/http/clock.ts";
import { createPasswords } from "@/passwords/hashing/hashes.ts";
import { prepareDatabase } from "@/prepare.ts";
import { openConfiguredDb, runCommand } from "@/start.ts";

// `deno task demo`: an invented centre to look around in.
await runCommand(async () => {
  const config = readConfig(readVariables());
  refuseProduction(config, Deno.args);
  const db = await openConfiguredDb(config);
  const passwords = createPasswords(config.BCRYPT_COST);
  await prepareDatabase({ config, db, passwords }, say);
  await fillDemo({ config, db, passwords, clock: systemClock }, say);
  passwords.close();
  await db.close();
});
