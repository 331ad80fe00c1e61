import assert from "node:assert/strict";
import { importsOf, SRC, TESTS } from "./sources.ts";

const MAX_FILES = 16;

function folderOf(path: string): string {
  return path.replace(/\/[^/]+$/, "");
}

/** Which folders of src each folder imports from, and by which line. */
const NEEDS = new Map<string, Map<string, string>>();
for (const { from, to, isLocal } of SRC.flatMap(importsOf)) {
  const [folder, needed] = [folderOf(from), folderOf(to)];
  if (!isLocal || folder === needed || !to.startsWith("src/")) continue;
  const known = NEEDS.get(folder) ?? new Map<string, string>();
  NEEDS.set(folder, known.set(needed, known.get(needed) ?? `${from} imports ${to}`));
}

Deno.test("a folder holds at most 16 files: one with more is given rooms", () => {
  const files = Map.groupBy([...SRC, ...TESTS], ({ path }) => folderOf(path));
  const full = [...files].filter(([, inside]) => inside.length > MAX_FILES)
    .map(([folder, inside]) => `${folder}: ${inside.length} files`);
  assert.deepEqual(full, []);
});

Deno.test("no two folders of src need each other, not even by a detour", () => {
  const done = new Set<string>();
  function visit(folder: string, trail: readonly string[]): void {
    if (trail.includes(folder)) {
      assert.fail(describe([...trail.slice(trail.indexOf(folder)), folder]));
    }
    if (done.has(folder)) return;
    for (const needed of NEEDS.get(folder)?.keys() ?? []) visit(needed, [...trail, folder]);
    done.add(folder);
  }
  for (const folder of NEEDS.keys()) visit(folder, []);
});

/** The circle in words: which import of which file leads from each folder to the next. */
function describe(circle: readonly string[]): string {
  const steps = circle.slice(1).map((to, i) => NEEDS.get(circle[i] ?? "")?.get(to) ?? "");
  return "These imports make folders depend on each other. Move what both need to a folder of its own: " +
    steps.join("; ");
}
