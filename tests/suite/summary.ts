import { stripVTControlCharacters } from "node:util";

/** How many tests passed, failed and were ignored. */
export interface Counts {
  passed: number;
  failed: number;
  ignored: number;
}

const SUMMARY =
  /^(?:ok|FAILED) \| (\d+) passed(?: \([^)]*\))? \| (\d+) failed(?: \([^)]*\))?(?: \| (\d+) ignored)?/;

/** The last summary line of `deno test`, if it got as far as one. */
export function parseSummary(output: string): Counts | undefined {
  for (const line of stripVTControlCharacters(output).split("\n").reverse()) {
    const [, passed, failed, ignored = "0"] = SUMMARY.exec(line) ?? [];
    if (!passed) continue;
    return { passed: Number(passed), failed: Number(failed), ignored: Number(ignored) };
  }
  return undefined;
}

/** What a run came to: one that ended badly without naming a failed test is itself a failure. */
export function judge(output: string, success: boolean): Counts {
  const counts = parseSummary(output) ?? { passed: 0, failed: 0, ignored: 0 };
  return success || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

export function add(one: Counts, other: Counts): Counts {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    ignored: one.ignored + other.ignored,
  };
}
