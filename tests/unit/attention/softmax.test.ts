import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  drawSlopes,
  largestSlope,
  quantile,
  softmax64,
  softmaxJacobian,
  summarize,
  WIDTHS,
} from '#lib/attention/index.ts';

const scores = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), {
  minLength: 1,
  maxLength: 12,
});

describe('softmax64(scores)', () => {
  test('of equal scores is uniform, of −∞ is 0, and large scores do not overflow', () => {
    expect([...softmax64([3, 3, 3, 3])]).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect([...softmax64([-Infinity, 900])]).toEqual([0, 1]);
    expect(softmax64([1000, 1000 - Math.log(3)])[0]).toBeCloseTo(0.75, 12);
  });
});

describe('softmaxJacobian(p)', () => {
  test('is the slope of the softmax, by differences', () => {
    fc.assert(
      fc.property(scores, fc.nat(11), (z, at) => {
        const j = at % z.length;
        const h = 1e-5;
        const moved = (by: number): Float64Array =>
          softmax64(z.map((x, i) => (i === j ? x + by : x)));
        const [up, down] = [moved(h), moved(-h)];
        const jacobian = softmaxJacobian(softmax64(z));
        for (const [i, row] of jacobian.entries())
          expect(row[j]).toBeCloseTo(((up[i] ?? NaN) - (down[i] ?? NaN)) / (2 * h), 6);
      }),
    );
  });

  test('largestSlope is its largest entry', () => {
    fc.assert(
      fc.property(scores, (z) => {
        const p = softmax64(z);
        const all = softmaxJacobian(p).flatMap((row) => [...row].map(Math.abs));
        expect(largestSlope(p)).toBeCloseTo(Math.max(...all), 12);
      }),
    );
  });

  test('largestSlope by formula: (1 − 1/n)/n when uniform, ¼ for two, e^−40 far out', () => {
    expect(largestSlope(softmax64(Array<number>(10).fill(2)))).toBeCloseTo(0.09, 12);
    expect(largestSlope([0.5, 0.5])).toBe(0.25);
    expect(largestSlope(softmax64([40, 0])) / Math.exp(-40)).toBeCloseTo(1, 12);
  });
});

describe('drawSlopes', () => {
  test('two keys, scaled, wide: the median is 1 / (2 + 2 cosh(√2 · 0.6745))', async () => {
    // Given q, the scores' difference is normal with variance 2 |q|²/d, which goes to 2.
    const found = await drawSlopes({ seed: 3, keys: 2, draws: 1000 });
    const wide = found.at(-1);
    expect(wide?.d).toBe(2048);
    const truth = 1 / (2 + 2 * Math.cosh(Math.SQRT2 * 0.674_489_75));
    expect(Math.abs(quantile(wide?.scaled ?? [], 0.5) - truth)).toBeLessThan(0.012);
  });

  test('the same seed gives the same, at width 1 nothing is divided, and unscaled falls with d', async () => {
    const options = { seed: 5, keys: 32, draws: 40 };
    const [first, again] = [await drawSlopes(options), await drawSlopes(options)];
    expect(again).toEqual(first);
    expect(first.map(({ d }) => d)).toEqual(WIDTHS);
    expect(first[0]?.plain).toEqual(first[0]?.scaled);
    const summary = summarize(first);
    const median = (d: number, which: 'plain' | 'scaled'): number =>
      summary.find((at) => at.d === d)?.[which].quantiles[2] ?? NaN;
    expect(median(1000, 'plain')).toBeLessThan(median(100, 'plain') / 10);
    for (const d of [100, 1000]) {
      expect(median(d, 'scaled')).toBeGreaterThan(0.1);
      expect(median(d, 'scaled')).toBeLessThan(0.16);
    }
    for (const { plain, scaled } of summary)
      for (const { bins } of [plain, scaled])
        expect(bins.reduce((a, b) => a + b, 0)).toBe(options.draws);
  });

  test('quantile(sorted, p) is linear between values', () => {
    expect(quantile([1, 2, 4], 0.5)).toBe(2);
    expect(quantile([1, 2, 4], 0.75)).toBe(3);
    expect(quantile([7], 0.95)).toBe(7);
  });
});
