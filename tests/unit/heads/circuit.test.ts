import { beforeAll, describe, expect, test } from 'vitest';
import { MATCHES, scoreHead, targetsOf, type HeadScores } from '#lib/heads/index.ts';
import { forward } from '#lib/reference/index.ts';
import { config, weights } from './inductionCircuit.ts';

/** Twelve different tokens, twice, after the end-of-text token. */
const once = [7, 3, 19, 11, 24, 1, 15, 9, 22, 5, 13, 17];
const ids = [0, ...once, ...once];

describe('a hand-written induction circuit, run by the plain loops', () => {
  const scores = new Map<string, HeadScores>();
  let next: (number | undefined)[];

  beforeAll(() => {
    const { cache, logits } = forward(config, weights, ids);
    for (const layer of [0, 1]) {
      const { data = new Float32Array() } = cache[`blocks.${layer}.attn.hook_pattern`] ?? {};
      const size = ids.length ** 2;
      for (const head of [0, 1]) {
        const pattern = data.subarray(head * size, (head + 1) * size);
        scores.set(`${layer}.${head}`, scoreHead(pattern, targetsOf(ids)));
      }
    }
    next = logits.map((row) => row.indexOf(Math.max(...row)));
  });

  test.each([
    ['0.0', 'previousToken'],
    ['0.1', 'firstToken'],
    ['1.0', 'induction'],
  ] as const)('head %s: %s is at least 0.99', (head, name) => {
    expect(scores.get(head)?.[name]).toBeGreaterThan(0.99);
  });

  test('and nowhere else is a score of a kind high', () => {
    const made = ['0.0 previousToken', '0.1 firstToken', '1.0 induction'];
    for (const [head, found] of scores)
      for (const name of MATCHES)
        if (!made.includes(`${head} ${name}`))
          expect(found[name], `${head} ${name}`).toBeLessThan(0.2);
  });

  test('head 1.1, which has no weights, looks at all alike', () => {
    const bits = ids.slice(1).map((_, t) => Math.log2(t + 2));
    expect(scores.get('1.1')?.entropy).toBeCloseTo(bits.reduce((a, b) => a + b) / bits.length, 5);
  });

  test('from the second place of a token on, the circuit says what came after the first', () => {
    for (let t = once.length + 1; t < ids.length - 1; t++) expect(next[t]).toBe(ids[t + 1]);
  });
});
