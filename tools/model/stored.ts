/**
 * Makes everything again that is stored of the teaching model: its self-check, and what each figure
 * shows before it runs (every `stored-…` command of package.json). To be run when the model changes.
 *
 *   npm run stored
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const { scripts } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { scripts: Record<string, string> };
const names = Object.keys(scripts).filter((name) => name.startsWith('stored-'));
for (const name of ['self-check', 'positions', ...names]) {
  console.log(`npm run ${name}`);
  execFileSync('npm', ['run', '--silent', name], { stdio: 'inherit' });
}
