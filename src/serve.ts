import { setTimeout as delay } from "node:timers/promises";
import { onStop, openApplication } from "./application.ts";
import { readConfig, readVariables } from "./config/config.ts";
import { complain } from "./console.ts";
import "./deno_version.ts";
import { runCommand } from "./start.ts";
import { explainFailure } from "./start_failure.ts";

// For `deno serve` and hosting that imports a default export: it listens before the database is
// reached, because such hosting ends what does not listen at once. Until the database is there and
// its schema is current, whoever asks gets 503, and nobody has to start it again.
const PAUSE = 1_000;

const STARTING =
  "El servicio está arrancando o no alcanza su base de datos; intente en unos segundos";

const state = { ready: false, inFlight: 0 };

const { config, application } = await runCommand(async () => {
  const config = readConfig(readVariables());
  const refusal = () => state.ready ? undefined : STARTING;
  return { config, application: await openApplication(config, refusal) };
});

const stopping = new AbortController();

async function prepare(): Promise<void> {
  let told = "";
  while (!state.ready && !stopping.signal.aborted) {
    try {
      await application.prepare();
      state.ready = true;
    } catch (error) {
      const message = explainFailure(error, config);
      if (message !== told) complain(message);
      told = message;
      await delay(PAUSE, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }
}
const prepared = prepare();

// `deno serve` closes its listener at these signals and finishes what is in flight, but does not end
// while the pool is open. There may be several threads of it: each closes its own.
onStop(async () => {
  stopping.abort();
  application.endStreams();
  await prepared;
  while (state.inFlight > 0) await delay(20);
  await application.close();
});

export default {
  async fetch(request: Request, info: Deno.ServeHandlerInfo): Promise<Response> {
    state.inFlight++;
    try {
      return await application.fetch(request, info);
    } finally {
      state.inFlight--;
    }
  },
} satisfies Deno.ServeDefaultExport;
