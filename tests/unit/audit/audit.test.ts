import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { faultsOf, shippedOf } from '../../../tools/audit/licences.ts';
import { verdictOf } from '../../../tools/audit/vulnerabilities.ts';

/** As npm 11 writes it. */
const answer = (found: Record<string, string>) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(
      Object.entries(found).map(([name, severity]) => [name, { name, severity, via: [] }]),
    ),
  });

describe('verdictOf(output, threshold)', () => {
  test('a fault at the threshold or above is found, one below is named', () => {
    expect(verdictOf(answer({ a: 'high', b: 'low' }), 'high')).toEqual({
      ...{ kind: 'found', advisories: ['a: high'] },
    });
    expect(verdictOf(answer({ b: 'moderate' }), 'high')).toEqual({
      ...{ kind: 'clean', below: ['b: moderate'] },
    });
    expect(verdictOf(answer({}), 'low')).toEqual({ kind: 'clean', below: [] });
  });

  test('a severity that nobody knows is the worst', () => {
    expect(verdictOf(answer({ a: 'dreadful' }), 'critical').kind).toBe('found');
  });

  test('a registry that cannot be asked is no clean one', () => {
    const refused = { message: '405 Method Not Allowed', error: { summary: '', detail: '' } };
    expect(verdictOf(JSON.stringify(refused), 'high')).toEqual({
      ...{ kind: 'could not ask', why: '405 Method Not Allowed' },
    });
    expect(verdictOf('', 'high').kind).toBe('could not ask');
    expect(verdictOf('null', 'high').kind).toBe('could not ask');
  });
});

describe('faultsOf(shipped, notice)', () => {
  const list =
    '# Licenses\n\n## clsx - 2.1.1 (MIT)\n\ntext\n\n## @a/b - 1.0.0 (GPL-3.0)\n\n## d3-path - 3.1.0 (ISC)\n';
  test('names what NOTICE lacks and what may not be passed on', () => {
    expect(shippedOf(list).map(({ name }) => name)).toEqual(['clsx', '@a/b', 'd3-path']);
    expect(faultsOf(shippedOf(list), 'D3\n  ISC\nclsxy')).toEqual([
      ...['NOTICE does not name clsx', '@a/b is under GPL-3.0', 'NOTICE does not name @a/b'],
    ]);
    expect(faultsOf([{ name: 'clsx', licence: 'MIT' }], 'Svelte, with clsx (MIT)')).toEqual([]);
  });

  test('NOTICE names every package that the pages import themselves', () => {
    const text = readFileSync('package.json', 'utf8');
    const { dependencies } = JSON.parse(text) as { dependencies: Record<string, string> };
    const shipped = Object.keys(dependencies).map((name) => ({ name, licence: 'MIT' }));
    expect(faultsOf(shipped, readFileSync('NOTICE', 'utf8'))).toEqual([]);
  });
});
