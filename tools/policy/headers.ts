/**
 * The file `_headers`, which some static hosts and the server of this repository read: a line that
 * begins with `/` names paths, `*` standing for anything; the indented lines below it are their headers.
 */
import type { HeaderRule } from '../../src/offline/manifest.ts';
import { pagePolicy, workerPolicy, type Inline } from './policy.ts';

export { headersFor, type HeaderRule } from '../../src/offline/manifest.ts';

/** Throws for a line that is neither a path, a header, a comment nor empty. */
export function parseHeaders(text: string): HeaderRule[] {
  const rules: { path: string; headers: (readonly [string, string])[] }[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, name, value] = /^\s+([\w-]+):\s*(.+?)\s*$/.exec(line) ?? [];
    if (/^\/\S*$/.test(line)) rules.push({ path: line, headers: [] });
    else if (name !== undefined && value !== undefined && rules.length > 0)
      rules.at(-1)?.headers.push([name, value]);
    else throw new Error(`not a line of _headers: ${line}`);
  }
  return rules;
}

/**
 * What the build adds to `_headers`: the policy of pages, with who may frame them (which only a header
 * can say), and the one of each worker.
 * `scripts`: names of the files in `_astro`.
 */
export function policyRules(inline: Inline, scripts: readonly string[]): string {
  const page = pagePolicy(inline);
  const rules = [
    ...['/', '/index.html', '/404.html', '/en/*', '/zh/*'].map((path) => ({
      path,
      policy: `${page}; frame-ancestors 'self'`,
    })),
    { path: '/embed/*', policy: `${page}; frame-ancestors *` },
    ...scripts
      .filter((name) => /worker-[\w-]+\.js$/.test(name))
      .sort()
      .map((name) => ({
        path: `/_astro/${name}`,
        policy: workerPolicy(/^worker-/.test(name) ? 'downloads' : 'stays'),
      })),
  ];
  return rules
    .map(({ path, policy }) => `${path}\n  Content-Security-Policy: ${policy}\n`)
    .join('');
}
