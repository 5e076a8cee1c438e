/** Contrastive search, best of n, diverse groups, beam sampling. */
import { expect, test } from 'vitest';
import {
  beamSearch,
  byLikelihood,
  contrastiveScores,
  contrastiveSearch,
  cosine,
  degeneration,
  likelihood,
} from '#lib/sampling/index.ts';
import { ln } from './adversarial.ts';

test('cosine and degeneration are those of the paper', () => {
  expect(cosine(Float32Array.of(1, 0), Float32Array.of(3, 4))).toBeCloseTo(0.6, 12);
  const before = [Float32Array.of(0, 1), Float32Array.of(2, 0), Float32Array.of(-1, 0)];
  expect(degeneration(Float32Array.of(5, 0), before)).toBe(1);
  expect(contrastiveScores([0.5, 0.3], [1, 0], 0.6)).toEqual([0.4 * 0.5 - 0.6, 0.4 * 0.3]);
});

test('contrastiveSearch takes an unlike token where greedy search repeats', async () => {
  const vectors = [Float32Array.of(1, 0), Float32Array.of(0, 1), Float32Array.of(-1, 0)];
  const read = (ids: readonly number[]) =>
    Promise.resolve({
      logits: ln(0.6, 0.3, 0.1),
      hidden: ids.map((id) => vectors[id] ?? new Float32Array(2)),
    });
  const options = { topK: 2, maxNewTokens: 1 };
  expect(await contrastiveSearch(read, [0], { ...options, penaltyAlpha: 0 })).toEqual([0, 0]);
  // 0.4 · 0.6 − 0.6 · 1 < 0.4 · 0.3 − 0.6 · 0, and the third is not among the two likeliest
  expect(await contrastiveSearch(read, [0], { ...options, penaltyAlpha: 0.6 })).toEqual([0, 1]);
});

test('byLikelihood ranks by the mean, or by the sum', () => {
  const [short, long, none] = [{ logprobs: [-2] }, { logprobs: [-1, -1.5] }, { logprobs: [] }];
  expect(byLikelihood([none, short, long])).toEqual([long, short, none]);
  expect(byLikelihood([short, long], 0)).toEqual([short, long]);
  expect(likelihood(long)).toBe(-1.25);
});

const always = () => Promise.resolve(ln(0.5, 0.3, 0.2));

test('diverse groups take other tokens than the groups before them', async () => {
  const options = { numBeams: 3, numBeamGroups: 3, maxNewTokens: 1 };
  const alike = await beamSearch(always, [0], options);
  expect(alike.map(({ ids }) => ids.at(-1))).toEqual([0, 0, 0]);
  const diverse = await beamSearch(always, [0], { ...options, diversityPenalty: 5 });
  expect(diverse.map(({ ids }) => ids.at(-1))).toEqual([0, 1, 2]);
  expect(diverse.map(({ logprob }) => Math.exp(logprob).toFixed(2))).toEqual([
    '0.50',
    '0.30',
    '0.20',
  ]);
});

test('beam sampling draws beams by their probability, without putting one back', async () => {
  const counts = [0, 0, 0];
  const draws = 4000;
  for (let seed = 0; seed < draws; seed++) {
    const options = { numBeams: 1, maxNewTokens: 1, doSample: true, seed };
    const [beam] = await beamSearch(always, [0], options);
    const id = beam?.ids.at(-1) ?? 0;
    counts[id] = (counts[id] ?? 0) + 1;
  }
  // of two drawn the better one is kept: token 2 never, token 1 when 1 and 2 are drawn
  const second = (0.3 * 0.2) / 0.7 + (0.2 * 0.3) / 0.8;
  const expected = [draws * (1 - second), draws * second];
  const chi = expected.reduce((sum, e, i) => sum + ((counts[i] ?? 0) - e) ** 2 / e, 0);
  expect(counts[2]).toBe(0);
  expect(chi).toBeLessThan(10.83); // the 0.999 quantile with one degree of freedom
});
