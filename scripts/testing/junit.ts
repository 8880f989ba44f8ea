/** How many tests ended in which way. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly ignored: number;
}

export const NONE: Counts = { passed: 0, failed: 0, ignored: 0 };

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    ignored: a.ignored + b.ignored,
  };
}

/** Counts the test cases in a JUnit report; the steps of a test are cases of their own. */
export function countsOf(report: string): Counts {
  let counts = NONE;
  for (const suite of report.matchAll(/<testsuite ([^>]*)>/g)) {
    const number = (name: string) =>
      Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite[1] ?? "")?.[1] ?? 0);
    const failed = number("failures") + number("errors");
    const ignored = number("disabled") + number("skipped");
    counts = addCounts(counts, { passed: number("tests") - failed - ignored, failed, ignored });
  }
  return counts;
}
