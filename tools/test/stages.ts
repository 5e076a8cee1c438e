import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.ts';
import { fromPlaywright, fromVitest, settle, sum, type Counts } from './counts.ts';
import { ensureFirefox } from './firefox.ts';
import { root, run } from './run.ts';
import { ensureWebKit, mayHaveWebKit } from './webkit.ts';

export interface Stage {
  readonly name: string;
  readonly title: string;
  readonly run: () => Promise<Counts>;
}

const reports = mkdtempSync(join(tmpdir(), 'vitrine-test-'));

/**
 * In the order of `npm test`: what is quick and explains most comes first. Stages of one group run at the
 * same time: types and lint take a core each, and so do the audits and the tests in other browsers.
 */
export const groups: readonly (readonly Stage[])[] = [
  [
    { name: 'types', title: 'Types', run: types },
    { name: 'lint', title: 'Lint', run: lint },
  ],
  ...alone([
    // By itself Vitest leaves a core free, which is half of a small machine.
    {
      name: 'unit',
      title: 'Unit and figure tests',
      run: () => vitest('unit', {}, '--maxWorkers=100%'),
    },
    { name: 'build', title: 'Build', run: build },
  ]),
  [
    { name: 'audit', title: 'Audits of the built site', run: audit },
    { name: 'firefox', title: 'Firefox and WebKit', run: firefoxAndWebKit },
  ],
  ...alone([
    { name: 'browser', title: 'Browser tests', run: async () => vitest('browser', chromium()) },
    { name: 'e2e', title: 'End-to-end tests', run: endToEnd },
  ]),
];

function alone(stages: readonly Stage[]): (readonly Stage[])[] {
  return stages.map((stage) => [stage]);
}

/** `astro check` also writes the types of the content, which svelte-check then reads. */
async function types(): Promise<Counts> {
  const astro = await run('astro', ['check']);
  const settings = ['--tsconfig', 'tsconfig.svelte.json', '--output', 'machine'];
  const svelte = await run('svelte-check', settings);
  // It once passed because it had looked at nothing: a sum of files is part of passing.
  const looked = /COMPLETED [1-9]\d* FILES/.test(svelte.output);
  return tally(astro.status === 0, svelte.status === 0 && looked);
}

async function lint(): Promise<Counts> {
  const eslint = await run('eslint', ['.', '--max-warnings', '0']);
  const prettier = await run('prettier', ['--check', '.', '--log-level', 'warn']);
  return tally(eslint.status === 0, prettier.status === 0);
}

async function build(): Promise<Counts> {
  const { status } = await run('npm', ['run', '--silent', 'build']);
  if (status !== 0) return tally(false);
  const audit = await run('npm', ['run', '--silent', 'audit']);
  return tally(true, audit.status === 0);
}

async function vitest(
  project: string,
  env: Record<string, string> = {},
  ...more: readonly string[]
): Promise<Counts> {
  const report = join(reports, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = await run('vitest', ['run', '--project', project, ...more, ...reporters], {
    env,
  });
  return settle(report, fromVitest, status);
}

/** What a first visit weighs and whether anything moves; Lighthouse's audits. */
async function audit(): Promise<Counts> {
  requireBuild();
  return vitest('audit', chromium());
}

async function endToEnd(): Promise<Counts> {
  requireBuild();
  const report = join(reports, 'e2e.json');
  const env = { ...chromium(), PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const { status } = await run('playwright', ['test', '--reporter=list,json'], {
    env,
    minutes: 20,
  });
  return settle(report, fromPlaywright, status);
}

/** One after the other: beside the audits there is one core for them. */
async function firefoxAndWebKit(): Promise<Counts> {
  requireBuild();
  const firefox = await vitest('firefox', { FIREFOX_PATH: ensureFirefox() });
  if (!mayHaveWebKit()) {
    console.log('WebKit is tested on Debian and its relatives; left out here.');
    return firefox;
  }
  ensureWebKit();
  return sum(firefox, await vitest('webkit'));
}

function requireBuild(): void {
  if (!existsSync(join(root, 'dist', 'index.html'))) throw new Error('skipped: there is no build');
}

function chromium(): Record<string, string> {
  return { CHROMIUM_PATH: ensureChromium() };
}

function tally(...held: readonly boolean[]): Counts {
  const passed = held.filter(Boolean).length;
  return { passed, failed: held.length - passed };
}
