/**
 * `npm run audit`: asks the registry for known faults of what the site is built from, and holds the licences of
 * what a built site ships (dist/licences.md) against NOTICE. Ends with 1 for a fault that is high or
 * critical, for a licence that is not fine, and for a package that NOTICE does not name. Not every registry
 * can be asked for faults; then it says so, and does not fail for it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOf, shippedOf } from './licences.ts';
import { verdictOf } from './vulnerabilities.ts';

const root = join(import.meta.dirname, '../..');
const ok = [faults(), licences()];
process.exitCode = ok.every(Boolean) ? 0 : 1;

function faults(): boolean {
  const { stdout } = spawnSync(
    'npm',
    ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'],
    {
      cwd: root,
      encoding: 'utf8',
      timeout: 60_000,
      shell: process.platform === 'win32',
    },
  );
  const verdict = verdictOf(stdout, 'high');
  switch (verdict.kind) {
    case 'could not ask':
      console.log(`Known faults: could not ask (${verdict.why}). Nothing is known.`);
      return true;
    case 'clean':
      console.log(
        `Known faults: none that is high or critical. ${verdict.below.join(', ')}`.trim(),
      );
      return true;
    case 'found':
      console.error(
        `Known faults:\n  ${verdict.advisories.join('\n  ')}\nSee: npm audit --omit=dev`,
      );
      return false;
  }
}

function licences(): boolean {
  const list = join(root, 'dist', 'licences.md');
  if (!existsSync(list)) {
    console.error('Licences: there is no dist/licences.md; build the site first (npm run build).');
    return false;
  }
  const shipped = shippedOf(readFileSync(list, 'utf8'));
  const wrong = faultsOf(shipped, readFileSync(join(root, 'NOTICE'), 'utf8'));
  if (shipped.length === 0) wrong.push('dist/licences.md names no package');
  for (const each of wrong) console.error(`Licences: ${each}`);
  if (wrong.length === 0)
    console.log(`Licences: ${String(shipped.length)} packages, all in NOTICE.`);
  return wrong.length === 0;
}
