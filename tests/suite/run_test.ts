import assert from "node:assert/strict";

const PASSES = 'Deno.test("passes", () => {});\n';
const FAILS = 'Deno.test("fails", () => { throw new Error("on purpose"); });\n';
const IGNORED = 'Deno.test.ignore("left out", () => {});\n';

const RIGHTS = ["--allow-env", "--allow-read", "--allow-run"];

/** Runs the suite's runner on one made-up file. */
async function runSuite(text: string, env: Record<string, string> = {}) {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/made_up_test.ts`, text);
    const { code, stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--config=tests/deno.json", ...RIGHTS, "tests/run.ts", folder],
      cwd: new URL("../../", import.meta.url),
      env: { CI: "", ...env },
      stderr: "null",
    }).output();
    const lines = new TextDecoder().decode(stdout).trimEnd().split("\n");
    return { code, last: lines.at(-1), text: lines.join("\n") };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("the suite ends with its counts, and with 0 when all passed", async () => {
  const { code, last } = await runSuite(PASSES + PASSES.replace("passes", "too"));
  assert.deepEqual([code, last], [0, "2 passed, 0 failed"]);
});

Deno.test("the suite ends with 1 after a failure, counted with the rest", async () => {
  const { code, last } = await runSuite(PASSES + FAILS);
  assert.deepEqual([code, last], [1, "1 passed, 1 failed"]);
});

Deno.test("a file that does not compile is a failure of the suite", async () => {
  const { code, last } = await runSuite('const n: number = "uno";\n' + PASSES);
  assert.deepEqual([code, last], [1, "0 passed, 1 failed"]);
});

Deno.test("a test left out passes on a desk and fails with CI=true", async () => {
  const desk = await runSuite(PASSES + IGNORED);
  assert.deepEqual([desk.code, desk.last], [0, "1 passed, 0 failed"]);
  const ci = await runSuite(PASSES + IGNORED, { CI: "true" });
  assert.deepEqual([ci.code, ci.last], [1, "1 passed, 0 failed"]);
  assert.match(ci.text, /Ignored tests: 1\./);
});
