/** Which half of the suite a test file belongs to, and why. */
export interface TestFile {
  path: string;
  /**
   * `database`: it tests on whatever engine TEST_DB_URL names, so it runs on both. `server`: it
   * starts servers of its own, so it runs once, where they can. `nothing`: rules alone, run once.
   */
  needs: "nothing" | "database" | "server";
}

const OWN_SERVERS = /\/servers\/(mariadb|galera)\.ts$/;
const READS_ENGINE = /\benv\.get\("TEST_DB_URL"\)/;
const IMPORT = /^(?:import|export)\b(?:[^;"]*\bfrom)?\s*"(\.[^"]+)"/gm;

// The cluster takes long to start: it has a task of its own.
const OWN_TASK = "cluster";

/** The test files at or under some paths, in order. */
export async function listTestFiles(paths: string[]): Promise<TestFile[]> {
  const found = new Set<string>();
  for (const path of paths) await collect(path, found);
  const files = [...found].sort().map(async (path) => ({ path, needs: await needsOf(path) }));
  return await Promise.all(files);
}

async function collect(path: string, found: Set<string>): Promise<void> {
  if (path.endsWith("_test.ts")) found.add(path);
  if (!(await Deno.stat(path)).isDirectory) return;
  for await (const { name } of Deno.readDir(path)) {
    if (name !== OWN_TASK) await collect(`${path.replace(/\/$/, "")}/${name}`, found);
  }
}

/** What a file and everything that it imports by a relative path give away. */
async function needsOf(path: string): Promise<TestFile["needs"]> {
  const texts = new Map<string, string>();
  await reach(path, texts);
  if ([...texts.keys()].some((file) => OWN_SERVERS.test(file))) return "server";
  return [...texts.values()].some((text) => READS_ENGINE.test(text)) ? "database" : "nothing";
}

async function reach(path: string, texts: Map<string, string>): Promise<void> {
  if (texts.has(path)) return;
  // What a test writes to a file of its own may import files that are only there then.
  const text = await Deno.readTextFile(path).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  });
  if (text === undefined) return;
  texts.set(path, text);
  for (const [, specifier = ""] of text.matchAll(IMPORT)) {
    await reach(new URL(specifier, `file://${await Deno.realPath(path)}`).pathname, texts);
  }
}
