import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { VARIABLES } from "@/config/config.ts";
import { run } from "./servers/folder.ts";
import { reservePorts } from "./servers/ports.ts";

const ROOT = new URL("../", import.meta.url).pathname;
const START_DEADLINE_MS = 60_000;

/** A copy of what a release holds, with nothing left over from before. */
export interface Copy {
  path: string;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function copyRepository(): Promise<Copy> {
  const path = await Deno.makeTempDir({ prefix: "gestion-formacion-" });
  await run("cp", "-R", ...["src", "sql", "deno.json", "deno.lock"].map((n) => ROOT + n), path);
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}

type Settings = Record<string, string>;

/** A `deno task` of a copy, running. */
export interface TaskProcess {
  /** Where it listens, or will. */
  readonly url: string;
  readonly port: number;
  /** What it has written so far, on both outputs. */
  readonly text: string;
  /** Waits until it has written something. */
  says(words: RegExp): Promise<RegExpMatchArray>;
  /** Sends a signal to it, as an operator does. */
  signal(name: Deno.Signal): void;
  /** How it ended, and how long after this was asked. */
  ended(): Promise<{ code: number; ms: number }>;
  /** Kills it if it still runs. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts a task in a copy with these settings and no others of ours, on a free port. */
export function startTask(
  folder: Copy,
  task: string,
  settings: Settings,
  args: string[] = [],
): TaskProcess {
  const reserved = reservePorts(1);
  const [port = 0] = reserved.ports;
  const inherited = Object.entries(Deno.env.toObject())
    .filter(([name]) => !VARIABLES.includes(name));
  const child = new Deno.Command("sh", {
    args: ["-c", 'exec "$@" 2>&1', "sh", Deno.execPath(), "task", task, ...args],
    cwd: folder.path,
    clearEnv: true,
    env: { ...Object.fromEntries(inherited), NO_COLOR: "1", PORT: String(port), ...settings },
    stdin: "null",
    stdout: "piped",
  }).spawn();
  let text = "", over: Deno.CommandStatus | undefined;
  const reading = (async () => {
    for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) text += chunk;
  })();
  const ending = child.status.then(async (status) => {
    await reading;
    over = status;
    return status;
  });

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    get text() {
      return text;
    },
    async says(words) {
      const deadline = performance.now() + START_DEADLINE_MS;
      while (true) {
        const found = text.match(words);
        if (found) return found;
        if (over || performance.now() > deadline) {
          throw new Error(`No ${words} with code ${over?.code} in:\n${text}`);
        }
        await delay(10);
      }
    },
    signal: (name) => child.kill(name),
    async ended() {
      const start = performance.now();
      const { code } = await ending;
      return { code, ms: performance.now() - start };
    },
    async [Symbol.asyncDispose]() {
      if (!over) await killGroup(child.pid);
      await ending;
      reserved[Symbol.dispose]();
    },
  };
}

/** A task and what it started: killed alone, it would leave them behind. */
async function killGroup(pid: number): Promise<void> {
  const children = await run("sh", "-c", `ps -o pid= --ppid ${pid} || true`);
  for (const child of children.trim().split(/\s+/).filter(Boolean)) await killGroup(Number(child));
  try {
    Deno.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** Runs a task of a copy to its end. */
export async function runTask(folder: Copy, task: string, settings: Settings, args?: string[]) {
  await using process = startTask(folder, task, settings, args);
  const { code } = await process.ended();
  return { code, text: process.text };
}

/** An answer of a server that may not be there: its status and body, or why there is none. */
export async function ask(url: string, options: RequestInit = {}) {
  const start = performance.now();
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(30_000), ...options });
    const text = await response.text();
    const ms = performance.now() - start;
    return { status: response.status, headers: response.headers, text, ms };
  } catch (error) {
    return {
      status: 0,
      headers: new Headers(),
      text: String(error),
      ms: performance.now() - start,
    };
  }
}

/** Signs in as a client does. */
export function signIn(url: string, username: string, password: string) {
  const body = new URLSearchParams({ username, password });
  return ask(`${url}/access/token`, { method: "POST", body });
}

/**
 * Waits until a server answers an address with 200, `times` times in a row (each of its threads has
 * to be ready), and says how long that took, in ms.
 */
export async function untilOk(url: string, times = 1): Promise<number> {
  const start = performance.now();
  for (let well = 0; well < times;) {
    if (performance.now() - start > START_DEADLINE_MS) throw new Error(`${url} is not well`);
    well = (await ask(url)).status === 200 ? well + 1 : 0;
    if (!well) await delay(10);
  }
  return performance.now() - start;
}

/** Waits until nobody accepts a connection any more. */
export async function untilRefused(url: string): Promise<void> {
  while ((await ask(url)).status !== 0) await delay(10);
}

/**
 * Tells a server to end while it works, and holds it to what it promises: the request in flight (a
 * second or more) is answered, new ones are refused, a client that sits there with an open connection
 * holds nothing up, and it exits with 0.
 */
export async function endsInOrder(
  api: TaskProcess,
  signal: Deno.Signal,
  work: () => Promise<{ status: number }>,
): Promise<void> {
  const idle = await Deno.connect({ hostname: "127.0.0.1", port: api.port });
  await idle.write(new TextEncoder().encode("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"));
  await idle.read(new Uint8Array(4_096));
  const inFlight = work();
  let answered = false;
  void inFlight.then(() => answered = true);
  await delay(200);
  api.signal(signal);
  await untilRefused(`${api.url}/healthz`);
  assert.equal(answered, false);
  const ended = api.ended();
  assert.equal((await inFlight).status, 200);
  const { code, ms } = await ended;
  assert.equal(code, 0, api.text);
  assert.ok(ms < 12_000, `${ms} ms`);
  idle.close();
}
