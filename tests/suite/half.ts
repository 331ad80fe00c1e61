import { say } from "@/console.ts";
import { judge, NOTHING, type Outcome } from "./summary.ts";

/** One run of `deno test`: some files on one engine. */
export interface Half {
  title: string;
  files: string[];
  /** What was asked for besides files, such as `--filter=...`. */
  args: string[];
  /** Set for this half, or kept from it where `undefined`. */
  env: Record<string, string | undefined>;
  /** A database server elsewhere, which the tests may talk to. */
  remote: string | undefined;
  /** Ends it early. */
  signal: AbortSignal;
}

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]", "0.0.0.0"];

/** Runs one half, showing what it writes, and counts; a half without files is nothing. */
export async function runHalf(half: Half): Promise<Outcome> {
  if (half.files.length === 0 || half.signal.aborted) return NOTHING;
  say(`\n${half.title}: ${half.files.length} files`);
  const net = half.remote ? [...LOOPBACK, half.remote] : LOOPBACK;
  const test = new Deno.Command(Deno.execPath(), {
    args: [
      "test",
      "--config=tests/deno.json",
      "--parallel",
      "--allow-env",
      "--allow-read",
      "--allow-write",
      "--allow-run",
      "--allow-sys",
      `--allow-net=${net.join()}`,
      ...half.args,
      ...half.files,
    ],
    clearEnv: true,
    env: present({ ...Deno.env.toObject(), ...half.env }),
    stdout: "piped",
    signal: half.signal,
  }).spawn();
  let output = "";
  const decoder = new TextDecoder();
  for await (const chunk of test.stdout) {
    await Deno.stdout.write(chunk);
    output += decoder.decode(chunk, { stream: true });
  }
  return judge(output, (await test.status).success);
}

function present(env: Half["env"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([k, v]) => v === undefined ? [] : [[k, v]]),
  );
}
