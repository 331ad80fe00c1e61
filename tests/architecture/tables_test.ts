import assert from "node:assert/strict";
import { SRC } from "./sources.ts";

// Both ways to write: a statement, and the generic change of one record with its audit row.
const WRITES = /(?:INSERT INTO|DELETE FROM|UPDATE)\s+([a-z_]+)\b|\btable: sql`([a-z_]+)`/g;

/** Rows of locks: whoever must be alone takes his turn on one. */
const LOCKS = ["turno", "agenda"];
/** Fills an empty database with an example, as a migration would; no route leads there. */
const FILLER = "src/demo/";

/** A resource with all its rooms, or the folder of what is no resource. */
function ownerOf(path: string): string {
  return /^src\/resources\/[^/]+/.exec(path)?.[0] ?? path.replace(/\/[^/]+$/, "");
}

Deno.test("each table is written by its owner alone", () => {
  const owners = new Map<string, Set<string>>();
  for (const { path, text } of SRC) {
    if (path.startsWith(FILLER)) continue;
    for (const [, written, changed] of text.matchAll(WRITES)) {
      const table = written ?? changed ?? "";
      if (LOCKS.includes(table)) continue;
      owners.set(table, (owners.get(table) ?? new Set()).add(ownerOf(path)));
    }
  }
  const shared = [...owners].filter(([, folders]) => folders.size > 1)
    .map(([table, folders]) => `${table}: ${[...folders]}`);
  assert.deepEqual(shared, []);
  assert.equal([...owners.get("usuario") ?? []].join(), "src/resources/users");
});
