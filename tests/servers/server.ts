import { setTimeout as delay } from "node:timers/promises";
import { type Connection, createConnection } from "mysql2/promise";
import { type GuardedFolder, run } from "./folder.ts";
import { PASSWORD, USER } from "./installation.ts";

const START_DEADLINE_MS = 60_000;

export interface ServerPlan {
  program: string;
  /** What goes before the options of the server: where to change the root to, and the real program. */
  before?: string[];
  args: string[];
  /** The folder that the server takes for the root, and its own folder is in; else the real one. */
  root?: string;
  /** Its socket, log and data folder are in here. */
  folder: GuardedFolder;
  port: number;
  /** Whether it can be used, once it accepts connections. */
  isReady: (connection: Connection) => Promise<boolean>;
  /** What to do to the folder before it starts again. */
  prepareRestart: () => Promise<unknown>;
  /** What goes with the server, when it is stopped or could not start. */
  owned: AsyncDisposableStack;
}

/** A database server of our own on 127.0.0.1; `await using` stops it. */
export interface Server {
  readonly port: number;
  readonly socket: string;
  readonly folder: string;
  /** Of the running process; `undefined` while it is down. */
  readonly pid: number | undefined;
  /** `mysql://user:password@127.0.0.1:port/database`, for an account with all rights. */
  url(database?: string): string;
  /** Ends the process, at once unless told a gentler signal, and keeps its data. */
  kill(signal?: Deno.Signal): Promise<void>;
  /** Stops it in mid-air: connections stay open and nothing answers. */
  freeze(): Promise<void>;
  thaw(): void;
  /** Starts it again, after an orderly end if it runs, on the same port with the same data. */
  restart(): Promise<void>;
  /** Ends the process and removes its folder. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts a server and waits until it answers; `firstArgs` are for this start and no restart. */
export async function startServer(plan: ServerPlan, ...firstArgs: string[]): Promise<Server> {
  const { folder, port, owned } = plan;
  let running: { child: Deno.ChildProcess; ended: Promise<void> } | undefined;

  async function start(extraArgs: string[]) {
    const child = spawn(plan, extraArgs);
    const ended = child.status.then(() => {
      running = undefined;
      return folder.guard(undefined);
    });
    running = { child, ended };
    await folder.guard(child.pid);
    try {
      await waitFor(url(), plan.isReady, () => !running);
    } catch (cause) {
      const log = await run("tail", "-n", "20", `${folder.path}/error.log`).catch(String);
      throw new Error(`The database server did not start:\n${log}`, { cause });
    }
  }

  function url(database = "") {
    return `mysql://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}`;
  }

  async function kill(signal: Deno.Signal = "SIGKILL") {
    if (!running) return;
    const { child, ended } = running;
    child.ref();
    if (signal !== "SIGKILL") child.kill("SIGCONT"); // while frozen it would not notice
    child.kill(signal);
    await ended;
  }

  owned.defer(kill);
  const stop = () => owned.disposeAsync();
  try {
    await start(firstArgs);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port,
    socket: `${folder.path}/socket`,
    folder: folder.path,
    get pid() {
      return running?.child.pid;
    },
    url,
    kill,
    async freeze() {
      running?.child.kill("SIGSTOP");
      // On a busy machine its threads may go on for a while.
      const isStopped = async (pid: number) =>
        /^[Tt\s]*$/.test(await run("ps", "-L", "-o", "state=", "-p", String(pid)));
      while (running && !await isStopped(running.child.pid)) await delay(5);
    },
    thaw: () => running?.child.kill("SIGCONT"),
    async restart() {
      await kill("SIGTERM");
      await plan.prepareRestart();
      await start([]);
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function spawn(plan: ServerPlan, extraArgs: string[]) {
  const { program, before = [], args, root = "", folder, port } = plan;
  const path = folder.path.slice(root.length);
  const own = [
    "--no-defaults", // has to be the first
    `--datadir=${path}/data`,
    `--tmpdir=${path}`, // a server that starts empties the one that it has
    `--socket=${path}/socket`,
    `--pid-file=${path}/pid`,
    `--log-error=${path}/error.log`,
    "--bind-address=127.0.0.1",
    `--port=${port}`,
  ];
  const child = new Deno.Command(program, {
    args: [...before, ...own, ...args, ...extraArgs],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  child.unref();
  return child;
}

/** Waits until a server passes a check; throws after a minute, or when its process has ended. */
export async function waitFor(
  url: string,
  isReady: (connection: Connection) => Promise<boolean>,
  hasEnded = () => false,
): Promise<void> {
  const deadline = Date.now() + START_DEADLINE_MS;
  while (!await answers(url, isReady)) {
    if (hasEnded()) throw new Error("The database server ended");
    if (Date.now() > deadline) throw new Error("The database server is not ready in time");
    await delay(25);
  }
}

async function answers(url: string, isReady: ServerPlan["isReady"]): Promise<boolean> {
  let connection: Connection | undefined;
  try {
    connection = await createConnection({ uri: url, connectTimeout: 2_000 });
    return await isReady(connection);
  } catch {
    return false; // refused while it starts
  } finally {
    connection?.destroy();
  }
}
