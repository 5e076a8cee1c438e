import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { headersFor, parseHeaders, policyRules } from '../../../tools/policy/headers.ts';

const scripts = ['worker-A1b_c-.js', 'tokenizer-worker-x.js', 'bpe.worker-y.js', 'Figure.z.js'];
const inline = { scripts: new Set(["'sha256-AAA='"]), styles: new Set<string>() };
const rules = parseHeaders(readFileSync('public/_headers', 'utf8') + policyRules(inline, scripts));
const policy = (path: string) => headersFor(rules, path)['Content-Security-Policy'] ?? '';

test('every page has the policy as a header, and only figures made for it are framed elsewhere', () => {
  for (const path of ['/', '/404.html', '/en/', '/zh/lessons/2-tokens/']) {
    expect(policy(path)).toContain("'sha256-AAA='");
    expect(policy(path)).toContain("frame-ancestors 'self'");
  }
  expect(policy('/embed/en/one-head/')).toContain('frame-ancestors *');
  expect(policy('/embed/en/one-head/')).toContain("'sha256-AAA='");
});

test('only the worker that fetches models may ask other servers', () => {
  expect(policy('/_astro/worker-A1b_c-.js')).toContain("connect-src 'self' https: http:");
  for (const name of ['tokenizer-worker-x.js', 'bpe.worker-y.js'])
    expect(policy(`/_astro/${name}`)).toMatch(/connect-src 'self'(;|$)/);
  expect(policy('/en/')).toMatch(/connect-src 'self'(;|$)/);
  expect(policy('/_astro/Figure.z.js')).toBe('');
});

test('no policy allows inline or evaluated code', () => {
  for (const { headers } of rules)
    for (const [, value] of headers) expect(value).not.toMatch(/'unsafe/);
});

test('no header is said twice for any path: hosts would join the values', () => {
  const paths = rules.map(({ path }) => path.replace('*', 'x'));
  for (const path of paths) {
    const named = rules
      .filter((rule) => headersFor([rule], path)[rule.headers[0]?.[0] ?? ''] !== undefined)
      .flatMap(({ headers }) => headers.map(([name]) => name));
    expect(new Set(named).size, path).toBe(named.length);
  }
});

test('a line that no host would understand is refused', () => {
  expect(() => parseHeaders('X-A: 1')).toThrow('not a line of _headers');
  expect(() => parseHeaders('/a\n  nonsense')).toThrow('not a line of _headers');
});
