import { readConfig, readVariables, startFolder } from "@/config/config.ts";
import { say } from "@/console.ts";
import { makeBackup, USAGE } from "@/copies/backup.ts";
import { readOrder } from "@/copies/files.ts";
import "@/deno_version.ts";
import { runCommand } from "@/start.ts";

// `deno task backup FILE`: a copy of the embedded database, while the service goes on.
await runCommand(async () => {
  const { file } = readOrder(Deno.args, startFolder(), USAGE);
  say(await makeBackup(readConfig(readVariables()), file));
});
