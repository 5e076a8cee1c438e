/** The sums at the end of `npm test`: no way of failing may be counted as nothing. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fromPlaywright, fromVitest, settle } from '../../tools/test/counts.ts';

const folder = mkdtempSync(join(tmpdir(), 'counts-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function vitestReport(passed: number, failed: number): string {
  const file = join(folder, 'report.json');
  const report = { numPassedTests: passed, numFailedTests: failed, testResults: [] };
  writeFileSync(file, JSON.stringify(report));
  return file;
}

test('fromVitest(report) counts a file that could not be loaded', () => {
  const passed = { status: 'passed', fullName: 'adds' };
  const failed = { status: 'failed', fullName: 'subtracts' };
  const testResults = [
    { name: 'broken.test.ts', status: 'failed', assertionResults: [] },
    { name: 'a.test.ts', status: 'failed', assertionResults: [passed, failed] },
    { name: 'b.test.ts', status: 'passed', assertionResults: [passed] },
  ];
  const report = { numPassedTests: 7, numFailedTests: 1, testResults };
  expect(fromVitest(report)).toEqual({
    passed: 7,
    failed: 2,
    names: ['broken.test.ts', 'subtracts'],
  });
});

test('fromPlaywright(report) counts flaky tests and errors outside of tests as failed', () => {
  const specs = [
    { title: 'adds', ok: true },
    { title: 'subtracts', ok: false },
  ];
  const suites = [{ title: 'sums.spec.ts', specs: [], suites: [{ title: 'a sum', specs }] }];
  const report = { stats: { expected: 5, unexpected: 1, flaky: 2 }, errors: [{}], suites };
  expect(fromPlaywright(report)).toEqual({
    passed: 5,
    failed: 4,
    names: ['sums.spec.ts › a sum › subtracts'],
  });
});

test.each([
  ['all passed', vitestReport.bind(null, 3, 0), 0, { passed: 3, failed: 0 }],
  ['one failed', vitestReport.bind(null, 3, 1), 1, { passed: 3, failed: 1 }],
  [
    'all passed, but the runner ended badly',
    vitestReport.bind(null, 3, 0),
    1,
    { passed: 3, failed: 1 },
  ],
  ['it was killed', vitestReport.bind(null, 3, 0), null, { passed: 3, failed: 1 }],
  ['no test was run', vitestReport.bind(null, 0, 0), 0, { passed: 0, failed: 1 }],
  ['there is no report', () => join(folder, 'none.json'), 0, { passed: 0, failed: 1 }],
])('settle(file, read, status) when %s', (_name, report, status, counts) => {
  expect(settle(report(), fromVitest, status)).toMatchObject(counts);
});
