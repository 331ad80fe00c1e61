import { readConfig, readVariables } from "@/config/config.ts";
import { complain } from "@/console.ts";
import "@/deno_version.ts";
import { explainFailure } from "@/start_failure.ts";

// `deno serve` says in English that its port is taken: `deno task serve` asks here first. A
// configuration that cannot be used is left to the program itself, which says everything about it.
try {
  const config = readConfig(readVariables());
  try {
    Deno.listen({ hostname: config.HOST, port: config.PORT }).close();
  } catch (error) {
    complain(explainFailure(error, config));
    Deno.exit(1);
  }
} catch {
  // see above
}
