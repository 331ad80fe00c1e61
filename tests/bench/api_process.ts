import project from "../../deno.json" with { type: "json" };
import { reservePorts } from "../servers/ports.ts";

export const ADMIN = { email: "admin@correo.co", password: "Cordillera-Central-5321" };

/** What the API signs the tokens with, so that a benchmark can sign one for each of its people. */
export const SECRET = "solo-para-medir-0123456789-abcdefghijk";

export type Account = { email: string; password: string };

export interface Api {
  port: number;
  /** From the start of the process to its first 200, in ms. */
  startup: number;
  /** Resident memory, in MiB. */
  memory(): Promise<number>;
  /** Files, sockets and pipes that it holds; on Linux. */
  descriptors(): Promise<number>;
  /** What it has used of the processors so far, in seconds: to the hundredth on Linux. */
  processor(): Promise<number>;
  /** The bytes of a request in the session of the superadmin, or in another one. */
  request(path: string, session?: string): string;
  /** The bytes of one that creates something. */
  creation(path: string, body: object, session?: string): string;
  /** Sends a form or JSON and waits for the answer. @returns how long that took in ms, and it */
  time(method: string, path: string, body?: object, session?: string): Promise<Timed>;
  /** Signs in. @returns the access token */
  signIn(account: Account): Promise<string>;
  stop(): Promise<void>;
}

export type Timed = { ms: number; status: number; body: unknown };

/** The heap of `deno task start`: a small one is collected sooner, and stays small. */
function heapFlag(): string {
  const [flag] = /--v8-flags=\S+/.exec(project.tasks.start) ?? [];
  if (!flag) throw new Error("deno task start sets no heap");
  return flag;
}

/** Starts the API as the tasks do, on a free port, and signs in. */
export async function startApi(
  settings: Record<string, string>,
  superadmin: Account = ADMIN,
): Promise<Api> {
  const reserved = reservePorts(1);
  const [port = 0] = reserved.ports;
  const env = {
    PORT: String(port),
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    JWT_SECRET: SECRET,
    LOGIN_MAX_FAILURES_ADDRESS: "1000000",
    MIGRATE_ON_START: "true",
    ...settings,
  };
  const start = performance.now();
  const flags = await output([
    "run",
    "--quiet",
    "--allow-env",
    "--allow-read=.env",
    "src/commands/permissions.ts",
    "start",
  ], env);
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", heapFlag(), ...flags.split(" "), "src/main.ts"],
    env,
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  const base = `http://127.0.0.1:${port}`;
  while (!(await answers(`${base}/healthz`))) await new Promise((again) => setTimeout(again, 5));
  const startup = performance.now() - start;

  async function signIn({ email, password }: Account): Promise<string> {
    const body = new URLSearchParams({ username: email, password });
    const answer = await fetch(`${base}/access/token`, { method: "POST", body });
    return (await answer.json()).access_token;
  }
  const own = await signIn(superadmin);

  async function ask(command: string, ...args: string[]): Promise<string> {
    const { stdout } = await new Deno.Command(command, { args }).output();
    return new TextDecoder().decode(stdout);
  }
  const askPs = (what: string) => ask("ps", "-o", `${what}=`, "-p", String(process.pid));

  async function processor(): Promise<number> {
    const stat = await ask("cat", `/proc/${process.pid}/stat`);
    // [[days-]hours:]minutes:seconds
    if (!stat) return (await askPs("time")).split(/[-:]/).reduce((sum, it) => sum * 60 + +it, 0);
    // The times of user and system are the 12th and 13th after the name of the program.
    const [user, system] = stat.slice(stat.lastIndexOf(")") + 2).split(" ").slice(11, 13);
    return (Number(user) + Number(system)) / 100;
  }

  return {
    port,
    startup,
    memory: async () => Number(await askPs("rss")) / 1024,
    descriptors: async () => (await ask("ls", `/proc/${process.pid}/fd`)).split("\n").length - 1,
    processor,
    signIn,
    request: (path, session = own) =>
      `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${session}\r\n\r\n`,
    creation: (path, body, session = own) => {
      const text = JSON.stringify(body);
      return `POST ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${session}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n${text}`;
    },
    time: async (method, path, body, session = own) => {
      const headers = new Headers({ Authorization: `Bearer ${session}` });
      // A form brings its own type, with the boundary that it drew.
      if (!(body instanceof FormData)) headers.set("Content-Type", "application/json");
      const sent = body && { body: body instanceof FormData ? body : JSON.stringify(body) };
      const start = performance.now();
      const answer = await fetch(`${base}${path}`, { method, headers, ...sent });
      const got = await answer.json();
      return { ms: performance.now() - start, status: answer.status, body: got };
    },
    stop: async () => {
      process.kill("SIGTERM");
      await process.status;
      reserved[Symbol.dispose]();
    },
  };
}

/** The bytes of a sign-in. */
export function signInRequest({ email, password }: Account): string {
  const body = new URLSearchParams({ username: email, password }).toString();
  return "POST /access/token HTTP/1.1\r\nHost: localhost\r\n" +
    "Content-Type: application/x-www-form-urlencoded\r\n" +
    `Content-Length: ${body.length}\r\n\r\n${body}`;
}

/** What a program of this repository prints, once it has read `input`. */
export async function output(
  args: string[],
  env: Record<string, string> = {},
  input = "",
): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args,
    env,
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  await new Response(input).body?.pipeTo(child.stdin);
  const { stdout, success } = await child.output();
  if (!success) throw new Error(`deno ${args.slice(0, 2).join(" ")} failed`);
  return new TextDecoder().decode(stdout);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
