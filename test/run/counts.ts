import * as z from "zod/mini";

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numFailedTestSuites: z.int(),
});

/** From Vitest's JSON report. A file that could not even be loaded has no tests to fail and counts as one. */
export function vitestCounts(report: string): Counts {
  const read = vitestReport.parse(JSON.parse(report));
  const failed = read.numFailedTests === 0 ? read.numFailedTestSuites : read.numFailedTests;
  return { passed: read.numPassedTests, failed, skipped: read.numPendingTests };
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
});

/** From Playwright's JSON report. A flaky journey is a failed one: it does not always work. */
export function playwrightCounts(report: string): Counts {
  const { expected, unexpected, flaky, skipped } = playwrightReport.parse(JSON.parse(report)).stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}
