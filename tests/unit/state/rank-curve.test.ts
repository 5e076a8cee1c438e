import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logRanks, rankCurve } from '#lib/state/rank-curve.ts';

describe('rankCurve(probabilities, points)', () => {
  test('keeps every rank of a short list, likeliest first', () => {
    const curve = rankCurve(Float32Array.of(0.25, 0.5, 0.125, 0.125));
    expect(curve).toEqual([
      { rank: 1, p: 0.5 },
      { rank: 2, p: 0.25 },
      { rank: 3, p: 0.125 },
      { rank: 4, p: 0.125 },
    ]);
  });

  test('leaves zeros out and the input as it was', () => {
    const p = Float32Array.of(0, 1, 0);
    expect(rankCurve(p)).toEqual([{ rank: 1, p: 1 }]);
    expect([...p]).toEqual([0, 1, 0]);
  });

  test('falls, begins at the likeliest and ends at the unlikeliest of any vocabulary', () => {
    const weights = fc.array(fc.float({ min: Math.fround(1e-6), max: 1, noNaN: true }), {
      minLength: 1,
      maxLength: 3000,
    });
    fc.assert(
      fc.property(weights, (list) => {
        const p = Float32Array.from(list);
        const curve = rankCurve(p, 50);
        expect(curve.length).toBeLessThanOrEqual(50);
        expect(curve[0]).toEqual({ rank: 1, p: Math.max(...p) });
        expect(curve.at(-1)).toEqual({ rank: p.length, p: Math.min(...p) });
        expect(curve.every((at, i) => i === 0 || at.p <= (curve[i - 1]?.p ?? 0))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

test('logRanks(count, points) is even in log rank', () => {
  expect(logRanks(10_000, 5)).toEqual([1, 10, 100, 1000, 10_000]);
  expect(logRanks(1, 5)).toEqual([1]);
  expect(logRanks(0, 5)).toEqual([]);
});
