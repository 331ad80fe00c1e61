import assert from "node:assert/strict";
import { judge, parseSummary } from "./summary.ts";

const CASES: [line: string, passed: number, failed: number, ignored: number][] = [
  ["ok | 41 passed | 0 failed (3s)", 41, 0, 0],
  ["ok | 7 passed (12 steps) | 0 failed | 2 ignored (1 step) (20ms)", 7, 0, 2],
  ["FAILED | 5 passed | 3 failed (1 step) | 4 filtered out (1s)", 5, 3, 0],
  ["\x1b[0m\x1b[31mFAILED\x1b[0m | 0 passed | 1 failed \x1b[0m(7ms)\x1b[0m", 0, 1, 0],
];

for (const [line, passed, failed, ignored] of CASES) {
  Deno.test(`the summary line is read: ${line.replaceAll("\x1b", "ESC")}`, () => {
    assert.deepEqual(parseSummary(`one ... ok (1ms)\n\n${line}\n\n`), { passed, failed, ignored });
  });
}

Deno.test("of two summary lines the last one counts, and without any there is none", () => {
  const printed = "ok | 99 passed | 0 failed (1ms)\nok | 1 passed | 0 failed (2ms)\n";
  assert.deepEqual(parseSummary(printed), { passed: 1, failed: 0, ignored: 0 });
  assert.equal(parseSummary("error: Type checking failed.\n"), undefined);
});

Deno.test("a run that ends badly counts at least one failure, named by it or not", () => {
  assert.equal(judge("", false).failed, 1);
  assert.equal(judge("ok | 4 passed | 0 failed (1ms)", false).failed, 1);
  assert.equal(judge("FAILED | 4 passed | 2 failed (1ms)", false).failed, 2);
  assert.equal(judge("ok | 4 passed | 0 failed (1ms)", true).failed, 0);
});

Deno.test("the tests that failed are named, wherever they are in what was printed", () => {
  const output = `it works ... ok (1ms)
it books twice ... FAILED (2ms)

 \x1b[1m\x1b[41mERRORS\x1b[0m 

it books twice => ./tests/a_test.ts:3:6
error: AssertionError: a => b

\x1b[0m\x1b[41m FAILURES \x1b[0m

it books twice \x1b[0m=> ./tests/a_test.ts:3:6\x1b[0m
it loses => ./tests/b_test.ts:9:6

FAILED | 1 passed | 2 failed (7ms)
`;
  assert.deepEqual(judge(output, false).failures, [
    "it books twice => ./tests/a_test.ts:3:6",
    "it loses => ./tests/b_test.ts:9:6",
  ]);
});
