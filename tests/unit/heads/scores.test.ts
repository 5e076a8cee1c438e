import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inductionScore } from '#lib/golden/heads.ts';
import { matchScore, MATCHES, scoreHead, shares, targetsOf, induction } from '#lib/heads/index.ts';

/** A pattern (T, T) whose row t looks at `at(t)` alone. */
function lookingAt(T: number, at: (t: number) => number): Float32Array {
  const pattern = new Float32Array(T * T);
  for (let t = 0; t < T; t++) pattern[t * T + at(t)] = 1;
  return pattern;
}

/** Each row is spread evenly over what it may look at. */
const even = (T: number): Float32Array =>
  Float32Array.from({ length: T * T }, (_, i) =>
    i % T <= i / T ? 1 / (Math.floor(i / T) + 1) : 0,
  );

const period = 20;
const once = Array.from({ length: period }, (_, i) => 100 + i);
const ids = [0, ...once, ...once];
const T = ids.length;
const targets = targetsOf(ids);

describe('scoreHead(pattern, targets) of patterns in closed form', () => {
  const earlier = (t: number): number => ids.lastIndexOf(ids[t] ?? -1, t - 1);
  test.each([
    ['previousToken', (t: number) => Math.max(0, t - 1)],
    ['duplicateToken', (t: number) => (t > period ? earlier(t) : t)],
    ['induction', (t: number) => (t > period ? earlier(t) + 1 : t)],
    ['firstToken', () => 0],
    ['self', (t: number) => t],
  ] as const)('%s is 1 where every token looks there', (name, at) => {
    const scores = scoreHead(lookingAt(T, at), targets);
    expect(scores[name]).toBe(1);
    expect(scores.entropy).toBe(0);
    for (const other of MATCHES) {
      // The last two rest on themselves where there is nothing to find; only `self` sees that.
      if (other === name || (other === 'self' && name !== 'previousToken')) continue;
      expect(scores[other], other).toBeLessThan(0.1);
    }
  });

  test('even attention: entropy log2(t + 1), distance t / 2', () => {
    const scores = scoreHead(even(T), targets);
    const n = T - 1;
    let [bits, far] = [0, 0];
    for (let t = 1; t < T; t++) {
      bits += Math.log2(t + 1) / n;
      far += t / 2 / n;
    }
    expect(scores.entropy).toBeCloseTo(bits, 5);
    expect(scores.distance).toBeCloseTo(far, 5);
  });

  test('the distance to the token before is 1, to the first T / 2', () => {
    expect(
      scoreHead(
        lookingAt(T, (t) => Math.max(0, t - 1)),
        targets,
      ).distance,
    ).toBe(1);
    expect(
      scoreHead(
        lookingAt(T, () => 0),
        targets,
      ).distance,
    ).toBe(T / 2);
  });
});

/** Random causal rows that sum to 1. */
const patterns = (size: number) =>
  fc
    .array(
      fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: size, maxLength: size }),
      {
        minLength: size,
        maxLength: size,
      },
    )
    .map((rows) =>
      rows.flatMap((row, t) => {
        const total = row.slice(0, t + 1).reduce((a, b) => a + b, 0);
        return row.map((x, s) => (s <= t ? x / total : 0));
      }),
    );
const texts = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 8, maxLength: 8 });

/** The head detector of TransformerLens, line by line: masks, `tril`, `roll`, error measure `mul`. */
function headDetector(
  pattern: readonly number[],
  ids: readonly number[],
  name: 'previousToken' | 'duplicateToken' | 'induction',
  excludeBos: boolean,
): { sum: number; queries: number } {
  const n = ids.length;
  let [sum, queries] = [0, 0];
  for (let t = 0; t < n; t++) {
    let counts = false;
    for (let s = 0; s <= t; s++) {
      const duplicate = (key: number): boolean => key !== t && ids[key] === ids[t];
      const mask = {
        previousToken: s === t - 1,
        duplicateToken: duplicate(s),
        induction: s > 0 && duplicate(s - 1),
      }[name];
      if (!mask) continue;
      counts = true;
      if (!excludeBos || s > 0) sum += pattern[t * n + s] ?? 0;
    }
    if (counts) queries += excludeBos ? 1 - (pattern[t * n] ?? 0) : 1;
  }
  return { sum, queries };
}

test.each(['previousToken', 'duplicateToken', 'induction'] as const)(
  '%s takes the keys of the head detector, over the queries that have some',
  (name) => {
    fc.assert(
      fc.property(patterns(8), texts, fc.boolean(), (pattern, ids, withoutFirst) => {
        const { sum, queries } = headDetector(pattern, ids, name, withoutFirst);
        const score = matchScore(pattern, targetsOf(ids)[name], withoutFirst);
        if (queries === 0) expect(score).toBeNaN();
        else expect(score).toBeCloseTo(sum / queries, 9);
      }),
    );
  },
);

test('induction on tokens that come twice is the prefix matching score', () => {
  fc.assert(
    fc.property(patterns(9), (pattern) => {
      const twice = [0, 5, 6, 7, 8, 5, 6, 7, 8];
      const expected = inductionScore(Float32Array.from(pattern), 4);
      expect(matchScore(pattern, induction(twice))).toBeCloseTo(expected, 6);
    }),
  );
});

test('a text without repetition has no induction score, and one token no score at all', () => {
  expect(scoreHead(even(3), targetsOf([1, 2, 3])).induction).toBeNaN();
  expect(Object.values(scoreHead([1], targetsOf([1]))).every(Number.isNaN)).toBe(true);
});

test('without the first token its attention is no part of the whole', () => {
  // Half of each row rests on the first token, half looks at the token before.
  const size = 6;
  const pattern = new Float32Array(size * size);
  pattern[0] = 1;
  for (let t = 1; t < size; t++) {
    pattern[t * size] = 0.5;
    pattern[t * size + t - 1] = (pattern[t * size + t - 1] ?? 0) + 0.5;
  }
  const plain = targetsOf([9, 1, 2, 3, 4, 5]);
  expect(scoreHead(pattern, plain).previousToken).toBeCloseTo(0.6, 6);
  expect(shares(pattern, plain, true).previousToken).toBeCloseTo(1, 6);
  expect(shares(pattern, plain, true).firstToken).toBeCloseTo(0.6, 6);
});
