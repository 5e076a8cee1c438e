import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  atTemperature,
  decadesOf,
  entropyOf,
  keptBy,
  perplexityOf,
  ranked,
  tokensFor,
} from '#lib/distribution/index.ts';
import { distribution, softmax, type SamplingOptions } from '#lib/sampling/index.ts';

const logitsOf = (p: readonly number[]): Float32Array => Float32Array.from(p, Math.log);
const rows = fc
  .array(fc.oneof(fc.float({ min: -12, max: 12, noNaN: true }), fc.constantFrom(0, 3)), {
    minLength: 1,
    maxLength: 200,
  })
  .map((values) => Float32Array.from(values));

describe('cuts keep as many tokens as lib/sampling leaves', () => {
  const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  const left = (logits: Float32Array, options: SamplingOptions): number =>
    distribution(logits, options).filter((p) => p > 0).length;

  test('top-k, top-p, and one after the other', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 250 }), share, (logits, k, p) => {
        const all = ranked(logits);
        expect(keptBy(all, 'k', k, p)).toBe(left(logits, { strategy: 'sample', topK: k }));
        expect(keptBy(all, 'p', k, p)).toBe(left(logits, { strategy: 'sample', topP: p }));
        expect(keptBy(all, 'both', k, p)).toBe(
          left(logits, { strategy: 'sample', topK: k, topP: p }),
        );
      }),
    );
  });

  test.each([
    [0.5, 1],
    [0.50001, 2],
    [0.75, 2],
    [0.8, 3],
    [1, 4],
  ])('½, ¼, ⅛, ⅛: to hold %f it takes %i', (p, count) => {
    expect(tokensFor(ranked(logitsOf([1 / 8, 1 / 2, 1 / 8, 1 / 4])), p)).toBe(count);
  });

  test('ten equal tokens: p = 0.7 takes seven', () => {
    expect(tokensFor(ranked(new Float32Array(10)), 0.7)).toBe(7);
  });

  test('p = 1 takes all that can come', () => {
    expect(tokensFor(ranked(Float32Array.of(0, -Infinity, 0)), 1)).toBe(2);
  });
});

describe('entropyOf', () => {
  test('½, ¼, ⅛, ⅛: 1¾ bits, as unsure as a choice among 3.36', () => {
    const bits = entropyOf(ranked(logitsOf([1 / 8, 1 / 2, 1 / 8, 1 / 4])));
    expect(bits).toBeCloseTo(1.75, 6);
    expect(perplexityOf(bits)).toBeCloseTo(3.3636, 4);
  });
  test('none for one token, log₂ V for V equal ones', () => {
    expect(entropyOf(ranked(Float32Array.of(3, -Infinity)))).toBe(0);
    expect(entropyOf(ranked(new Float32Array(8193)))).toBeCloseTo(Math.log2(8193), 9);
  });
});

describe('atTemperature', () => {
  test('is softmax(z / T)', () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 0.3, max: 5, noNaN: true }), (logits, T) => {
        const expected = softmax(logits, T).sort().reverse();
        const { logprobs } = atTemperature(ranked(logits), T);
        for (const [i, p] of expected.entries())
          expect(Math.exp(logprobs[i] ?? NaN)).toBeCloseTo(p, 5);
      }),
    );
  });
  test('T = 0: one token alone, ties or not; T = ∞: all that can come alike', () => {
    const all = ranked(Float32Array.of(1, 3, -Infinity, 3));
    expect([...atTemperature(all, 0).sums]).toEqual([1, 1, 1, 1]);
    expect([...atTemperature(all, Infinity).logprobs]).toEqual([
      -Math.log(3),
      -Math.log(3),
      -Math.log(3),
      -Infinity,
    ]);
  });
  test('entropy rises with T', () => {
    const all = ranked(Float32Array.from({ length: 500 }, (_, i) => -Math.log(i + 1)));
    const bits = [0, 0.2, 0.5, 1, 2, 8, Infinity].map((T) => entropyOf(atTemperature(all, T)));
    expect(bits).toEqual([...bits].sort((a, b) => a - b));
    expect(bits[0]).toBe(0);
    expect(bits.at(-1)).toBeCloseTo(Math.log2(500), 9);
  });
  test('negative and NaN are refused', () => {
    const all = ranked(new Float32Array(3));
    expect(() => atTemperature(all, -1)).toThrow(RangeError);
    expect(() => atTemperature(all, NaN)).toThrow(RangeError);
  });
});

describe('decadesOf(all, kept)', () => {
  test('0.9, 0.09, 0.01: a decade each, and 0.01 belongs to what is at most 0.01', () => {
    const decades = decadesOf(ranked(logitsOf([0.9, 0.09, 0.01])), 2);
    expect(decades.map(({ power, tokens, keptTokens }) => [power, tokens, keptTokens])).toEqual([
      [-1, 1, 1],
      [-2, 1, 1],
      [-3, 1, 0],
    ]);
    expect(decades[1]?.mass).toBeCloseTo(0.09, 6);
  });
  test('count every token and all of the probability once', () => {
    fc.assert(
      fc.property(rows, fc.nat(220), (logits, kept) => {
        const decades = decadesOf(ranked(logits), kept);
        const total = (key: 'tokens' | 'mass' | 'keptTokens'): number =>
          decades.reduce((sum, decade) => sum + decade[key], 0);
        expect(total('tokens')).toBe(logits.length);
        expect(total('mass')).toBeCloseTo(1, 9);
        expect(total('keptTokens')).toBe(Math.min(kept, logits.length));
        expect(decades.length).toBeLessThanOrEqual(9);
      }),
    );
  });
});
