import assert from "node:assert/strict";
import { TEXT } from "./contract/document.ts";

Deno.test("deno task openapi prints the document, and needs no right and no configuration", async () => {
  const task = new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "openapi"],
    cwd: new URL("../", import.meta.url),
    env: { DB_HOST: "nowhere.invalid" },
  });
  const { code, stdout, stderr } = await task.output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  assert.deepEqual(JSON.parse(new TextDecoder().decode(stdout)), JSON.parse(TEXT));
  const tasks = JSON.parse(await Deno.readTextFile(new URL("../deno.json", import.meta.url))).tasks;
  assert.doesNotMatch(tasks.openapi, /-A\b|--allow/);
});
