import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runningProducts, SMALLEST, untilZero, zeroAfter } from '#lib/scoring/index.ts';

test('halves: float32 holds 149 of them, float64 1,074, sums of logarithms any number', () => {
  const steps = runningProducts(new Array<number>(1200).fill(Math.log(0.5)));
  expect(untilZero(steps.map(({ product32 }) => product32))).toBe(150);
  // exp(ln ½) is ½ exactly; 2⁻¹⁰⁷⁴ is the last that is not 0.
  expect(untilZero(steps.map(({ product64 }) => product64))).toBe(1075);
  expect(steps[148]?.product32).toBe(SMALLEST.float32);
  expect(steps[1073]?.product64).toBe(SMALLEST.float64);
  const last = steps.at(-1);
  expect(last?.sum64).toBeCloseTo(-1200 * Math.LN2, 9);
  expect(Math.abs((last?.sum32 ?? NaN) / (-1200 * Math.LN2) - 1)).toBeLessThan(1e-4);
});

test('sum64 is the logarithm of product64 for as long as the product is a normal number', () => {
  const logprobs = fc.array(fc.double({ min: -20, max: 0, noNaN: true }), { maxLength: 30 });
  fc.assert(
    fc.property(logprobs, (values) => {
      for (const { product64, sum64 } of runningProducts(values))
        expect(Math.abs(Math.log(product64) - sum64)).toBeLessThan(1e-9);
    }),
  );
});

test('the 32-bit columns hold numbers of 32 bits only', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -30, max: 0, noNaN: true })), (values) => {
      for (const { product32, sum32 } of runningProducts(values)) {
        expect(Math.fround(product32)).toBe(product32);
        expect(Math.fround(sum32)).toBe(sum32);
      }
    }),
  );
});

test('untilZero counts up to the first 0', () => {
  expect(untilZero([1, 0, 0])).toBe(2);
  expect(untilZero([1, 1e-300])).toBeNull();
  expect(untilZero([])).toBeNull();
});

test('an impossible token ends the product at once and the sum at −∞', () => {
  expect(runningProducts([-Infinity])).toEqual([
    { product32: 0, product64: 0, sum32: -Infinity, sum64: -Infinity },
  ]);
});

test('zeroAfter foretells where the product of like tokens is 0', () => {
  for (const p of [0.5, 0.3, 0.04]) {
    const steps = runningProducts(new Array<number>(1200).fill(Math.log(p)));
    const at = untilZero(steps.map(({ product64 }) => product64)) ?? NaN;
    const foretold = zeroAfter(Math.log(p), SMALLEST.float64);
    // Rounding among the last numbers, which have few bits, may take a token more or less.
    expect(Math.abs(foretold - at)).toBeLessThanOrEqual(1);
  }
  expect(zeroAfter(Math.log(0.5), SMALLEST.float32)).toBe(150);
});
