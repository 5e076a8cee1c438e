import { beforeAll, describe, expect, test } from 'vitest';
import {
  headScores,
  inductionScore,
  nameOf,
  previousTokenScore,
  repeatedTokens,
} from '#lib/golden/heads.ts';
import { checkFact, type Fact, type GoldenModel } from '#lib/golden/index.ts';
import { idsOf } from '#lib/golden/prompt.ts';
import type { Weights } from '#lib/reference/index.ts';
import { createRng } from '#lib/sampling/index.ts';
import { loops, openGolden } from './teaching.ts';

const PERIOD = 50;

/** A pattern (T, T) whose row t looks at `at(t)` alone. */
function lookingAt(T: number, at: (t: number) => number): Float32Array {
  const pattern = new Float32Array(T * T);
  for (let t = 0; t < T; t++) pattern[t * T + at(t)] = 1;
  return pattern;
}

/** A pattern (T, T) with random rows that sum to 1, nothing above the diagonal. */
function random(T: number, seed: number): Float32Array {
  const rng = createRng(seed);
  const pattern = new Float32Array(T * T);
  for (let t = 0; t < T; t++) {
    const row = Array.from({ length: t + 1 }, () => rng());
    const total = row.reduce((a, b) => a + b, 0);
    row.forEach((x, k) => (pattern[t * T + k] = x / total));
  }
  return pattern;
}

describe('inductionScore', () => {
  const T = 1 + 2 * PERIOD;
  // so many tokens that the 50 differ
  const ids = repeatedTokens({ tokenizer: { size: 1e6, eosId: 0 } as never }, PERIOD, 3);

  test('is 1 for a head that looks at what came after the same token before', () => {
    const after = (t: number): number => Math.max(0, ids.lastIndexOf(ids[t] ?? -1, t - 1) + 1);
    expect(inductionScore(lookingAt(T, after), PERIOD)).toBe(1);
  });

  test.each([
    ['the same token before', (t: number) => Math.max(0, t - PERIOD)],
    ['the token before', (t: number) => Math.max(0, t - 1)],
    ['itself', (t: number) => t],
    ['the first token', () => 0],
  ])('is 0 for a head that looks at %s', (_, at) => {
    expect(inductionScore(lookingAt(T, at), PERIOD)).toBe(0);
  });

  test('is near 0, 1/T or so, for random patterns', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const score = inductionScore(random(T, seed), PERIOD);
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThan(0.03);
    }
  });
});

describe('previousTokenScore', () => {
  test('is (T − 1) / T for a head that looks one back: the first row cannot', () => {
    expect(previousTokenScore(lookingAt(20, (t) => Math.max(0, t - 1)))).toBeCloseTo(19 / 20, 12);
  });
  test('is 0 for a head that looks at itself, and small for random patterns', () => {
    expect(previousTokenScore(lookingAt(20, (t) => t))).toBe(0);
    expect(previousTokenScore(random(100, 1))).toBeLessThan(0.1);
  });
});

test('repeatedTokens: end of text, then random tokens twice, the same for the same seed', () => {
  const tokenizer = { size: 8_193, eosId: 8_192 } as never;
  const ids = repeatedTokens({ tokenizer }, PERIOD, 1);
  expect(ids).toHaveLength(101);
  expect(ids[0]).toBe(8_192);
  expect(ids.slice(1, 51)).toEqual(ids.slice(51));
  expect(ids.indexOf(8_192, 1)).toBe(-1);
  expect(new Set(ids).size).toBeGreaterThan(45);
  expect(repeatedTokens({ tokenizer }, PERIOD, 1)).toEqual(ids);
  expect(repeatedTokens({ tokenizer }, PERIOD, 2)).not.toEqual(ids);
});

describe('on the teaching model', () => {
  let model: GoldenModel;
  let weights: Weights;
  beforeAll(async () => ({ model, weights } = await openGolden()));
  const prompt = { text: 'Once upon a time there was a little dog who', bos: true };
  const about = { id: 'a/b', what: { en: 'a test', zh: '测试' }, source: 'the plain loops' };

  /** Scores by the plain loops, [L][H]. */
  const reference = (ids: readonly number[], score: (pattern: Float32Array) => number) => {
    const { n_layer: L, n_head: H } = model.engine.info.config;
    const { cache } = loops(model, weights, ids);
    const size = ids.length ** 2;
    return Array.from({ length: L }, (_, i) => {
      const { data } = cache[`blocks.${i}.attn.hook_pattern`]!;
      return Array.from({ length: H }, (_, h) => score(data.subarray(h * size, (h + 1) * size)));
    });
  };

  test('scores of all heads are those of the plain loops', async () => {
    const ids = repeatedTokens(model, 20, 1);
    const score = (pattern: Float32Array): number => inductionScore(pattern, 20);
    const found = await headScores(model, ids, score);
    const expected = reference(ids, score);
    expect(found.flat()).toHaveLength(32);
    for (const [i, value] of expected.flat().entries())
      expect(found.flat()[i]).toBeCloseTo(value, 4);
  });

  test('the named heads must be the first, and above the bound', async () => {
    const scores = reference(repeatedTokens(model, 20, 1), (p) => inductionScore(p, 20));
    const ranked = scores
      .flatMap((row, layer) => row.map((score, head) => ({ layer, head, score })))
      .sort((a, b) => b.score - a.score);
    const [first, second, third] = ranked;
    const fact = { ...about, kind: 'induction', period: 20, seed: 1 } as const;
    const heads = [second!, first!]; // in any order
    const below = second!.score / 2;
    const right: Fact = { ...fact, heads, above: below };
    expect(await checkFact(model, right)).toMatchObject({ passed: true });
    expect((await checkFact(model, right)).actual).toContain(`${nameOf(first!)}: `);
    const other: Fact = { ...fact, heads: [first!, third!], above: below };
    expect(await checkFact(model, other)).toMatchObject({ passed: false });
    const bound: Fact = { ...fact, heads, above: (first!.score + second!.score) / 2 };
    expect(await checkFact(model, bound)).toMatchObject({ passed: false });
  });

  test('previous-token scores, one head and the whole table', async () => {
    const scores = reference(idsOf(model, prompt), previousTokenScore);
    const head = { layer: 2, head: 5 };
    const expected = scores[2]![5]!;
    const one = { ...about, kind: 'previous token', prompt, head, rounding: 5e-6 } as const;
    expect(await checkFact(model, { ...one, expected })).toMatchObject({ passed: true });
    const off = await checkFact(model, { ...one, expected: expected + 0.002 });
    expect(off).toMatchObject({ passed: false });
    const table = { ...about, kind: 'previous token table', prompt, rounding: 5e-6 } as const;
    expect(await checkFact(model, { ...table, scores })).toMatchObject({ passed: true });
    const wrong = scores.with(3, scores[3]!.with(7, scores[3]![7]! + 0.002));
    expect(await checkFact(model, { ...table, scores: wrong })).toMatchObject({ passed: false });
    const more = [...scores, scores[0]!];
    expect(await checkFact(model, { ...table, scores: more })).toMatchObject({ passed: false });
  });
});
