import assert from "node:assert/strict";
import { listTestFiles } from "./files.ts";

// Not in one piece, or this file would count as one that tests on both engines.
const READ = `url = Deno.env.get(${JSON.stringify("TEST_DB_URL")});`;

const FILES: Record<string, string> = {
  "rules_test.ts": 'import { plus } from "./rules.ts";\nplus(1, 2);',
  "rules.ts": "export const plus = (a: number, b: number) => a + b;",
  "inner/support.ts": 'import { url } from "../engine.ts";\nexport const open = () => url;',
  "resources/direct_test.ts": `const ${READ}`,
  "resources/users_test.ts": 'import {\n  open,\n} from "../inner/support.ts";\nopen();',
  "outage_test.ts": 'import "./inner/support.ts";\nimport "./servers/mariadb.ts";',
  "cluster_test.ts": 'export * from "./servers/galera.ts";',
  "servers/mariadb.ts": 'import "./galera.ts";',
  "servers/galera.ts": 'import "./mariadb.ts";',
  "engine.ts": `export const ${READ}`,
  "cluster/nodes_test.ts": 'import "../servers/galera.ts";',
};

async function makeFolder() {
  const path = await Deno.makeTempDir();
  for (const [name, text] of Object.entries(FILES)) {
    const file = `${path}/${name}`;
    await Deno.mkdir(file.replace(/[^/]*$/, ""), { recursive: true });
    await Deno.writeTextFile(file, text);
  }
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}

Deno.test("files are told apart by what they reach through their imports", async () => {
  await using folder = await makeFolder();
  const found = await listTestFiles([`${folder.path}/`]);
  assert.deepEqual(found.map(({ path, needs }) => [path.slice(folder.path.length), needs]), [
    ["/cluster_test.ts", "server"],
    ["/outage_test.ts", "server"],
    ["/resources/direct_test.ts", "database"],
    ["/resources/users_test.ts", "database"],
    ["/rules_test.ts", "nothing"],
  ]);
});

Deno.test("a folder or file that is named is searched alone, the cluster's too", async () => {
  await using folder = await makeFolder();
  const paths = [`${folder.path}/cluster`, `${folder.path}/rules_test.ts`];
  assert.deepEqual(await listTestFiles(paths), [
    { path: `${folder.path}/cluster/nodes_test.ts`, needs: "server" },
    { path: `${folder.path}/rules_test.ts`, needs: "nothing" },
  ]);
});
