import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bestToken,
  effectOf,
  klDivergence,
  logitDifference,
  logProbability,
} from '#lib/causal/index.ts';

const logs = (...p: number[]): Float32Array => Float32Array.from(p, Math.log);
const someLogits = fc
  .array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 3, maxLength: 9 })
  .map((xs) => Float32Array.from(xs));

test('logitDifference is the difference of log-probabilities, whatever is added to all', () => {
  fc.assert(
    fc.property(someLogits, fc.double({ min: -5, max: 5, noNaN: true }), (logits, c) => {
      const by = logProbability(logits, 0) - logProbability(logits, 2);
      expect(
        logitDifference(
          logits.map((x) => x + c),
          { a: 0, b: 2 },
        ),
      ).toBeCloseTo(by, 3);
    }),
  );
});

test('against null it is the logit less the mean of all', () => {
  expect(logitDifference(Float32Array.of(1, 2, 6), { a: 2, b: null })).toBe(3);
});

describe('klDivergence(original, edited)', () => {
  test('of (½, ½) from (¼, ¾) is ln 2 − ½ ln 3', () => {
    const kl = klDivergence(logs(0.5, 0.5), logs(0.25, 0.75));
    expect(kl).toBeCloseTo(Math.log(2) - Math.log(3) / 2, 6);
  });
  test('is 0 for the same distribution and never negative', () => {
    fc.assert(
      fc.property(someLogits, fc.double({ min: -5, max: 5, noNaN: true }), (logits, c) => {
        expect(
          klDivergence(
            logits,
            logits.map((x) => x + c),
          ),
        ).toBeCloseTo(0, 4);
        expect(klDivergence(logits, [...logits].reverse() as never)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
  test('a token that the original never writes adds nothing', () => {
    expect(klDivergence(Float32Array.of(0, -Infinity), Float32Array.of(0, 0))).toBeCloseTo(
      Math.log(2),
      6,
    );
  });
});

test('effectOf says what an edit has changed', () => {
  const effect = effectOf(logs(0.5, 0.25, 0.25), logs(0.25, 0.5, 0.25), { a: 0, b: 1 });
  expect(effect.difference).toBeCloseTo(-Math.log(2), 6);
  expect(effect.change).toBeCloseTo(-2 * Math.log(2), 6);
  expect(effect.logProbability).toBeCloseTo(-Math.log(2), 6);
  expect(effect.kl).toBeCloseTo(Math.log(2) / 4, 6);
  expect(effect.best).toBe(1);
});

test('bestToken: of equals the lowest id', () => {
  expect(bestToken(Float32Array.of(0, 3, 3))).toBe(1);
});
