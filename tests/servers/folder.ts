// The folders are made and removed by a small shell, the guard, for two reasons. Deno does not let a
// program with limited permissions touch /dev/shm, where DDL is four times as fast as on a disk. And
// the guard outlives this process: when its input closes, however this process ended, it kills the
// server that it was told of and removes the folder, so that no run leaves anything behind.
const GUARD = `
trap "" HUP INT TERM
free() { df -Pk "$1" 2>/dev/null | awk 'NR == 2 { print $4 }'; }
base=\${1:-\${TMPDIR:-/tmp}}
if [ -z "$1" ] && [ -w /dev/shm ] && [ "$(free /dev/shm)" -ge 1000000 ]; then base=/dev/shm; fi
folder=$(mktemp -d "$base/gestion-formacion-XXXXXX") || exit 1
echo "$folder"
pid=
while read -r line; do pid=$line; done
if [ -n "$pid" ]; then kill -KILL "$pid" 2>/dev/null; sleep 0.1; fi
rm -rf "$folder"`;

/** A private folder that goes when it is disposed of or when this process ends, however it ends. */
export interface GuardedFolder {
  readonly path: string;
  /** The process to kill if this one ends first; `undefined` once it has ended by itself. */
  guard(pid: number | undefined): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** @param base where to make it, instead of where it is quickest */
export async function openFolder(base = ""): Promise<GuardedFolder> {
  const args = ["-c", GUARD, "sh", base];
  const guard = new Deno.Command("sh", { args, stdin: "piped", stdout: "piped" })
    .spawn();
  const input = guard.stdin.getWriter();
  const encoder = new TextEncoder();
  const path = await readLine(guard.stdout);
  guard.unref(); // a script that forgets its folder still ends, and the guard does the rest
  if (!path) throw new Error("No temporary folder could be made in /dev/shm or TMPDIR");
  return {
    path,
    guard: (pid) => input.write(encoder.encode(`${pid ?? ""}\n`)),
    async [Symbol.asyncDispose]() {
      guard.ref();
      await input.close();
      await guard.status;
    },
  };
}

async function readLine(output: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  let text = "";
  for await (const chunk of output.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.endsWith("\n")) break;
  }
  return text.trim();
}

/** Runs a program to its end and gives what it wrote; throws with its complaint if it fails. */
export async function run(program: string, ...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(program, { args }).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`${program} failed: ${decoder.decode(stderr).trim()}`);
  return decoder.decode(stdout);
}
