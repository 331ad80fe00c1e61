import { end, onStop, openApplication } from "./application.ts";
import { readConfig, readVariables } from "./config/config.ts";
import { say } from "./console.ts";
import "./deno_version.ts";
import { runCommand } from "./start.ts";

await runCommand(async () => {
  // Until it listens there is nothing to finish; as process 1 nothing else would end it.
  let stop: () => void = end;
  onStop(() => stop());

  const config = readConfig(readVariables());
  const application = await openApplication(config);
  await application.prepare();
  const server = Deno.serve({
    hostname: config.HOST,
    port: config.PORT,
    onListen: ({ hostname, port }) => {
      const host = hostname.includes(":") ? `[${hostname}]` : hostname;
      say(`Gestión Formación: http://${host}:${port}/docs`);
    },
  }, application.fetch);

  const stopped = Promise.withResolvers<void>();
  stop = () => {
    application.endStreams(); // the server waits for them
    server.shutdown().then(stopped.resolve, stopped.reject);
  };
  await stopped.promise;
  await application.close();
  end();
});
