import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distribution, softmax } from '#lib/sampling/index.ts';
import {
  applyInOrder,
  inStatedOrder,
  leadingIds,
  packLogits,
  penalized,
  unpackLogits,
} from '#lib/strategies/index.ts';

const logitsOf = (p: readonly number[]): Float32Array => Float32Array.from(p, Math.log);
const kept = (p: Float32Array): number[] => [...p.keys()].filter((id) => (p[id] ?? 0) > 0);

describe('applyInOrder(logits, settings)', () => {
  const logits = logitsOf([0.4, 0.2, 0.15, 0.1, 0.08, 0.07]);

  test('top-k before top-p counts p among the k that are left', () => {
    const k = { name: 'topK', value: 3 } as const;
    const p = { name: 'topP', value: 0.7 } as const;
    // of 0.75 that are left, 0.4 and 0.2 are 0.8
    expect(kept(applyInOrder(logits, [k, p]).p)).toEqual([0, 1]);
    expect(kept(applyInOrder(logits, [p, k]).p)).toEqual([0, 1, 2]);
    expect(applyInOrder(logits, [k, p]).steps.map((step) => step.kept)).toEqual([3, 2]);
  });

  test('temperature before top-p widens the nucleus, after it does not', () => {
    const T = { name: 'temperature', value: 2 } as const;
    const p = { name: 'topP', value: 0.6 } as const;
    expect(kept(applyInOrder(logits, [p, T]).p)).toEqual([0, 1]);
    expect(kept(applyInOrder(logits, [T, p]).p)).toEqual([0, 1, 2]);
  });

  test('the stated order is the one that tokens are drawn by', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0.2, max: 3, noNaN: true }),
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (tenths, T, k, p) => {
          const z = Float32Array.from(tenths, (x) => x / 10);
          const shuffled = [
            { name: 'minP', value: 0.1 },
            { name: 'topP', value: p },
            { name: 'temperature', value: T },
            { name: 'topK', value: k },
          ] as const;
          const ours = applyInOrder(z, inStatedOrder(shuffled)).p;
          const drawn = distribution(z, {
            ...{ strategy: 'sample', temperature: T, topK: k, topP: p, minP: 0.1 },
          });
          expect(kept(ours)).toEqual(kept(drawn));
          ours.forEach((q, id) => {
            expect(q).toBeCloseTo(drawn[id] ?? NaN, 5);
          });
        },
      ),
    );
  });
});

test('penalties move the logits as their formulas say', () => {
  const logits = Float32Array.from([2, -1, 0.5, 3]);
  const text = { ids: [0, 1, 2, 2], promptLength: 2 };
  const penalties = { repetition: 2, frequency: 0.5, presence: 0.25 };
  const tokens = penalized(logits, text, penalties, 4);
  const after = Object.fromEntries(tokens.map(({ id, after: { logit } }) => [id, logit]));
  // 2 / 2; −1 · 2; 0.5 / 2 − 2 · 0.5 − 0.25; not in the text
  expect(after).toEqual({ 0: 1, 1: -2, 2: -1, 3: 3 });
  expect(tokens.map(({ id }) => id)).toEqual([3, 0, 2, 1]);
  expect(tokens.map(({ inText, written }) => [inText, written])).toEqual([
    ...[
      [0, 0],
      [1, 0],
      [2, 2],
      [1, 0],
    ],
  ]);
  const sum = tokens.reduce((all, { after: { p } }) => all + p, 0);
  expect(sum).toBeCloseTo(1, 6);
  expect(tokens[0]?.before.p).toBeCloseTo(softmax(logits)[3] ?? NaN, 6);
});

test('leadingIds takes the largest, of equals the lowest id', () => {
  expect(leadingIds(Float32Array.from([1, 3, 3, 2]), 3)).toEqual([1, 2, 3]);
});

test('packed logits come back within half a step', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -31, max: 31, noNaN: true }), { minLength: 1 }), (z) => {
      const back = unpackLogits(packLogits(Float32Array.from(z)));
      z.forEach((logit, i) => {
        expect(Math.abs((back[i] ?? NaN) - logit)).toBeLessThanOrEqual(2 ** -11 + 1e-5);
      });
    }),
  );
  expect(() => packLogits(Float32Array.from([0, 100]))).toThrow(RangeError);
});
