import { describe, expect, test } from 'vitest';
import { contrast, lastRows, mostLookedAt, rankCorrelation, type Look } from '#lib/causal/index.ts';

const look = (head: number, weight: number, effect: number): Look => ({
  ...{ layer: 0, head, weight, effect, best: 1 },
});

describe('contrast(looks)', () => {
  test('finds the head that looks and does nothing, and the one that does without looking', () => {
    const looks = [look(0, 0.9, -0.01), look(1, 0.8, -3), look(2, 0.01, -2), look(3, 0, 0.4)];
    expect(contrast(looks).idle?.head).toBe(0);
    expect(contrast(looks).quiet?.head).toBe(2);
  });
  test('has none where no head looks, or all do', () => {
    expect(contrast([look(0, 0.1, 1)])).toEqual({ idle: null, quiet: null });
  });
});

test('lastRows cuts the last query’s row out of each pattern', () => {
  const data = Float32Array.of(1, 0, 0.5, 0.5, 1, 0, 0.25, 0.75);
  const captured = { 'blocks.0.attn.hook_pattern': { shape: [2, 2, 2], data } };
  expect(lastRows(captured, 1)).toEqual([
    [
      [0.5, 0.5],
      [0.25, 0.75],
    ],
  ]);
});

test('mostLookedAt leaves out the first token and the last', () => {
  expect(mostLookedAt([[[0.7, 0.1, 0.15, 0.05]], [[0.2, 0.3, 0, 0.5]]])).toBe(1);
  expect(mostLookedAt([[[0.5, 0.5]]])).toBeNull();
});

test('rankCorrelation is Spearman’s ρ: the example of Spearman’s table, ties and ends', () => {
  expect(rankCorrelation([1, 2, 3, 4], [10, 100, 1000, 5000])).toBeCloseTo(1, 12);
  expect(rankCorrelation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
  // 1 − 6 Σd² / (n (n² − 1)) with d = (−4, −4, 1, 1, 6, 0)… of IQ and hours of television
  const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
  const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
  expect(rankCorrelation(iq, hours)).toBeCloseTo(-29 / 165, 12);
  expect(rankCorrelation([1, 1, 2], [5, 5, 9])).toBeCloseTo(1, 12);
  expect(rankCorrelation([1, 1], [1, 2])).toBeNaN();
});
