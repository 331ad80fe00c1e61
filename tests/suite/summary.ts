import { stripVTControlCharacters } from "node:util";

/** How many tests passed, failed and were ignored. */
export interface Counts {
  passed: number;
  failed: number;
  ignored: number;
}

const SUMMARY =
  /^(?:ok|FAILED) \| (\d+) passed(?: \([^)]*\))? \| (\d+) failed(?: \([^)]*\))?(?: \| (\d+) ignored)?/;

/** What a run came to, with the names of the tests that failed. */
export interface Outcome extends Counts {
  failures: string[];
}

export const NOTHING: Outcome = { passed: 0, failed: 0, ignored: 0, failures: [] };

/** The last summary line of `deno test`, if it got as far as one. */
export function parseSummary(output: string): Counts | undefined {
  for (const line of stripVTControlCharacters(output).split("\n").reverse()) {
    const [, passed, failed, ignored = "0"] = SUMMARY.exec(line) ?? [];
    if (!passed) continue;
    return { passed: Number(passed), failed: Number(failed), ignored: Number(ignored) };
  }
  return undefined;
}

/** The tests that `deno test` lists before that line. */
function failuresIn(output: string): string[] {
  const [, list = ""] = stripVTControlCharacters(output).split(/^ FAILURES $/m);
  return list.split("\n").filter((line) => line.includes(" => ")).map((line) => line.trim());
}

/** What a run came to: one that ended badly without naming a failed test is itself a failure. */
export function judge(output: string, success: boolean): Outcome {
  const outcome = { ...NOTHING, ...parseSummary(output), failures: failuresIn(output) };
  return success || outcome.failed > 0 ? outcome : { ...outcome, failed: 1 };
}

export function add(one: Outcome, other: Outcome): Outcome {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    ignored: one.ignored + other.ignored,
    failures: [...one.failures, ...other.failures],
  };
}
