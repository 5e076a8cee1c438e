import { existsSync, readFileSync } from 'node:fs';

/** How many checks of a stage held, and how many did not. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** The names of the tests that did not pass, as far as they are known. */
  readonly names?: readonly string[];
}

/** The counts of two runs as those of one. */
export function sum(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    names: [...(a.names ?? []), ...(b.names ?? [])],
  };
}

/** What Vitest's JSON reporter writes, as far as it is read here. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** What Playwright's JSON reporter writes, as far as it is read here. */
interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
  };
  readonly errors: readonly unknown[];
  readonly suites: readonly PlaywrightSuite[];
}

interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly { readonly title: string; readonly ok: boolean }[];
}

/** Tests of a Vitest report; a file that could not be loaded counts as one failure. */
export function fromVitest(report: VitestReport): Counts {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const names = [
    ...broken.map(({ name }) => name),
    ...tests.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  ];
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length, names };
}

/** Tests of a Playwright report; an error outside the tests counts as one failure, and so does a flaky test. */
export function fromPlaywright({ stats, errors, suites }: PlaywrightReport): Counts {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    names: suites.flatMap(failedSpecs),
  };
}

function failedSpecs({ title, specs, suites = [] }: PlaywrightSuite): string[] {
  const own = specs.filter(({ ok }) => !ok).map((spec) => spec.title);
  return [...own, ...suites.flatMap(failedSpecs)].map((name) => `${title} › ${name}`);
}

/**
 * The counts of a runner that ended with `status`. A runner that wrote no report, that ran no test,
 * or that ended badly with no failed test to show for it, is one failure.
 */
export function settle<Report>(
  file: string,
  read: (report: Report) => Counts,
  status: number | null,
): Counts {
  const counts = existsSync(file) ? read(parse<Report>(file)) : { passed: 0, failed: 0 };
  const silent = counts.failed === 0 && (status !== 0 || counts.passed === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}

function parse<Report>(file: string): Report {
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}
