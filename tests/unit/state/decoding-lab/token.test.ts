import { describe, expect, test } from 'vitest';
import { distribution, logSoftmax, softmax } from '#lib/sampling/index.ts';
import { judged, picked, weighed } from '#lib/state/decoding-lab/token.ts';
import { totalsOf } from '#lib/state/decoding-lab/totals.ts';
import { quartiles, spreadOf } from '#lib/state/decoding-lab/spread.ts';

// P = 1/2, 1/4, 1/8, 1/8
const logits = Float32Array.from([2, 1, 0, 0], (bits) => bits * Math.LN2);
const text = { ids: [3, 0, 3], promptLength: 1 };

test('judged(logits, id): by hand', () => {
  const seen = judged(logits, 1);
  expect(seen.logprob).toBeCloseTo(Math.log(1 / 4), 6);
  expect(seen.rank).toBe(1);
  expect(seen.entropy).toBeCloseTo(1.75, 5);
  expect(seen.top.map(({ id }) => id)).toEqual([0, 1, 2, 3]);
  expect(seen).toMatchObject({ q: null, kept: null, stages: [] });
});

describe('picked(logits, id, options, text)', () => {
  test('top-k 3, then top-p 0.7 among them: 4/7 + 2/7 ≥ 0.7', () => {
    const seen = picked(logits, 0, { strategy: 'sample', topK: 3, topP: 0.7 }, text);
    expect(seen.stages).toEqual([
      { by: 'topK', left: 3 },
      { by: 'topP', left: 2 },
    ]);
    expect(seen.kept).toBe(2);
    expect(seen.mass).toBeCloseTo(3 / 4, 6);
    expect(seen.q).toBeCloseTo(2 / 3, 6);
    expect(seen.top.map(({ q }) => q === 0)).toEqual([false, false, true, true]);
  });
  test('bans come first, and greedy keeps one', () => {
    const seen = picked(logits, 1, { strategy: 'greedy', badWordsIds: [[0]] }, text);
    expect(seen.stages).toEqual([
      { by: 'banned', left: 3 },
      { by: 'greedy', left: 1 },
    ]);
    expect(seen).toMatchObject({ q: 1, kept: 1 });
  });
  test('with everything banned nothing is kept', () => {
    const badWordsIds = [[0], [1], [2], [3]];
    expect(picked(logits, 0, { strategy: 'sample', badWordsIds }, text)).toMatchObject({
      ...{ kept: 0, mass: 0, q: 0 },
    });
  });
  test.each([
    { temperature: 0.5, topK: 3, minP: 0.3 },
    { typicalP: 0.5, repetitionPenalty: 1.5 },
    { etaCutoff: 0.2, presencePenalty: 1 },
    { temperature: 0 },
    {},
  ])('%o: the chances are those of the distribution that is drawn from', (settings) => {
    const options = { strategy: 'sample', ...settings } as const;
    const expected = distribution(logits, options, text);
    const seen = picked(logits, 0, options, text);
    for (const { id, q } of seen.top) expect(q).toBeCloseTo(expected[id] ?? NaN, 6);
    expect(seen.kept).toBe(expected.filter((q) => q > 0).length);
  });
});

test('weighed(logits, id, candidates): what was not weighed is cut', () => {
  const p = softmax(logits);
  const of = [0, 1].map((id) => ({ id, p: p[id] ?? 0, penalty: 0.5, score: 0 }));
  const seen = weighed(logits, 1, of);
  expect(seen).toMatchObject({ kept: 2, weighed: of });
  expect(seen.mass).toBeCloseTo(3 / 4, 6);
  expect(seen.top.map(({ q }) => q)).toEqual([null, null, 0, 0]);
});

test('totalsOf(text): by hand', () => {
  const logprob = logSoftmax(logits)[1] ?? NaN;
  const ids = [1, 1, 1, 1, 1];
  const totals = totalsOf({ ids, logprobs: ids.map(() => logprob), entropies: [1, 2, 3, 4, 5] });
  expect(totals.logLikelihood).toBeCloseTo(5 * Math.log(1 / 4), 5);
  expect(totals.perplexity).toBeCloseTo(4, 5);
  expect(totals).toMatchObject({ meanEntropy: 3, distinct1: 1 / 5, repeated: 1, fourGrams: 2 });
  expect(totalsOf({ ids: [], logprobs: [], entropies: [] })).toMatchObject({
    ...{ tokens: 0, logLikelihood: 0, perplexity: null, meanEntropy: null, distinct1: null },
  });
});

test('quartiles(values): 1 to 5, and 1 to 4 between places', () => {
  expect(quartiles([5, 3, 1, 2, 4])).toEqual({
    least: 1,
    lower: 2,
    median: 3,
    upper: 4,
    greatest: 5,
  });
  expect(quartiles([4, 3, 2, 1])).toMatchObject({ lower: 1.75, median: 2.5, upper: 3.25 });
  expect(quartiles([])).toBeNull();
});

test('spreadOf(runs): the same text twice has self-BLEU 1, a single one none', () => {
  const ids = [1, 2, 3, 4, 5];
  const totals = totalsOf({ ids, logprobs: [], entropies: [] });
  const runs = [1, 2].map((seed) => ({ seed, ids, totals }));
  expect(spreadOf(runs).selfBleu).toBeCloseTo(1, 12);
  expect(spreadOf(runs.slice(1)).selfBleu).toBeNull();
});
