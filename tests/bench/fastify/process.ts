import project from "../../deno.json" with { type: "json" };
import { SECRET } from "../api_process.ts";
import { run } from "../../servers/folder.ts";

const HERE = new URL("./", import.meta.url).pathname;
const LOCK = new URL("../../deno.lock", import.meta.url).pathname;
const PACKAGES = ["fastify", "mysql2"] as const;

export type FastifyPlan = { url: string; poolSize: number };

export type Fastify = { port: number; stop(): Promise<void> };

/**
 * Starts the Fastify server on Node, with the packages of this project in a folder of its own.
 * @returns undefined where there is no Node
 */
export async function startFastify(
  { url, poolSize }: FastifyPlan,
): Promise<Fastify | undefined> {
  if (!await hasNode()) return undefined;
  await using stack = new AsyncDisposableStack();
  const folder = await Deno.makeTempDir();
  stack.defer(() => Deno.remove(folder, { recursive: true }));
  const imports = Object.fromEntries(
    PACKAGES.map((name) => [name, project.imports[name]]),
  );
  const settings = { nodeModulesDir: "auto", imports };
  await Deno.writeTextFile(`${folder}/deno.json`, JSON.stringify(settings));
  await Deno.writeTextFile(`${folder}/package.json`, '{"type":"module"}');
  await Deno.copyFile(LOCK, `${folder}/deno.lock`);
  await Deno.copyFile(`${HERE}server.js`, `${folder}/server.js`);
  await run(
    "sh",
    "-c",
    'cd "$1" && exec "$2" install --quiet',
    "sh",
    folder,
    Deno.execPath(),
  );

  const { hostname: host, port, username: user, password, pathname } = new URL(
    url,
  );
  const account = {
    host,
    port: Number(port),
    user,
    password,
    database: pathname.slice(1),
  };
  const child = new Deno.Command("node", {
    args: [
      `${folder}/server.js`,
      JSON.stringify({ ...account, poolSize, secret: SECRET }),
    ],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const output = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value } = await output.read();
  const owned = stack.move();
  return {
    port: Number(value),
    stop: async () => {
      child.kill("SIGTERM");
      await child.status;
      await output.cancel();
      await owned.disposeAsync();
    },
  };
}

function hasNode(): Promise<boolean> {
  return run("node", "--version").then(() => true, () => false);
}
