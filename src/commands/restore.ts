import { readConfig, readVariables, startFolder } from "@/config/config.ts";
import { say } from "@/console.ts";
import { readOrder } from "@/copies/files.ts";
import { restoreBackup, USAGE } from "@/copies/restore.ts";
import "@/deno_version.ts";
import { localDateTime, systemClock } from "@/http/clock.ts";
import { runCommand } from "@/start.ts";

// `deno task restore FILE`: a copy in the place of the embedded database, while nobody uses it.
await runCommand(async () => {
  const order = readOrder(Deno.args, startFolder(), USAGE);
  const config = readConfig(readVariables());
  say(await restoreBackup(config, order, localDateTime(systemClock)));
});
