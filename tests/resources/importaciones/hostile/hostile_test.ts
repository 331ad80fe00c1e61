import assert from "node:assert/strict";
import * as z from "zod";
import { HOSTILE } from "./hostile_files.ts";

const Measured = z.object({
  outcomes: z.array(z.object({ outcome: z.union([z.number(), z.string()]), seconds: z.number() })),
  extra: z.number(),
});

// In a process of its own: memory is counted per process, and other tests take theirs.
Deno.test("hostile files cost under 2 s each and under 300 MiB, and harm nobody", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const paths = HOSTILE.map(([, file], i) => {
      Deno.writeFileSync(`${folder}/${i}`, file());
      return `${folder}/${i}`;
    });
    const script = new URL("./measure.ts", import.meta.url).pathname;
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--config=tests/deno.json",
        "--quiet",
        `--allow-read=src,${folder}`,
        script,
        ...paths,
      ],
    }).output();
    const { outcomes, extra } = Measured.parse(JSON.parse(new TextDecoder().decode(stdout)));
    HOSTILE.forEach(([what, , expected], i) => {
      const { outcome, seconds } = outcomes[i] ?? assert.fail(what);
      if (typeof expected === "number") assert.equal(outcome, expected, what);
      else assert.match(String(outcome), expected, what);
      assert(seconds < 2, `${what}: ${seconds} s`);
    });
    assert(extra < 300, `${extra} MiB`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
