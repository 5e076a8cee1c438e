import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  binEnds,
  fromBins,
  isExact,
  massUpTo,
  ranked,
  rankPoints,
  sizeOf,
  sumPoints,
  thinned,
} from '#lib/distribution/index.ts';
import { softmax } from '#lib/sampling/index.ts';

const logitsOf = (p: readonly number[]): Float32Array => Float32Array.from(p, Math.log);
const anyLogits = fc
  .array(fc.float({ min: -30, max: 30, noNaN: true }), { minLength: 1, maxLength: 400 })
  .map((values) => Float32Array.from(values));

describe('ranked(logits)', () => {
  test('sorts the softmax, whatever the order of the tokens', () => {
    fc.assert(
      fc.property(anyLogits, (logits) => {
        const all = ranked(logits);
        const expected = softmax(logits).sort().reverse();
        let sum = 0;
        for (const [i, p] of expected.entries()) {
          sum += p;
          expect(Math.exp(all.logprobs[i] ?? NaN)).toBeCloseTo(p, 6);
          expect(all.sums[i]).toBeCloseTo(sum, 5);
        }
        expect(sizeOf(all)).toBe(logits.length);
      }),
    );
  });
  test('what is impossible comes last; NaN and nothing possible are refused', () => {
    const all = ranked(Float32Array.of(-Infinity, 0, -Infinity, 0));
    expect([...all.sums]).toEqual([0.5, 1, 1, 1]);
    expect(() => ranked(Float32Array.of(0, NaN))).toThrow(RangeError);
    expect(() => ranked(Float32Array.of(-Infinity))).toThrow(RangeError);
    expect(() => ranked(new Float32Array())).toThrow(RangeError);
  });
});

describe('massUpTo(all, k)', () => {
  const all = ranked(logitsOf([1 / 8, 1 / 2, 1 / 8, 1 / 4]));
  test.each([
    [0, 0],
    [1, 1 / 2],
    [2, 3 / 4],
    [3, 7 / 8],
    [4, 1],
    [9, 1],
  ])('%i tokens hold %f', (k, mass) => {
    expect(massUpTo(all, k)).toBeCloseTo(mass, 6);
  });
});

describe('thinned(all, ends)', () => {
  test('sums up to the end of a bin stay what they are, all others lie between', () => {
    fc.assert(
      fc.property(anyLogits, (logits) => {
        const all = ranked(logits);
        const few = thinned(all, binEnds(logits.length, 8, 12));
        for (let k = 0; k <= logits.length; k++) {
          if (isExact(few, k)) expect(massUpTo(few, k)).toBeCloseTo(massUpTo(all, k), 7);
          expect(massUpTo(few, k)).toBeLessThanOrEqual(massUpTo(all, k) + 1e-7);
        }
      }),
    );
  });
  test('a law of Zipf over 50,257 tokens in 80 bins', () => {
    const all = ranked(Float32Array.from({ length: 50_257 }, (_, i) => -Math.log(i + 1)));
    const few = thinned(all, binEnds(50_257, 32, 48));
    expect(few.ends.length).toBeLessThanOrEqual(80);
    expect(sizeOf(few)).toBe(50_257);
    for (const k of [1, 7, 32, 100, 5000, 50_257])
      expect(massUpTo(few, k)).toBeCloseTo(massUpTo(all, k), 3);
  });
  test('survives rounding to three decimals', () => {
    const all = ranked(Float32Array.from({ length: 8193 }, (_, i) => -1.3 * Math.log(i + 1)));
    const few = thinned(all, binEnds(8193, 32, 48));
    const rounded = fromBins(
      [...few.logprobs].map((x) => Number(x.toFixed(3))),
      few.ends,
    );
    for (const k of [1, 10, 100, 1000])
      expect(massUpTo(rounded, k)).toBeCloseTo(massUpTo(few, k), 3);
  });
});

test('binEnds: ever wider, up to the last', () => {
  expect(binEnds(5, 32, 48)).toEqual([1, 2, 3, 4, 5]);
  expect(binEnds(100, 4, 2)).toEqual([1, 2, 3, 4, 20, 100]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60_000 }), (V) => {
      const ends = binEnds(V, 32, 48);
      expect(ends.at(-1)).toBe(V);
      for (const [i, end] of ends.entries()) expect(end).toBeGreaterThan(ends[i - 1] ?? 0);
    }),
  );
});

describe('points of curves', () => {
  const all = ranked(Float32Array.from({ length: 3000 }, (_, i) => -Math.log(i + 1)));
  test('begin at the likeliest token and end with all', () => {
    const [first] = rankPoints(all);
    expect(first?.[0]).toBe(1);
    expect(first?.[1]).toBeCloseTo(Math.exp(all.logprobs[0] ?? NaN), 12);
    expect(rankPoints(all).at(-1)?.[0]).toBe(3000);
    expect(sumPoints(all).at(-1)).toEqual([3000, 1]);
    expect(rankPoints(all, 100).length).toBeLessThanOrEqual(100);
  });
  test('lie on the law that made them, thinned too', () => {
    const [, top] = rankPoints(all)[0] ?? [1, NaN];
    for (const of of [all, thinned(all, binEnds(3000, 32, 48))])
      for (const [rank, p] of rankPoints(of)) {
        expect(rank * p).toBeGreaterThan(top * 0.97);
        expect(rank * p).toBeLessThan(top * 1.03);
      }
  });
});
