import fc from 'fast-check';
import { expect, test } from 'vitest';
import { descending, logSoftmax, rankOf, topTokens } from '#lib/sampling/index.ts';

/** Few different values, so that ties are common. */
const tied = fc
  .array(fc.constantFrom(-Infinity, -1, 0, 0.5, 3), { minLength: 1, maxLength: 60 })
  .map((values) => Float32Array.from(values));
const sorted = (logits: Float32Array) =>
  [...logits.keys()].sort((a, b) => {
    const [za = 0, zb = 0] = [logits[a], logits[b]];
    return za === zb ? a - b : zb - za;
  });

test('descending gives every id once, as a stable sort does', () => {
  fc.assert(
    fc.property(fc.oneof(tied, fc.float32Array({ noNaN: true })), (logits) => {
      expect([...descending(logits)]).toEqual(sorted(logits));
      expect([...descending(logits, 3)]).toEqual(sorted(logits).slice(0, 3));
    }),
  );
});

test('topTokens gives the n most likely with their log-probabilities', () => {
  const logits = Float32Array.of(1, 3, 2, 3);
  const logprobs = logSoftmax(logits);
  const top = topTokens(logits, 3);
  expect(top.map(({ id }) => id)).toEqual([1, 3, 2]);
  for (const { id, logprob } of top) expect(logprob).toBeCloseTo(logprobs[id] ?? NaN, 6);
});

test('topTokens of more than there are gives all, and their probabilities add up to 1', () => {
  const top = topTokens(Float32Array.of(0, 1, -Infinity), 10);
  expect(top.map(({ id }) => id)).toEqual([1, 0, 2]);
  expect(top.reduce((total, { logprob }) => total + Math.exp(logprob), 0)).toBeCloseTo(1, 12);
});

test('rankOf is the place in the sorted list', () => {
  fc.assert(
    fc.property(tied, (logits) => {
      for (const [rank, id] of sorted(logits).entries()) expect(rankOf(logits, id)).toBe(rank);
    }),
  );
});

test('ids outside the vocabulary and NaN are refused', () => {
  expect(() => rankOf(Float32Array.of(1, 2), 2)).toThrow(RangeError);
  expect(() => rankOf(Float32Array.of(1, 2), -1)).toThrow(RangeError);
  expect(() => rankOf(Float32Array.of(1, NaN), 0)).toThrow(RangeError);
  expect(() => topTokens(Float32Array.of(1, NaN), 1)).toThrow(RangeError);
});
