import { readConfig, readVariables, startFolder } from "@/config/config.ts";
import { say } from "@/console.ts";
import "@/deno_version.ts";
import { systemClock } from "@/http/clock.ts";
import { readArguments } from "@/import/arguments.ts";
import { showProgress } from "@/import/progress_bar.ts";
import { importFile } from "@/import/run.ts";
import { requireCurrentSchema } from "@/prepare.ts";
import { createImports } from "@/resources/importaciones/imports.ts";
import { openConfiguredDb, runCommand } from "@/start.ts";

// `deno task import FILE`: a report of SOFIA Plus from the command line.
await runCommand(async () => {
  const order = readArguments(Deno.args, startFolder());
  const db = await openConfiguredDb(readConfig(readVariables()));
  const imports = createImports();
  const endBar = showProgress(imports.progress, Deno.stdout);
  const ask = (question: string) => /^\s*s/i.test(prompt(question) ?? "");
  try {
    await requireCurrentSchema(db);
    await importFile({ ...imports, db, clock: systemClock }, order, { say, ask });
  } finally {
    endBar();
    await imports.close();
    await db.close();
  }
});
