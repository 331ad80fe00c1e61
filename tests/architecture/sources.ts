/** A file of the repository, from its root: `src/http/route.ts`. */
export type Source = { path: string; text: string; lines: number };

/** One `import` or `export ... from`: who names whom, whether only its types, and no package. */
export type Import = { from: string; to: string; isType: boolean; isLocal: boolean };

const ROOT = new URL("../../", import.meta.url);
const IMPORT = /^\s*(?:import|export)\s+(type\s)?(?:[^"';]*?\bfrom\s+)?"([^"]+)"/gm;
const LOADED = /\b(?:import|new URL)\("([^"]+)"/g;

/** The files under a folder with this ending, in order. */
export async function listSources(folder: string, ending: string): Promise<Source[]> {
  const found: Source[] = [];
  for await (const { name, isDirectory } of Deno.readDir(new URL(`${folder}/`, ROOT))) {
    const path = `${folder}/${name}`;
    if (isDirectory) found.push(...await listSources(path, ending));
    else if (name.endsWith(ending)) found.push(await readSource(path));
  }
  return found.sort((a, b) => a.path < b.path ? -1 : 1);
}

export async function readSource(path: string): Promise<Source> {
  const text = await Deno.readTextFile(new URL(path, ROOT));
  return { path, text, lines: text.split("\n").length - 1 };
}

/** What a file imports: files of the repository by their path, packages by their name. */
export function importsOf({ path, text }: Source): Import[] {
  const named = [...text.matchAll(IMPORT)].map(([, type, to = ""]) => ({ to, isType: !!type }));
  const loaded = [...text.matchAll(LOADED)].map(([, to = ""]) => ({ to, isType: false }));
  return [...named, ...loaded].map(({ to, isType }) => ({
    from: path,
    to: target(path, to),
    isType,
    isLocal: /^(@\/|\.|\$\{)/.test(to), // `${...}`: the import of a text that a test writes
  }));
}

function target(path: string, specifier: string): string {
  if (specifier.startsWith("@/")) return `src/${specifier.slice(2)}`;
  if (!specifier.startsWith(".")) return specifier;
  return new URL(specifier, new URL(path, ROOT)).href.replace(ROOT.href, "");
}

export const SRC = await listSources("src", ".ts");
export const TESTS = await listSources("tests", ".ts");
